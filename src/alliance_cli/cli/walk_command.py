"""Makes the commands that walk a script: one of the three phases of a session, or a day of the clinician's own."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Signature, signature
from typing import TYPE_CHECKING

import typer

from alliance_cli.cli import options
from alliance_cli.cli.ahead import WALK, load_ahead
from alliance_cli.cli.typer_seam import Module, by_itself, command
from alliance_cli.core.walk.script import FIRST_SESSION, Phase
from alliance_cli.translation import _

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.cli.setup import Program
    from alliance_cli.usecases.walks.session_walk import SessionWalk

DayWalk = Callable[["Program", "date", str | None, bool], None]
"""Walks a day, from an answers file where one is named; the last argument says whether everything is asked again."""


def session_command(phase: Phase, about: str) -> Module:
    """The command of a phase of the session; ``about`` is its help."""
    module = command()
    module.command(help=about)(walk_of(phase))
    return module


def walk_of(phase: Phase) -> Callable[..., None]:
    """What the command of a phase of the session does, with its options."""

    def walk(
        ctx: typer.Context,
        client: options.Client = None,
        on: options.On = None,
        answers: options.Answers = None,
        script: options.OtherScript = None,
        full: options.Full = False,
        again: options.Again = False,
        new: options.New = False,
        insist: options.Insist = False,
        restart: options.Restart = False,
    ) -> None:
        from alliance_cli.cli.dates import ensure_held, session_date
        from alliance_cli.usecases.caseload.find_client import client_or_new_code, ensure_open
        from alliance_cli.usecases.walks.late_entry import day_of_walk
        from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest

        run: Program = ctx.obj
        if answers is None and run.takes_full_screen:
            load_ahead(*WALK)
        day = session_date(run, on)
        who = client_or_new_code(run.app, run.front, client, new=new, insist=insist)
        ensure_held(run, who, day)
        if on is None and not again:
            day = day_of_walk(run.app, run.front, who, phase, script)
        who = who if isinstance(who, str) else ensure_open(run.app, run.front, who, day)
        resumed = run.front.resumption
        session = resumed.session if resumed else ""
        visit = SessionWalk(run.app, who, WalkRequest(phase, day, script, full, again, restart, session))
        walk_phase(run, visit, answers)

    return walk


def with_walk_options(take: Callable[..., None]) -> Callable[..., None]:
    """The command ``take``, where the options of a walk stand in place of its ``**asked``, after client and date."""
    own, shared = (signature(each, eval_str=True).parameters for each in (take, walk_of(Phase.PRE_SESSION)))
    first = [name for name in own if name in shared]
    more = [each for name, each in own.items() if name not in shared and each.kind is not each.VAR_KEYWORD]
    rest = [each for name, each in shared.items() if name not in own]
    take.__signature__ = Signature([*(own[name] for name in first), *more, *rest])  # type: ignore[attr-defined]
    return take


def walk_phase(run: Program, walk: SessionWalk, answers: str | None = None) -> None:
    """Walk one phase of a session by hand, or from the answers file that is named."""
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
    """Walk one phase line by line, with what is shown before a preparation, and before and after a reflection.

    Where an answers file ``asks`` nothing, a reflection does not begin with what was said.
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
    """Name the script for a first session, where this is one and it is not walked yet."""
    if walk.may_be_introduced:
        run.screen.say(first_session_offer(run, walk))


def first_session_offer(run: Program, walk: SessionWalk) -> str:
    """The sentence that names the script for a first session."""
    from alliance_cli.command_lines import command_line
    from alliance_cli.core.action import session_action

    day = None if walk.on == run.clock.today else walk.on
    action = session_action(walk.code, Phase.PRE_SESSION, day, FIRST_SESSION)
    return _("What to say in a first session: {command}", command=command_line(action))


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
    from alliance_cli.views.course.ratings import compare_view

    run.screen.show(compare_view(found.record))
    if found.flags:
        from alliance_cli.views.flags import flags_view

        run.screen.show(flags_view(found.flags))


def day_command(take: DayWalk) -> Module:
    """A group that walks by itself, about a day; its help is the docstring of ``take``."""
    module = command()

    @module.callback(invoke_without_command=True, help=take.__doc__)
    def walk(
        ctx: typer.Context,
        on: options.Day = None,
        answers: options.Answers = None,
        restart: options.Restart = False,
    ) -> None:
        if by_itself(ctx):
            from alliance_cli.cli.dates import past_date

            run: Program = ctx.obj
            take(run, past_date(run, on), answers, restart)

    return module
