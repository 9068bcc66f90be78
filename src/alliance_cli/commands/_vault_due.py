"""alliance vault due."""

from __future__ import annotations

from alliance_cli.app import App
from alliance_cli.commands._access import touched
from alliance_cli.core.retention import up_for_review


def show_reviews(app: App, *, as_json: bool) -> None:
    """The files that wait for a decision, with the commands that carry it out."""
    settings = app.preferences.retention
    reviews = up_for_review(app.repository.files.all(), app.clock.today, settings)
    touched(app)
    if as_json:
        from alliance_cli.report.keeping_json import reviews_document

        app.screen.emit_json(reviews_document(reviews, settings.years))
    else:
        from alliance_cli.terminal.views.keeping import reviews_view

        app.screen.show(reviews_view(reviews, settings.years))
