"""alliance rate: the four quick ratings and tension, outside a walk."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.light_typer import command
from alliance_cli.cli.setup import App

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
        str | None, typer.Option("--tension", metavar="yes|no", help="Whether the one who rates felt tension.")
    ] = None,
    rater: Annotated[str, typer.Option("--rater", metavar="WHO", help="client (usual) or clinician.")] = "client",
    how: Annotated[
        str | None, typer.Option("--how", metavar="HOW", help="handed-over, read-aloud or recalled.")
    ] = None,
    on: options.On = None,
    as_json: options.Json = False,
) -> None:
    """Keep or correct the four quick ratings and what was said of tension.

    Without options on a terminal, each is asked for, and then whether there was tension; a correction takes the place
    of what was kept, also of the answer about tension that was given in the session.

    Example: alliance rate J7 --bond 9 --goals 8 --tension no
    """
    from alliance_cli.usecases.walks.rate import keep_ratings, show_ratings

    run: App = ctx.obj
    typed = {"understood": understood, "goals": goals, "tasks": tasks, "bond": bond}
    rated = keep_ratings(run, client, typed, tension, rater=rater, how=how, on=on)
    show_ratings(run, rated, as_json=as_json)
