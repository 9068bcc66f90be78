"""alliance client: clients, kept as codes: open, list, show."""

from __future__ import annotations

import typer

from alliance_cli.app import App
from alliance_cli.commands import _options as options
from alliance_cli.commands._client import known_client
from alliance_cli.commands._typer import command
from alliance_cli.core.caseload import Glance, client_code
from alliance_cli.core.errors import Refused

app = command("Clients, kept as codes: open, list, show.")


@app.command()
def add(
    ctx: typer.Context,
    code: str = typer.Argument(metavar="CODE", help="A code of your own, such as J7."),
    insist: options.Insist = False,
) -> None:
    """Open a client under a code.

    Example: alliance client add J7
    """
    run: App = ctx.obj
    repository = run.repository
    code = client_code(code, insist=insist)
    if repository.clients.find(code) is not None:
        raise Refused(f"{code} is in the caseload already.", f"See: alliance client show {code}")
    client = repository.clients.add(code, run.clock.today)
    run.screen.say(f"Opened {client.code}. Before the first session: alliance prep {client.code}")


@app.command("list")
def list_(ctx: typer.Context, as_json: options.Json = False) -> None:
    """All clients with their sessions, last ratings and open ruptures.

    Example: alliance client list
    """
    _show(ctx.obj, ctx.obj.repository.caseload.glances(), as_json=as_json)


@app.command()
def show(ctx: typer.Context, client: options.Client = None, as_json: options.Json = False) -> None:
    """One client in a line.

    Example: alliance client show J7
    """
    found = known_client(ctx.obj, client)
    glances = ctx.obj.repository.caseload.glances()
    _show(ctx.obj, tuple(each for each in glances if each.client == found.code), as_json=as_json)


def _show(run: App, glances: tuple[Glance, ...], *, as_json: bool) -> None:
    if as_json:
        from alliance_cli.report.history_json import caseload_document

        run.screen.emit_json(caseload_document(glances))
    else:
        from alliance_cli.terminal.views.caseload import glances_view

        run.screen.show(glances_view(glances))
