"""alliance vault log."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_cli.cli.setup import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.dates import day_typed
from alliance_cli.usecases.caseload.find_client import known_client

LATEST = 40
"""How many entries are shown unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries were asked for."""

    client: str | None
    since: str | None
    all_: bool


def show_log(app: App, asked: Asked, *, as_json: bool) -> None:
    """The entries asked for, oldest first; this look is the last of them."""
    day = day_typed(asked.since, "--since") if asked.since is not None else None
    client = None if asked.client is None else known_client(app, asked.client)
    if client is None:
        log_access(app)
    entries = app.repository.access.entries(client, day)
    if as_json:
        from alliance_cli.report.json.vault import log_document

        app.screen.emit_json(log_document(entries))
    else:
        from alliance_cli.line.views.vault import log_view

        app.screen.show(log_view(entries if asked.all_ else entries[-LATEST:], len(entries)))


def forget_before(app: App, typed: str) -> None:
    """Take away old entries, because the person said so."""
    day = day_typed(typed, "--forget-before")
    count = app.repository.access.forget_before(day)
    log_access(app)
    entries = "1 entry is" if count == 1 else f"{count} entries are"
    app.screen.say(f"{entries} taken away, from before {day}.")
