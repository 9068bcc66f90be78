"""Bare ``alliance``: what is due over the whole caseload."""

from __future__ import annotations

from alliance_cli.app import App
from alliance_cli.commands._access import touched
from alliance_cli.commands._backing_up import backup_reminder
from alliance_cli.commands._check_in import care_hint
from alliance_cli.commands._flags import TENSION, due_flags
from alliance_cli.core.due import Urgency, in_order


def show_due(app: App, *, as_json: bool) -> None:
    """What waits, most urgent first."""
    waiting = app.repository.caseload.due(app.clock.today)
    ruptures = {due.client for due in waiting if due.urgency is Urgency.OPEN_RUPTURE}
    # A rupture says more than the report it came from.
    flags = [due for due in due_flags(app) if due.client not in ruptures or due.flag != TENSION.replace("-", " ")]
    items = in_order([*waiting, *flags])
    care, backup = care_hint(app), backup_reminder(app)
    touched(app)
    if as_json:
        from alliance_cli.report.history_json import due_document

        app.screen.emit_json(due_document(items, care, backup))
    else:
        from alliance_cli.terminal.views.caseload import due_view

        app.screen.show(due_view(items, care, backup))
