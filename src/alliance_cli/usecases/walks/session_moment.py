"""One use case for the three moments: walk a script about a client's session, each answer kept as it is given."""

from __future__ import annotations

from collections.abc import Callable

from alliance_cli.cli.setup import App
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.review.flags import TENSION, show_flags
from alliance_cli.usecases.walks.session_walk import Request, SessionWalk
from alliance_cli.usecases.walks.walk_run import Asides, by_hand, from_file


def moment_of_work(app: App, visit: SessionWalk, walk: Callable[[SessionWalk], bool]) -> None:
    """One of the three moments whole, with what is shown before a preparation, and before and after a reflection."""
    if visit.request.phase is Phase.PRE_SESSION:
        _show_card(app, visit)
    if visit.request.phase is Phase.POST_SESSION and visit.walk is None:
        _show_noted(app, visit)
    reached_the_end = walk(visit)
    if visit.request.phase is Phase.POST_SESSION and reached_the_end:
        _show_comparison(app, visit)


def take(app: App, request: Request) -> None:
    """Walk what was asked for, from an answers file where one is named."""
    file = request.answers
    moment_of_work(
        app, SessionWalk(app, request), walk_by_hand if file is None else lambda visit: from_file(visit, file)
    )


def walk_by_hand(visit: SessionWalk) -> bool:
    """Ask line by line, with what may be taken up on the way."""
    return by_hand(visit, _asides(visit))


def _asides(visit: SessionWalk) -> Asides:
    from alliance_cli.line.lines import LineCommand
    from alliance_cli.usecases.walks.repair import repair_in_session
    from alliance_cli.usecases.walks.supervision import question_on_the_way

    return {
        Phase.IN_SESSION: {LineCommand.REPAIR: lambda: repair_in_session(visit)},
        Phase.POST_SESSION: {LineCommand.SUPERVISE: lambda: question_on_the_way(visit)},
    }.get(visit.request.phase, {})


def _show_card(app: App, visit: SessionWalk) -> None:
    """The carry-over card, for a client who has sessions behind them."""
    if visit.client is None:
        return
    from alliance_cli.core.course.carry_over import carry_over
    from alliance_cli.line.views.preparation import card_view
    from alliance_cli.usecases.walks.background import show_background
    from alliance_cli.usecases.walks.standalone_walk import readable

    course = readable(app, app.repository.courses.of(visit.client))
    card = carry_over(course, visit.on, visit.session)
    app.screen.show(card_view(card, unicode=app.screen.draws_unicode))
    if card.last is not None:
        told = (moment.noticed for moment in card.open_ruptures if moment.session == card.last.id)
        all_told = course.record(card.last).tension_seen_by <= frozenset[Rater]().union(*told)
        show_flags(app, visit.client, course, card.last.id, but=TENSION if all_told else "")
    show_background(app, visit.client, course, visit.session)


def _show_noted(app: App, visit: SessionWalk) -> None:
    """What was noted on the way in the session, so that it is not noted a second time."""
    if visit.client is None or visit.session is None:
        return
    from alliance_cli.line.views.moments import noted_view

    noted = app.repository.courses.of(visit.client).record(visit.session).moments
    if noted:
        app.screen.show(noted_view(noted))


def _show_comparison(app: App, visit: SessionWalk) -> None:
    """The clinician's ratings with the client's beside them, now that the clinician's are given."""
    if visit.client is None or visit.session is None:
        return
    from alliance_cli.line.views.ratings import compare_view

    course = app.repository.courses.of(visit.client)
    app.screen.show(compare_view(course.record(visit.session)))
    show_flags(app, visit.client, course, visit.session.id)
