"""Bare ``alliance``: what is due over the whole caseload."""

from __future__ import annotations

from alliance_cli.app import App
from alliance_cli.commands._flags import due_flags
from alliance_cli.core.due import Urgency, in_order


def show_due(app: App, *, as_json: bool) -> None:
    """What waits, most urgent first."""
    waiting = app.repository.caseload.due(app.clock.today)
    ruptures = {due.client for due in waiting if due.urgency is Urgency.OPEN_RUPTURE}
    items = in_order([*waiting, *(flag for flag in due_flags(app) if flag.client not in ruptures)])
    if as_json:
        from alliance_cli.report.history_json import due_document

        app.screen.emit_json(due_document(items))
    else:
        from alliance_cli.terminal.views.caseload import due_view

        app.screen.show(due_view(items))
