"""alliance repair: the four-step walk that repairs a possible rupture."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

app = command()


@app.command()
def repair(
    ctx: typer.Context,
    client: options.Client = None,
    moment: Annotated[
        str | None, typer.Argument(metavar="MOMENT", help="Its number in alliance moments, its id, or new.")
    ] = None,
    on: options.On = None,
    answers: options.Answers = None,
    restart: options.Restart = False,
) -> None:
    """Four steps when something has shifted between you.

    Acknowledge, invite, validate, agree on a new path; then whether it is repaired, still open or let go. It is about
    an open possible rupture or a new one. In a running session, type !r at any prompt, or press Ctrl-T on the full
    screen.

    Example: alliance repair J7
    """
    from alliance_cli.cli.dates import ensure_held, session_date
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.moments import rupture_to_repair
    from alliance_cli.usecases.walks.repair import repair_walk

    run: Program = ctx.obj
    day = session_date(run, on)
    found = known_client(run.app, run.front, client)
    ensure_held(run, found, day)
    if answers is None:
        run.front.ask_to_show_words()
    rupture = rupture_to_repair(run.app, run.front, found, moment)
    take_walk(run, repair_walk(run.app, found, day, rupture, restart=restart), answers)
