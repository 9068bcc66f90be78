"""Notes each read of a use case in the access log, before anything is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.course.client import Client
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def log_access(app: App, client: Client | None = None) -> None:
    """Note that the running command reads this client or, without one, the whole caseload.

    Call it after reading and before showing, so that an unreadable vault is reported as such. If the log cannot be
    written (the vault is busy or read-only), the person is told and the command goes on.
    """
    access = app.repository.access  # a vault that cannot be opened ends the command here
    try:
        access.note(app.action, client)
    except VaultTrouble as trouble:
        app.notify(_("Not noted in the access log: {sentence}", sentence=trouble.sentence))
