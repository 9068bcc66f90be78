"""alliance selfcare: a short check-in with yourself, and its course."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.app import App
from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import by_itself, command

app = command()


@app.callback(invoke_without_command=True)
def selfcare(
    ctx: typer.Context,
    on: options.Day = None,
    answers: options.Answers = None,
    restart: options.Restart = False,
) -> None:
    """A short check-in with yourself, and its course.

    Energy, presence and load from 1 to 10, one line, and what restores you. It is yours alone: tied to no client, in no
    client's export.

    After three low ones in a row, bare alliance says a quiet word; a better one takes it away. Low is a convention of
    this program, no finding: the mean of energy, presence and 11 less load is 4 or lower. Both numbers are settings,
    selfcare.run and selfcare.low.

    Example: alliance selfcare
    """
    if by_itself(ctx):
        from alliance_cli.commands._check_in import sitting_of
        from alliance_cli.commands._dates import session_date
        from alliance_cli.commands._sitting import sit

        run: App = ctx.obj
        sit(sitting_of(run, session_date(on, run.clock.today), restart=restart), answers)


@app.command()
def history(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="What you wrote each time, not only lately.")] = False,
    as_json: options.Json = False,
) -> None:
    """The course of your check-ins, and what restored you most often.

    Example: alliance selfcare history
    """
    from alliance_cli.commands._check_in import show_history

    show_history(ctx.obj, as_json=as_json, all_=all_)
