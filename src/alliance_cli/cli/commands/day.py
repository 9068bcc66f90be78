"""alliance day: unlocks the vault once for all of today's sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

if TYPE_CHECKING:
    from alliance_cli.usecases.caseload.day import DayAtDesk

app = command()


@app.command()
def day(
    ctx: typer.Context,
    clients: Annotated[
        list[str] | None, typer.Argument(metavar="[CLIENT]...", help="Codes to take up for today, such as J7 K9.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Unlock once, then go through the day.

    Shows today's sessions and how far each is, whom you saw on this day one or two weeks ago, and what else is
    waiting. Enter opens the first row, and a number opens that row. J7 opens the next step for J7, and J7 reflect --on
    yesterday opens one step of another day. + K9 adds a code to today. Every other command works as usual, such as
    find, history J7, card J7, rate J7 or repair J7. On the full screen the arrows choose a row, results are scrolled,
    and nothing stays in the terminal. q ends the day. Without a terminal the list is shown once.

    Example: alliance day

    Example: alliance day J7 K9
    """
    from alliance_cli.usecases.caseload.day import DayAtDesk

    run: Program = ctx.obj
    desk = DayAtDesk(run.app, clients or ())
    if run.follows:  # a walk that was locked is finished first
        desk.walked(*run.follows)
    if as_json:
        from alliance_cli.report.json.caseload import day_document

        run.screen.emit_json(day_document(*desk.begin()))
    elif run.on_terminal:
        _go_through(run, desk)
    else:
        from alliance_cli.views.due import day_view

        found, due = desk.begin()
        run.screen.show(day_view(found, due.care, due.backup))


def _go_through(run: Program, desk: DayAtDesk) -> None:
    if run.takes_full_screen:
        from alliance_cli.cli.full_screen.day import go_through_full_screen

        go_through_full_screen(run, desk)
    else:
        from alliance_cli.cli.day.by_line import DayByLine
        from alliance_cli.cli.day.loop import DayLoop

        DayLoop(run, desk, DayByLine(run)).go()
