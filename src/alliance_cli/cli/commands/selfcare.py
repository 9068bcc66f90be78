"""alliance selfcare: the clinician's check-ins and their course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.walk_command import day_command

if TYPE_CHECKING:
    from datetime import date


def _selfcare(run: Program, on: date, answers: str | None, restart: bool) -> None:
    """A short check-in with yourself, and its course.

    Energy, presence and load from 1 to 10, one line, and what restores you. It is yours alone: it is tied to no client
    and is in no client's export.

    After three low ones in a row, alliance alone shows a reminder until one is better. Low is a convention of this
    program, not a finding: the mean of energy, presence and 11 minus load is 4 or lower. Both numbers are settings:
    selfcare.run and selfcare.low.

    Example: alliance selfcare
    """
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.usecases.own.check_in import check_in_walk

    take_walk(run, check_in_walk(run.app, on, restart=restart), answers)


app = day_command(_selfcare)


@app.command()
def history(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="What you wrote each time, not only lately.")] = False,
    notes: options.Notes = False,
    as_json: options.Json = False,
) -> None:
    """The course of your check-ins, and what restored you most often.

    Example: alliance selfcare history
    """
    from alliance_cli.usecases.own.check_in import check_in_course

    run: Program = ctx.obj
    if notes:
        run.front.ask_to_show_words()
    course, settings = check_in_course(run.app), run.app.settings.self_care
    if as_json:
        from alliance_cli.report.json.records import self_care_document

        run.screen.emit_json(self_care_document(course.check_ins, settings, notes=notes))
    else:
        from alliance_cli.views.own.self_care import self_care_view

        unicode = run.screen.draws_unicode
        run.screen.show(
            self_care_view(course.check_ins, settings, course.labels, unicode=unicode, all_=all_, notes=notes)
        )
