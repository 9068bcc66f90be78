"""Bare ``alliance``: what is due over the whole caseload."""

from __future__ import annotations

from alliance_cli.app import App
from alliance_cli.core.due import in_order


def show_due(app: App, *, as_json: bool) -> None:
    """What waits, most urgent first."""
    items = in_order(app.repository.caseload.due(app.clock.today))
    if as_json:
        from alliance_cli.report.history_json import due_document

        app.screen.emit_json(due_document(items))
    else:
        from alliance_cli.terminal.views.caseload import due_view

        app.screen.show(due_view(items))
