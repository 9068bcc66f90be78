"""alliance rate: the four quick ratings, outside a walk."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.app import App
from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command

app = command()


@app.command()
def rate(
    ctx: typer.Context,
    client: options.Client = None,
    understood: Annotated[str | None, typer.Option("--understood", metavar="1-10")] = None,
    goals: Annotated[str | None, typer.Option("--goals", metavar="1-10")] = None,
    tasks: Annotated[str | None, typer.Option("--tasks", metavar="1-10")] = None,
    bond: Annotated[str | None, typer.Option("--bond", metavar="1-10")] = None,
    tension: Annotated[
        str | None, typer.Option("--tension", metavar="yes|no", help="Whether tension or distance was noticed.")
    ] = None,
    rater: Annotated[str, typer.Option("--rater", metavar="WHO", help="client (usual) or clinician.")] = "client",
    how: Annotated[
        str | None, typer.Option("--how", metavar="HOW", help="handed-over, read-aloud or recalled.")
    ] = None,
    on: options.On = None,
    as_json: options.Json = False,
) -> None:
    """Keep or correct the four quick ratings, and whether tension was noticed.

    Without options each is asked for; a correction takes the place of what was kept.

    Example: alliance rate J7 --bond 9 --goals 8
    """
    from alliance_cli.commands._rating import TENSION, keep_ratings, show_ratings

    run: App = ctx.obj
    typed = {"understood": understood, "goals": goals, "tasks": tasks, "bond": bond, TENSION: tension}
    rated = keep_ratings(run, client, typed, rater=rater, how=how, on=on)
    show_ratings(run, rated, as_json=as_json)
