"""Lists files that are due for review, and the entries of the access log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alliance_cli.core.vault.retention import Review, up_for_review
from alliance_cli.core.vault.safekeeping import Access
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import known_client
from alliance_cli.usecases.front import Front


def files_due(app: App) -> tuple[Review, ...]:
    """The files due for a decision, the longest due first."""
    reviews = up_for_review(app.repository.files.all(), app.clock.today, app.settings.retention)
    log_access(app)
    return reviews


def access_entries(app: App, front: Front, client: str | None, since: date | None) -> Sequence[Access]:
    """The entries of the access log from a day on, oldest first; this read is the last of them.

    ``client`` is a code as typed, None for all entries; raises NotFound.
    """
    found = None if client is None else known_client(app, front, client)
    if found is None:
        log_access(app)
    return app.repository.access.entries(found, since)


def forget_entries(app: App, before: date) -> int:
    """Delete the entries from before a day, as the person asked; returns how many there were."""
    count = app.repository.access.forget_before(before)
    log_access(app)
    return count
