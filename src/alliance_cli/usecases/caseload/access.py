"""What a command touches is noted in the access log before it is shown."""

from __future__ import annotations

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.errors import VaultTrouble


def log_access(app: App, client: Client | None = None) -> None:
    """Note that the command running touches this client, or without one the caseload as a whole.

    It comes after what is read and before it is shown, so that a vault that cannot be read is said to be just that.
    Where it cannot be written (the vault is busy, or may only be read), the command goes on and that is said.
    """
    log = app.repository.access
    try:
        log.note(app.action, client)
    except VaultTrouble as trouble:
        app.screen.say(f"Not noted in the access log: {trouble.sentence}")
