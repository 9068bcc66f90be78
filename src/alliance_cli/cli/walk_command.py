"""Makes the commands that walk a script: the phases of a session, the clinician's practice and check-ins."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Signature, signature
from typing import TYPE_CHECKING

import typer

from alliance_cli.cli import options
from alliance_cli.cli.ahead import WALK, load_ahead
from alliance_cli.cli.typer_seam import Module, by_itself, command
from alliance_cli.core.walk.script import Phase

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.cli.setup import Program

DayWalk = Callable[["Program", "date", str | None, bool], None]
"""Walks for a date, from an answers file if one is named; the last argument is true to ask everything again."""


def session_command(phase: Phase, about: str) -> Module:
    """The command of a phase of the session; ``about`` is its help."""
    module = command()
    module.command(help=about)(walk_of(phase))
    return module


def walk_of(phase: Phase) -> Callable[..., None]:
    """Return the function of a phase's command, with its options."""

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
        from alliance_cli.cli.walks import walk_phase
        from alliance_cli.usecases.caseload.find_client import client_or_new_code, ensure_open
        from alliance_cli.usecases.walks.late_entry import day_of_walk
        from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest

        run: Program = ctx.obj
        if answers is None and run.takes_full_screen:
            load_ahead(*WALK)
        day = session_date(run, on)
        who = client_or_new_code(run.app, run.front, client, new=new, insist=insist)
        ensure_held(run, who, day)
        finds_its_day = on is None and not again
        if finds_its_day:
            day = day_of_walk(run.app, run.front, who, phase, script)
        if not isinstance(who, str):
            who = ensure_open(run.app, run.front, who, day)
            if finds_its_day and answers is None and phase is not Phase.POST_SESSION:
                from alliance_cli.usecases.walks.early_preparation import take_preparation_along

                take_preparation_along(run.app, run.front, who, day)
        resumed = run.front.resumption
        session = resumed.session if resumed else ""
        visit = SessionWalk(run.app, who, WalkRequest(phase, day, script, full, again, restart, session))
        walk_phase(run, visit, answers)

    return walk


def with_walk_options(take: Callable[..., None]) -> Callable[..., None]:
    """Return ``take`` with the options of a walk in place of its ``**asked``, after client and date."""
    own, shared = (signature(each, eval_str=True).parameters for each in (take, walk_of(Phase.PRE_SESSION)))
    first = [name for name in own if name in shared]
    more = [each for name, each in own.items() if name not in shared and each.kind is not each.VAR_KEYWORD]
    rest = [each for name, each in shared.items() if name not in own]
    take.__signature__ = Signature([*(own[name] for name in first), *more, *rest])  # type: ignore[attr-defined]
    return take


def day_command(take: DayWalk) -> Module:
    """Make a group that walks a day if called alone; its help is the docstring of ``take``."""
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
