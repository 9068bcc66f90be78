"""alliance report: one page to read, print or take along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.translation import _

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
    from alliance_cli.report.page.new_page import page_path
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.exchange.export import confirm_notes
    from alliance_cli.usecases.review.report import client_report

    run: Program = ctx.obj
    require_charts()
    if file is not None:
        page_path(file, "")
    found = known_client(run.app, run.front, client)
    if notes:
        confirm_notes(run.front, confirm)
    page = course_page(client_report(run.app, found, notes=notes), run.clock.today)
    _write(run, page_path(file, f"report-{found.code}"), page, open_=open_, as_json=as_json)


def _write(run: Program, path: Path, page: str, *, open_: bool, as_json: bool) -> None:
    """Write the page, say where it is and that it is not encrypted, and show it where that was asked for."""
    from alliance_cli.report.export.new_file import write_text
    from alliance_cli.report.page.new_page import open_page
    from alliance_cli.usecases.vault.permissions import warn_where_open

    with run.app.repository.parts.entering() as enter:
        write_text(path, page, enter)
    run.screen.say(_("The page is not encrypted: whoever has it can read it. Delete it when it has served."))
    warn_where_open(run.app, path)
    if as_json:
        run.screen.emit_json({"path": str(path), "encrypted": False})
    else:
        run.screen.show(_("Wrote {path}", path=path), as_is=True)
    if open_ and not open_page(path):
        run.screen.say(_("No browser could be started. Open the file in yours."))
