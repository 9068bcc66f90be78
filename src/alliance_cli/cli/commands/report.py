"""alliance report: writes one HTML page about a client or the caseload."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

app = command()


@app.command()
def report(
    ctx: typer.Context,
    client: options.Client = None,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A new file ending in .html; one in this folder if left out.")
    ] = None,
    for_client: Annotated[
        bool, typer.Option("--for-client", help="For the client: their own ratings, in friendly words.")
    ] = False,
    caseload: Annotated[bool, typer.Option("--caseload", help="All open clients, and what you can learn.")] = False,
    codes: Annotated[bool, typer.Option("--codes", help="With --caseload: codes in place of letters.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="With moments, repairs, and what was typed.")] = False,
    confirm: Annotated[
        str | None, typer.Option("--confirm", metavar="WORD", help="notes, to write notes without being asked.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    as_json: options.Json = False,
) -> None:
    """One page to read, print or take along: a client's course, or the caseload, drawn and as a table.

    The page is one HTML file that loads nothing and runs nothing, and it is not encrypted. It holds measures: ratings,
    scores, dates of sessions, and what stands out in them. Moments and what you typed come only with --notes.

    Example: alliance report J7 --open

    Example: alliance report J7 course-J7.html --notes

    Example: alliance report --caseload caseload.html

    Example: alliance report J7 --for-client
    """
    from alliance_cli.report.page.drawing import require_charts

    run: Program = ctx.obj
    require_charts()
    if for_client and (caseload or notes or codes):
        raise WrongUse(_("--for-client takes no other options: the sheet holds only the client's own ratings."))
    if for_client:
        path, page = _for_client(run, client, file)
    elif caseload:
        path, page = _caseload(run, _only_file(client, file), codes=codes, notes=notes, confirm=confirm)
    elif codes:
        raise WrongUse(_("--codes is for the caseload."), _("Such as: alliance report --caseload --codes"))
    else:
        path, page = _course(run, client, file, notes=notes, confirm=confirm)
    _write(run, path, page, open_=open_, as_json=as_json)


def _only_file(client: str | None, file: str | None) -> str | None:
    """Return the file named with --caseload; raises WrongUse for more than one word."""
    if file is not None:
        raise WrongUse(_("--caseload takes only a file."), _("Such as: alliance report --caseload caseload.html"))
    return client


def _course(
    run: Program, client: str | None, file: str | None, *, notes: bool, confirm: str | None
) -> tuple[Path, str]:
    """Return the new file and the page about one client's course."""
    from alliance_cli.report.page.course_page import course_page
    from alliance_cli.report.page.new_page import free_page, page_path
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.exchange.export import confirm_notes
    from alliance_cli.usecases.review.report import client_report

    named = None if file is None else page_path(file)
    found = known_client(run.app, run.front, client)
    if notes:
        confirm_notes(run.front, confirm)
    page = course_page(client_report(run.app, found, notes=notes), run.clock.today)
    return named or free_page(f"report-{found.code}"), page


def _for_client(run: Program, client: str | None, file: str | None) -> tuple[Path, str]:
    """Return the new file and the sheet for the client."""
    from alliance_cli.report.page.client_page import client_page
    from alliance_cli.report.page.new_page import free_page, page_path
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.report import own_ratings

    named = None if file is None else page_path(file)
    found = known_client(run.app, run.front, client)
    page = client_page(own_ratings(run.app, found), run.clock.today)
    return named or free_page(f"for-client-{found.code}"), page


def _caseload(run: Program, file: str | None, *, codes: bool, notes: bool, confirm: str | None) -> tuple[Path, str]:
    """Return the new file and the page about the caseload; shows a progress bar."""
    from alliance_cli.core.exchange.aliases import aliases
    from alliance_cli.line.output.progress import progress_bar
    from alliance_cli.report.page.caseload_page import caseload_page
    from alliance_cli.report.page.new_page import free_page, page_path
    from alliance_cli.usecases.exchange.export import confirm_notes
    from alliance_cli.usecases.review.report import caseload_report

    path = free_page("report-caseload") if file is None else page_path(file)
    run.app.repository  # noqa: B018 - ask for the passphrase before the confirmation
    if notes:
        confirm_notes(run.front, confirm)
    with progress_bar(run.screen) as watch:
        found = caseload_report(run.app, lambda done, count: watch(done, 2 * count), notes=notes)
        known = [each.code for each in found.clients]
        names = dict(zip(known, known, strict=True)) if codes else aliases(known)
        page = caseload_page(found, names, run.clock.today, lambda done, count: watch(count + done, 2 * count))
    return path, page


def _write(run: Program, path: Path, page: str, *, open_: bool, as_json: bool) -> None:
    """Write the page, say where it is and that it is not encrypted, and open it if ``--open`` was given."""
    from alliance_cli.report.export.new_file import write_text
    from alliance_cli.report.page.new_page import open_page
    from alliance_cli.usecases.vault.permissions import warn_where_open

    with run.app.repository.parts.entering() as enter:
        write_text(path, page, enter)
    run.screen.say(_("The page is not encrypted: anyone who has it can read it. Delete it when you no longer need it."))
    warn_where_open(run.app, path)
    if as_json:
        run.screen.emit_json({"path": str(path), "encrypted": False})
    else:
        run.screen.show(_("Wrote {path}", path=path), as_is=True)
    if open_ and not open_page(path):
        run.screen.say(_("No browser could be started. Open the file in your browser."))
