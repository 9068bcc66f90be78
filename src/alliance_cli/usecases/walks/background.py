"""What a preparation shows beneath the carry-over card."""

from __future__ import annotations

from alliance_cli.cli.setup import App
from alliance_cli.core.course.carry_over import Background
from alliance_cli.core.course.entities import Client, Course, Session
from alliance_cli.core.course.tailoring import main_factors, reminder
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.walks.standalone_walk import with_words
from alliance_cli.usecases.walks.supervision import outcomes_for


def tailoring_of(app: App, client: Client) -> tuple[WalkRecord, ...]:
    """Every revision of how a client likes to be worked with, oldest first."""
    return with_words(app, app.repository.records.of(Phase.TAILORING, client.id))


def show_background(app: App, client: Client, course: Course, session: Session | None) -> None:
    """Show what stands behind the preparation of a session; nothing where there is nothing."""
    from alliance_cli.line.views.preparation import background_view

    earlier = [each.session.on for each in course.records if session is None or each.session.number < session.number]
    revisions = tailoring_of(app, client)
    again = reminder(client.code, revisions, earlier, app.preferences.tailor)
    skill, wording = _skill(app)
    background = Background(
        client.code, main_factors(revisions), again, outcomes_for(app, client, earlier), skill=skill, wording=wording
    )
    if background != Background(client.code):
        app.screen.show(background_view(background))


def _skill(app: App) -> tuple[str, str]:
    """The skill that is practised now, with its wording; empty for none, and then nothing more is loaded for it."""
    latest = app.repository.records.of(Phase.PRACTICE, latest=1)
    if not latest:
        return "", ""
    from alliance_cli.usecases.walks.practice import skill_in_words

    return skill_in_words(app, latest[-1])
