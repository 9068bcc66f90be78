"""Runs the three phases of a session on the full screen, with their side panels and closing screens."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from alliance_cli.cli.full_screen.asides import aside_of
from alliance_cli.cli.full_screen.walking import walk_full_screen
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.phase_screen import PhaseScreen
from alliance_cli.screen.walk_page import nothing_beside

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.setup import Program
    from alliance_cli.screen.walk_page import Beside
    from alliance_cli.usecases.walks.session_walk import SessionWalk


def walk_phase_full_screen(run: Program, walk: SessionWalk) -> bool:
    """Walk one phase; return whether it was finished."""
    phase = walk.request.phase
    if phase is Phase.PRE_SESSION:
        return walk_full_screen(run, walk, _card(run, walk))
    aside = aside_of(run.front, walk)
    if phase is Phase.POST_SESSION:
        return walk_full_screen(run, walk, _so_far(run, walk), lambda: _comparison(run, walk), PhaseScreen, aside)
    return _session(run, walk) if walk.in_the_room else walk_full_screen(run, walk, make=PhaseScreen, aside=aside)


def _session(run: Program, walk: SessionWalk) -> bool:
    """Walk a running session."""
    from alliance_cli.screen.alone.handing_over import HandingOver
    from alliance_cli.screen.session.session_screen import SessionScreen
    from alliance_cli.screen.walk_page import SessionTools
    from alliance_cli.usecases.alone.plan import choices_of, plan
    from alliance_cli.usecases.moments.marks import HalfNote, mark, take_back
    from alliance_cli.usecases.moments.repair_steps import repair_steps
    from alliance_cli.views.checklist import RepairView

    began = walk.began_at
    tools = SessionTools(
        mark=partial(mark, walk),
        note=HalfNote(walk),
        take_back=partial(take_back, walk),
        repair=lambda marker, rows: RepairView(repair_steps(run.app, marker), rows),
        minutes=lambda: int((run.clock.now() - began).total_seconds() // 60),
        reminder=run.app.settings.session.reminder,
        hand_over=HandingOver(partial(choices_of, run.app), partial(plan, walk)),
    )
    return walk_full_screen(run, walk, make=lambda page: SessionScreen(page, tools), aside=aside_of(run.front, walk))


def _card(run: Program, walk: SessionWalk) -> Beside:
    """Build the card of a preparation; for a first session, what to say in it."""
    from alliance_cli.usecases.walks.preparation import preparation
    from alliance_cli.views.card.first_session import first_session_offer
    from alliance_cli.views.card.preparation import preparation_view
    from alliance_cli.views.literal import literal

    found = preparation(run.app, walk)
    unicode = run.screen.draws_unicode
    offer = literal(first_session_offer(walk, run.clock.today)) if walk.may_be_introduced else None

    @cache
    def beside(rows: int | None) -> RenderableType | None:
        return preparation_view(found, unicode=unicode, rows=rows) if found else offer

    return beside


def _so_far(run: Program, walk: SessionWalk) -> Beside:
    """Build the client's answers and the moments of the session so far."""
    from alliance_cli.usecases.walks.reflection import SessionSoFar, session_so_far
    from alliance_cli.views.reflection import reflection_view

    if (found := session_so_far(run.app, walk)) == SessionSoFar():
        return nothing_beside
    shown = reflection_view(found, with_moments=walk.walk is None)
    return lambda _rows: shown


def _comparison(run: Program, walk: SessionWalk) -> RenderableType | None:
    """Build both raters' ratings side by side, and the session's flags."""
    from alliance_cli.usecases.walks.reflection import comparison
    from alliance_cli.views.reflection import closing_view

    if (found := comparison(run.app, walk)) is None:
        return None
    return closing_view(found)
