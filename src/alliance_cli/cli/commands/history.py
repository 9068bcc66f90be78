"""alliance history: shows a client's course, or the whole caseload."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.show_course import Extent, show_caseload, show_course
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

app = command()


@app.command()
def history(
    ctx: typer.Context,
    client: options.Client = None,
    as_json: options.Json = False,
    table: Annotated[bool, typer.Option("--table", help="Session by session, with every moment.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="The table, with what was typed in words.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="The table of every session; over the caseload, closed clients too.")
    ] = False,
    last: Annotated[str | None, typer.Option("--last", metavar="N", help="The latest N sessions.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="The sessions from this date on.")
    ] = None,
    voices: Annotated[bool, typer.Option("--voices", help="Your ratings beside the client's.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="The rules behind the flags, and how often they are wrong.")
    ] = False,
    browse: Annotated[
        bool, typer.Option("--browse", help="Session by session on the full screen, with what was typed.")
    ] = False,
    no_pager: options.NoPager = False,
) -> None:
    """A client's course, or the whole caseload.

    A client: both means over the latest sessions, what is open and what stands out, fitted into the window. The
    caseload: one line per client. What is longer than the window opens in a pager and does not stay on the screen.
    Others may see the screen, so what you typed is shown only with --notes and --browse.

    Example: alliance history J7

    Example: alliance history J7 --last 50

    Example: alliance history J7 --browse
    """
    run: Program = ctx.obj
    if browse:
        from alliance_cli.cli.full_screen.browsing import browse_course

        alone = not (as_json or table or notes or all_ or voices or explain or last or since)
        browse_course(run, client, alone=alone, no_pager=no_pager)
        return
    extent = _extent(run, client, last, since, all_=all_)
    if (voices or explain) and (table or notes):
        raise WrongUse(_("--voices and --explain come without a table."), _("Ask for one at a time."))
    if voices and explain:
        raise WrongUse(_("One at a time: --voices or --explain."))
    if voices or explain:
        (_show_voices if voices else _show_explanations)(run, client, as_json=as_json, all_=all_)
    elif client is None:
        show_caseload(run, as_json=as_json, all_=all_, no_pager=no_pager)
    else:
        as_table = table or notes or all_
        show_course(run, client, as_json=as_json, notes=notes, table=as_table, extent=extent, no_pager=no_pager)


def _extent(run: Program, client: str | None, last: str | None, since: str | None, *, all_: bool) -> Extent:
    """Return which sessions were asked for; raises WrongUse."""
    from alliance_cli.cli.dates import past_date

    if client is None and (last is not None or since is not None):
        raise WrongUse(
            _("--last and --since are about a client's sessions."), _("Name the client: alliance history J7 --last 50")
        )
    if (last is not None) + (since is not None) + all_ > 1:
        raise WrongUse(_("--last, --since and --all each say which sessions; give one of them."))
    return Extent(options.typed_count("--last", last), None if since is None else past_date(run, since), all_)


def _show_voices(run: Program, typed: str | None, *, as_json: bool, all_: bool) -> None:
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import all_voices, client_voices

    if typed is None:
        heard = all_voices(run.app, closed=all_)
    else:
        heard = client_voices(run.app, known_client(run.app, run.front, typed))
    if as_json:
        from alliance_cli.report.json.history import voices_document

        run.screen.emit_json(voices_document(heard))
    else:
        from alliance_cli.views.course.ratings import voices_view

        run.screen.show(voices_view(heard, unicode=run.screen.draws_unicode))


def _show_explanations(run: Program, typed: str | None, *, as_json: bool, all_: bool) -> None:
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import explained_rules

    client = None if typed is None else known_client(run.app, run.front, typed)
    found = explained_rules(run.app, client, every=all_)
    if as_json:
        from alliance_cli.report.json.history import explanations_document

        run.screen.emit_json(explanations_document(found.rules, found.flags, found.client))
    elif found.rules:
        from alliance_cli.views.flags import explanations_view

        run.screen.show(explanations_view(found.rules, found.flags, found.dates))
    else:
        said = _("There is no flag for {code}. All rules in words: alliance history --explain", code=found.client)
        run.screen.show(said)
