"""alliance repair: four steps when something has shifted between you."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.light_typer import command
from alliance_cli.cli.setup import App

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
    the possible rupture that is open, or about a new one. In a running session: type !r at any prompt.

    Example: alliance repair J7
    """
    from alliance_cli.usecases.caseload.dates import session_date
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.choose_moment import rupture_to_repair
    from alliance_cli.usecases.walks.repair import Repair, RepairWalk, held_on, not_before
    from alliance_cli.usecases.walks.walk_run import sit

    run: App = ctx.obj
    day = session_date(on, run.clock.today)
    found = known_client(run, client)
    rupture = rupture_to_repair(run, run.repository.courses.of(found), moment)
    not_before(rupture, day)
    again = f"repair {found.code}" + (f" {rupture.number}" if rupture else "")
    request = Repair(found, day, rupture, lambda: held_on(run, found, day, rupture), again)
    sit(RepairWalk(run, request, restart=restart), answers)
