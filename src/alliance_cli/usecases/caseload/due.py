"""Bare ``alliance``: what is due over the whole caseload."""

from __future__ import annotations

from alliance_cli.cli.setup import App
from alliance_cli.core.course.due import Urgency, sort_due
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.review.flags import TENSION, due_flags
from alliance_cli.usecases.vault.backup import backup_reminder
from alliance_cli.usecases.walks.check_in import care_hint


def show_due(app: App, *, as_json: bool) -> None:
    """What waits, most urgent first."""
    waiting = app.repository.caseload.due(app.clock.today)
    ruptures = {due.client for due in waiting if due.urgency is Urgency.OPEN_RUPTURE}
    # A rupture says more than the report it came from.
    flags = [due for due in due_flags(app) if due.client not in ruptures or due.flag != TENSION.replace("-", " ")]
    items = sort_due([*waiting, *flags])
    care, backup = care_hint(app), backup_reminder(app)
    log_access(app)
    if as_json:
        from alliance_cli.report.json.caseload import due_document

        app.screen.emit_json(due_document(items, care, backup))
    else:
        from alliance_cli.line.views.caseload import due_view

        app.screen.show(due_view(items, care, backup))
