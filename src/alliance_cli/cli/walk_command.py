"""Commands that walk a script, set up alike: one of the three moments of a session, or a day of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from alliance_cli.cli import options
from alliance_cli.cli.light_typer import Module, by_itself, command

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.cli.setup import App
    from alliance_cli.core.walk.script import Phase

Walk = Callable[["App", "date", str | None, bool], None]
"""Takes up the walk of a day, from an answers file where one is named; the last says whether all is asked again."""


def session_command(phase: Phase, about: str) -> Module:
    """The command of a phase of the session; ``about`` is its help."""
    module = command()

    @module.command(help=about)
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
        from alliance_cli.usecases.walks.session_moment import take
        from alliance_cli.usecases.walks.session_walk import Request

        take(ctx.obj, Request(phase, client, on, script, answers, full, again, new, insist, restart))

    return module


def day_command(take: Walk) -> Module:
    """A group that walks by itself, about a day; its help is what ``take`` says of itself."""
    module = command()

    @module.callback(invoke_without_command=True, help=take.__doc__)
    def walk(
        ctx: typer.Context,
        on: options.Day = None,
        answers: options.Answers = None,
        restart: options.Restart = False,
    ) -> None:
        if by_itself(ctx):
            from alliance_cli.usecases.caseload.dates import session_date

            run: App = ctx.obj
            take(run, session_date(on, run.clock.today), answers, restart)

    return module
