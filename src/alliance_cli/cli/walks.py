"""Runs a walk on the full screen, line by line or from an answers file, with the texts around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.walk.script import Phase

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.setup import Program
    from alliance_cli.usecases.walks.session_walk import SessionWalk
    from alliance_cli.usecases.walks.walk_run import WalkRun


def take_walk(program: Program, run: WalkRun, answers: str | None = None, shown: RenderableType | None = None) -> bool:
    """Run a walk, asking or reading the answers file; return whether it was finished.

    ``shown`` is shown beside the questions on the full screen, and before them line by line.
    """
    if answers is None and program.takes_full_screen:
        from alliance_cli.cli.full_screen.beside import beside_walk
        from alliance_cli.cli.full_screen.walking import walk_full_screen

        panel = beside_walk(run, shown)
        return walk_full_screen(program, run, lambda _rows: panel)
    from alliance_cli.line.walks import walk_script

    if shown:
        (program.screen.say if isinstance(shown, str) else program.screen.show)(shown)  # type: ignore[arg-type]
    return walk_script(program.front, run, answers)


def walk_phase(run: Program, walk: SessionWalk, answers: str | None = None) -> None:
    """Walk one phase of a session, asking or reading the answers file."""
    if answers is None and run.takes_full_screen:
        from alliance_cli.cli.full_screen.phases import walk_phase_full_screen

        reached_the_end = walk_phase_full_screen(run, walk)
    else:
        from alliance_cli.line.asides.session import session_asides
        from alliance_cli.line.walks import walk_script

        asides = session_asides(run.front, walk)
        reached_the_end = by_line(
            run, walk, lambda: walk_script(run.front, walk, answers, asides), asks=answers is None
        )
    if reached_the_end and walk.next_phase and walk.on == run.clock.today:
        run.follows = walk.code, walk.next_phase


def by_line(run: Program, walk: SessionWalk, go: Callable[[], bool], *, asks: bool = True) -> bool:
    """Walk one phase line by line, with the texts before a preparation and before and after a reflection.

    ``asks`` is false for an answers file; then a first session is not offered, and a reflection starts directly.
    """
    phase = walk.request.phase
    if phase is Phase.PRE_SESSION:
        _show_preparation(run, walk)
        if asks:
            _offer_first_session(run, walk)
    if phase is Phase.POST_SESSION and asks:
        _show_session_so_far(run, walk)
    reached_the_end = go()
    if phase is Phase.POST_SESSION and reached_the_end:
        _show_comparison(run, walk)
    return reached_the_end


def _show_preparation(run: Program, walk: SessionWalk) -> None:
    if walk.client is None:
        return
    from alliance_cli.line.walks import rows_of_opening
    from alliance_cli.usecases.walks.preparation import preparation
    from alliance_cli.views.card.preparation import preparation_view

    if found := preparation(run.app, walk):
        run.front.ask_to_show_words()
        is_window = run.screen.rows is not None
        rows = run.screen.rows_above(rows_of_opening(run.front, walk) + 1) if is_window else None
        run.screen.show(preparation_view(found, unicode=run.screen.draws_unicode, rows=rows))
        if is_window:
            run.screen.show("")


def _offer_first_session(run: Program, walk: SessionWalk) -> None:
    """Offer the script for a first session if this is one and the script was not walked yet."""
    if walk.may_be_introduced:
        from alliance_cli.views.card.first_session import first_session_offer

        run.screen.say(first_session_offer(walk, run.clock.today))


def _show_session_so_far(run: Program, walk: SessionWalk) -> None:
    from alliance_cli.usecases.walks.reflection import SessionSoFar, session_so_far

    if (found := session_so_far(run.app, walk)) != SessionSoFar():
        from alliance_cli.views.reflection import reflection_view

        run.front.ask_to_show_words()
        run.screen.show(reflection_view(found, with_moments=walk.walk is None))


def _show_comparison(run: Program, walk: SessionWalk) -> None:
    from alliance_cli.usecases.walks.reflection import comparison

    if (found := comparison(run.app, walk)) is None:
        return
    from alliance_cli.views.reflection import closing_view

    run.screen.show(closing_view(found))
