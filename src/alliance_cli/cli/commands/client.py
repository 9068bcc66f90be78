"""alliance client: opens, lists, shows, changes, closes and erases clients, who are stored under codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.codes import new_client_code
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.find_client import known_client

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.usecases.caseload.clients import ClientList

_DATE_OR_NONE = N_("{option} takes a date, or none.")
app = command("Clients, kept as codes: open, list, show, change, close, erase.")


@app.command()
def add(
    ctx: typer.Context,
    code: str = typer.Argument(metavar="CODE", help="A code of your own, such as J7."),
    insist: options.Insist = False,
) -> None:
    """Open a client under a code.

    Example: alliance client add J7
    """
    from alliance_cli.usecases.caseload.clients import open_client

    run: Program = ctx.obj
    client = open_client(run.app, new_client_code(code, insist=insist))
    said = _("Opened {code}. Before the first session:", code=client.code)
    run.front.note(said, Action(ActionKind.PREPARE, client.code))


@app.command("list")
def list_(ctx: typer.Context, as_json: options.Json = False) -> None:
    """All clients with their sessions, last ratings and open ruptures.

    Example: alliance client list
    """
    from alliance_cli.usecases.caseload.clients import all_clients

    run: Program = ctx.obj
    found = all_clients(run.app)
    if as_json:
        _emit(run, found)
        return
    from alliance_cli.views.caseload import glances_view

    run.screen.show(glances_view(found.glances))


@app.command()
def show(ctx: typer.Context, client: options.Client = None, as_json: options.Json = False) -> None:
    """One client in a line, and the dates of the work.

    Example: alliance client show J7
    """
    from alliance_cli.usecases.caseload.clients import one_client

    run: Program = ctx.obj
    found = one_client(run.app, known_client(run.app, run.front, client))
    if as_json:
        _emit(run, found)
        return
    from alliance_cli.views.caseload import file_view, glances_view

    run.screen.show(glances_view(found.glances))
    run.screen.show(file_view(found.clients[0]))


def _emit(run: Program, found: ClientList) -> None:
    from alliance_cli.report.json.caseload import caseload_document

    run.screen.emit_json(caseload_document(found.glances, found.clients))


@app.command()
def edit(
    ctx: typer.Context,
    client: options.Client = None,
    code: Annotated[str | None, typer.Option("--code", metavar="NEW", help="Another code, not in use yet.")] = None,
    opened: Annotated[str | None, typer.Option("--opened", metavar="DATE", help="The day the work began.")] = None,
    keep_until: Annotated[
        str | None,
        typer.Option("--keep-until", metavar="DATE", help="Keep the file at least until then; none for no date."),
    ] = None,
    insist: options.Insist = False,
) -> None:
    """Change a client's code, or the dates of the file.

    A file is kept for as many years after its last entry as retention.years says. If it has to be kept longer, for
    instance until some years after a child comes of age, give that date. Nothing is deleted automatically.

    Example: alliance client edit J7 --keep-until 2036-05-01
    """
    from alliance_cli.cli.dates import day_typed
    from alliance_cli.line.results import client_edited
    from alliance_cli.usecases.caseload.clients import edit_client

    run: Program = ctx.obj
    if (code, opened, keep_until) == (None, None, None):
        raise WrongUse(_("There is nothing to change."), _("Give --code, --opened or --keep-until."))
    before = known_client(run.app, run.front, client)
    after = edit_client(
        run.app,
        before,
        code=None if code is None else new_client_code(code, insist=insist),
        opened_on=None if opened is None else day_typed(run, opened, "--opened"),
        keep_until=None if keep_until is None else _day_or_none(run, keep_until),
    )
    run.screen.say(client_edited(before, after))


def _day_or_none(run: Program, typed: str) -> date | Literal["none"]:
    from alliance_cli.cli.dates import day_typed

    return (
        "none"
        if typed.strip().casefold() == "none"
        else day_typed(run, typed, "--keep-until", _DATE_OR_NONE, past=False)
    )


@app.command()
def close(
    ctx: typer.Context,
    client: options.Client = None,
    ending: Annotated[
        str | None, typer.Option("--ending", metavar="HOW", help="How the work ended: planned or unplanned.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it ended; today if left out.")] = None,
) -> None:
    """Close a client when the work has ended.

    Everything stays readable, but the client is no longer listed as due. Sessions up to the day the work ended can
    still be noted and reflected on. Close again to correct how or when it ended.

    Example: alliance client close J7 --ending planned
    """
    from alliance_cli.cli.dates import day_typed
    from alliance_cli.core.course.client import read_termination
    from alliance_cli.line.results import client_closed
    from alliance_cli.usecases.caseload.clients import close_client

    run: Program = ctx.obj
    how = None if ending is None else read_termination(ending)
    day = None if on is None else day_typed(run, on, "--on")
    closed = close_client(run.app, run.front, known_client(run.app, run.front, client), how, day)
    run.screen.say(client_closed(closed))


@app.command()
def reopen(ctx: typer.Context, client: options.Client = None) -> None:
    """Open a closed client again.

    Example: alliance client reopen J7
    """
    from alliance_cli.usecases.caseload.find_client import reopen_client

    run: Program = ctx.obj
    found = known_client(run.app, run.front, client, closed=True)
    if found.closed_on is None:
        run.screen.say(_("{code} is open; nothing was changed.", code=found.code))
        return
    reopen_client(run.app, found)
    said = _("{code} is open again. Before the next session:", code=found.code)
    run.front.note(said, Action(ActionKind.PREPARE, found.code))


@app.command()
def erase(
    ctx: typer.Context,
    client: options.Client = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", metavar="CODE", help="The code once more; give it twice to be asked nothing."),
    ] = None,
) -> None:
    """Erase everything kept about a client, for good.

    Erases sessions, ratings, measures, moments, every note and the access log's lines about the client, and rewrites
    the file so that nothing of it is left inside. For a code that was never opened, it erases what was half typed. You
    type the code twice. Earlier copies of the vault still hold the client; those that alliance made and that are still
    there are named.

    Example: alliance client erase J7
    """
    from alliance_cli.usecases.caseload.clients import erase_client, erase_half_typed

    run: Program = ctx.obj
    if erase_half_typed(run.app, run.front, client, confirm or []):
        return
    erase_client(run.app, run.front, known_client(run.app, run.front, client), confirm or [])
