"""alliance import: an export put back, or earlier ratings from a CSV file."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

app = command()


@app.command()
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An export in json, or a CSV file of ratings.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    new: Annotated[bool, typer.Option("--new", help="Open the clients of a CSV file whose codes are new.")] = False,
    insist: options.Insist = False,
    as_json: options.Json = False,
) -> None:
    """An export put back, or earlier ratings from a CSV file.

    What is not here yet is added; what is here stays as it is. Where the file has mistakes, all are listed and nothing
    is stored. The first line of a CSV file names its columns: client, date, rater, and any of understood, goals, tasks,
    bond.

    Example: alliance import ratings.csv --dry-run

    Example: alliance import everything.json
    """
    from alliance_cli.usecases.exchange.imports import Source, import_export, import_ratings

    run: Program = ctx.obj
    source = Source.named(file)
    if source.is_csv:
        import_ratings(run, source, dry_run=dry_run, new=new, insist=insist, as_json=as_json)
    else:
        import_export(run, source, dry_run=dry_run, as_json=as_json)
