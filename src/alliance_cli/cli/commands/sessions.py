"""alliance sessions: a session noted under a wrong date or client: list, move, erase."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.typer_seam import command

app = command("A session noted under a wrong date or client: list, move, erase.")

On = Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The date it is noted under.")]
Number = Annotated[str | None, typer.Option("--number", metavar="N", help="Its number, where a date has two of them.")]


@app.command("list")
def list_(ctx: typer.Context, client: options.Client = None, as_json: options.Json = False) -> None:
    """A client's sessions, and how much is kept of each.

    Example: alliance sessions list J7
    """
    from alliance_cli.usecases.caseload.sessions import show_sessions

    show_sessions(ctx.obj, client, as_json=as_json)


@app.command()
def move(
    ctx: typer.Context,
    client: options.Client = None,
    on: On = None,
    number: Number = None,
    to: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="The date it was held on.")] = None,
    to_client: Annotated[
        str | None, typer.Option("--to-client", metavar="CODE", help="The client it was held with.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also where there is a session on that date; both are kept.")
    ] = False,
) -> None:
    """Give a session the date or the client it should have had.

    Everything kept of it goes along: answers, ratings, moments with their repairs and questions for supervision,
    questionnaires, decisions about flags. Where that would tear apart what belongs together, nothing is changed.

    Example: alliance sessions move J7 --on 2026-11-20 --to 2026-11-19
    """
    from alliance_cli.usecases.caseload.move_session import Wanted, move_session
    from alliance_cli.usecases.caseload.sessions import Which

    move_session(ctx.obj, client, Which(on, number), Wanted(to, to_client, again))


@app.command()
def erase(
    ctx: typer.Context,
    client: options.Client = None,
    on: On = None,
    number: Number = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm", metavar="WORD", help="Give it twice, the code and then the date, to be asked nothing."
        ),
    ] = None,
) -> None:
    """Take away one session with everything kept of it, for good.

    Its answers, ratings, moments, questionnaires and flag decisions go, with the repairs and supervision questions that
    are about its moments, and the file is written anew so that nothing of it is left inside. The code and the date are
    typed first. Copies of the vault made earlier still hold it; those that alliance made and that are there are named.

    Example: alliance sessions erase J7 --on 2026-11-20
    """
    from alliance_cli.usecases.caseload.sessions import Which, erase_session

    erase_session(ctx.obj, client, Which(on, number), confirm or [])
