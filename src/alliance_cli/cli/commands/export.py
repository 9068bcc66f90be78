"""alliance export: measures, notes or your own log into a new file."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

app = command()


@app.command()
def export(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A new file; its ending names the format.")] = None,
    class_: Annotated[
        list[str] | None, typer.Option("--class", metavar="CLASS", help="measures, notes or own; may be repeated.")
    ] = None,
    client: Annotated[
        list[str] | None, typer.Option("--client", metavar="CLIENT", help="Only this client; may be repeated.")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="csv (a new folder), json, markdown or sqlite.")
    ] = None,
    for_record: Annotated[bool, typer.Option("--for-record", help="Only results and dates, as for a record.")] = False,
    deidentified: Annotated[
        bool, typer.Option("--deidentified", help="Aliases for codes, days since the first session for dates.")
    ] = False,
    confirm: Annotated[
        str | None, typer.Option("--confirm", metavar="WORD", help="notes, to export notes without being asked.")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of the json format.")] = False,
    as_json: options.Json = False,
) -> None:
    """Measures, notes or your own log into a new file, which is not encrypted.

    The classes never mix unless you name each. Measures are ratings, scores, and sessions with their dates; notes are
    everything typed about clients; own is your practice, self-care and log, and in no client's export.

    Example: alliance export measures.json --class measures

    Example: alliance export chart.md --class measures --class notes --client J7

    Example: alliance export record-J7 --format csv --for-record --client J7
    """
    from alliance_cli.core.exchange.export_choice import export_choice
    from alliance_cli.usecases.exchange.export import Wanted, place_named, show_schema, write_export

    run: Program = ctx.obj
    if schema:
        show_schema(run)
        return
    path, named = place_named(file, format_)
    choice = export_choice(class_ or (), of_clients=bool(client), for_record=for_record, deidentified=deidentified)
    write_export(run, Wanted(path, named, choice, tuple(client or ())), confirm, as_json=as_json)
