"""alliance report: one page to read, print or take along."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.pages import free_page, page_path, tell_page, write_page
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

app = command()


@app.command()
def report(
    ctx: typer.Context,
    client: options.Client = None,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A new file ending in .html; one in this folder if left out.")
    ] = None,
    notes: Annotated[bool, typer.Option("--notes", help="With moments, repairs, and what was typed.")] = False,
    confirm: Annotated[
        str | None, typer.Option("--confirm", metavar="WORD", help="notes, to write notes without being asked.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    as_json: options.Json = False,
) -> None:
    """One page to read, print or take along: a client's course, drawn and as a table.

    The page is one HTML file that loads nothing and runs nothing, and it is not encrypted. It holds measures: ratings,
    scores, dates of sessions, and what stands out in them. Moments and what you typed come only with --notes.

    Example: alliance report J7 --open

    Example: alliance report J7 course-J7.html --notes
    """
    from alliance_cli.report.page.course_page import course_page
    from alliance_cli.report.page.drawing import require_charts
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.exchange.export import confirm_notes
    from alliance_cli.usecases.review.report import client_report

    run: Program = ctx.obj
    require_charts()
    named = None if file is None else page_path(file)
    found = known_client(run.app, run.front, client)
    if notes:
        confirm_notes(run.front, confirm)
    page = course_page(client_report(run.app, found, notes=notes), run.clock.today)
    path = named or free_page(f"report-{found.code}")
    write_page(run, path, page)
    tell_page(run, path, open_=open_, as_json=as_json)
