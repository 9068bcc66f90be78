"""alliance client: clients, kept as codes: open, list, show, change, close, erase."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.codes import client_code
from alliance_cli.core.errors import Refused
from alliance_cli.usecases.caseload.find_client import known_client, reopened

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
    run: Program = ctx.obj
    repository = run.repository
    code = client_code(code, insist=insist)
    if repository.clients.find(code) is not None:
        raise Refused(f"{code} is in the caseload already.", f"See: alliance client show {code}")
    with repository.change():
        client = repository.clients.add(code, run.clock.today)
        repository.access.note(run.action, client)
    run.screen.say(f"Opened {client.code}. Before the first session: alliance prep {client.code}")


@app.command("list")
def list_(ctx: typer.Context, as_json: options.Json = False) -> None:
    """All clients with their sessions, last ratings and open ruptures.

    Example: alliance client list
    """
    from alliance_cli.usecases.caseload.client_file import show_all

    show_all(ctx.obj, as_json=as_json)


@app.command()
def show(ctx: typer.Context, client: options.Client = None, as_json: options.Json = False) -> None:
    """One client in a line, and the dates of the work.

    Example: alliance client show J7
    """
    from alliance_cli.usecases.caseload.client_file import show_one

    show_one(ctx.obj, known_client(ctx.obj, client), as_json=as_json)


@app.command()
def edit(
    ctx: typer.Context,
    client: options.Client = None,
    code: Annotated[str | None, typer.Option("--code", metavar="NEW", help="Another code, not in use yet.")] = None,
    opened: Annotated[
        str | None, typer.Option("--opened", metavar="YYYY-MM-DD", help="The day the work began.")
    ] = None,
    keep_until: Annotated[
        str | None,
        typer.Option("--keep-until", metavar="YYYY-MM-DD", help="Keep the file at least until then; none for no date."),
    ] = None,
    insist: options.Insist = False,
) -> None:
    """Change a client's code, or the dates of the file.

    A file is kept for the years of retention.years after its last entry. Where it has to be kept longer, for instance
    until some years after a child comes of age, say until when. Nothing is deleted by itself on any date.

    Example: alliance client edit J7 --keep-until 2036-05-01
    """
    from alliance_cli.usecases.caseload.client_file import Changes, edit_client

    edit_client(ctx.obj, client, Changes(code, opened, keep_until, insist))


@app.command()
def close(
    ctx: typer.Context,
    client: options.Client = None,
    ending: Annotated[
        str | None, typer.Option("--ending", metavar="HOW", help="How the work ended: planned or unplanned.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day it ended; today if left out.")
    ] = None,
) -> None:
    """The work with a client has ended.

    Everything stays readable; what waits today no longer shows it. Until the day it ended, sessions can still be noted
    and reflected on. Closing again corrects how or when it ended.

    Example: alliance client close J7 --ending planned
    """
    from alliance_cli.usecases.caseload.client_file import close_client

    close_client(ctx.obj, client, ending, on)


@app.command()
def reopen(ctx: typer.Context, client: options.Client = None) -> None:
    """The work with a client goes on after all.

    Example: alliance client reopen J7
    """
    run: Program = ctx.obj
    found = known_client(run, client, closed=True)
    if found.closed_on is None:
        run.screen.say(f"{found.code} is open; nothing was changed.")
    else:
        reopened(run, found)
        run.screen.say(f"{found.code} is open again. Before the next session: alliance prep {found.code}")


@app.command()
def erase(
    ctx: typer.Context,
    client: options.Client = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", metavar="CODE", help="The code once more; give it twice to be asked nothing."),
    ] = None,
) -> None:
    """Take away everything kept of a client, for good.

    Sessions, ratings, measures, moments, every note and the access log's lines about the client go, and the file is
    written anew so that nothing of it is left inside. The code is typed twice. Copies of the vault made earlier still
    hold the client; those that alliance made and that are still there are named.

    Example: alliance client erase J7
    """
    from alliance_cli.usecases.caseload.erase_client import erase_client

    erase_client(ctx.obj, client, confirm or [])
