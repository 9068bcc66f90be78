"""alliance vault due."""

from __future__ import annotations

from alliance_cli.cli.setup import App
from alliance_cli.core.vault.retention import up_for_review
from alliance_cli.usecases.caseload.access import log_access


def show_reviews(app: App, *, as_json: bool) -> None:
    """The files that wait for a decision, with the commands that carry it out."""
    settings = app.preferences.retention
    reviews = up_for_review(app.repository.files.all(), app.clock.today, settings)
    log_access(app)
    if as_json:
        from alliance_cli.report.json.vault import reviews_document

        app.screen.emit_json(reviews_document(reviews, settings.years))
    else:
        from alliance_cli.line.views.vault import reviews_view

        app.screen.show(reviews_view(reviews, settings.years))
