"""Commands that walk a script, set up alike: one of the three moments of a session, or a day of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import Module, by_itself, command

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.app import App
    from alliance_cli.core.script import Phase

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
        from alliance_cli.commands._visit import Request
        from alliance_cli.commands._walking import take

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
            from alliance_cli.commands._dates import session_date

            run: App = ctx.obj
            take(run, session_date(on, run.clock.today), answers, restart)

    return module
