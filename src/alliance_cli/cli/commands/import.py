"""alliance import: reads an export back, or adds earlier ratings from a CSV file."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

app = command()


@app.command()
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An export in json, or a CSV file of ratings.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    new: Annotated[bool, typer.Option("--new", help="Open the clients of a CSV file whose codes are new.")] = False,
    insist: options.Insist = False,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="NAME=COLUMN",
            help="The column of a CSV file for one of our names, or a layout: openfit; may be repeated.",
        ),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Bring back an export, or earlier ratings from a CSV file.

    What is not here yet is added; what is here stays as it is. If the file has mistakes, all of them are listed and
    nothing is stored. The first line of a CSV file names its columns: client, date, rater, and any of understood,
    goals, tasks, bond, and of the items and totals of instruments, such as srs.1 and srs.total. A date is written
    2026-11-20 or 20.11.2026.

    Example: alliance import ratings.csv --dry-run

    Example: alliance import visits.csv --map openfit --map client=ID --map date=Visit

    Example: alliance import everything.json
    """
    from alliance_cli.line.output.progress import progress_bar
    from alliance_cli.line.results import import_differences
    from alliance_cli.usecases.exchange.earlier_ratings import import_ratings
    from alliance_cli.usecases.exchange.imports import ImportFile, all_or_nothing, import_export

    run: Program = ctx.obj
    watching = partial(progress_bar, run.screen)
    with all_or_nothing():
        source = ImportFile.read(file)
        if source.is_csv:
            outcome = import_ratings(
                run.app, source, dry_run=dry_run, new=new, insist=insist, mapped=map_ or (), watching=watching
            )
        elif map_:
            raise WrongUse(_("--map is for CSV files."), _("An export in json needs none."))
        else:
            outcome = import_export(run.app, source, dry_run=dry_run, watching=watching)
    if differences := import_differences(source.name, outcome):
        run.screen.say(differences)
    if as_json:
        from alliance_cli.report.json.vault import outcome_document

        run.screen.emit_json(outcome_document(source.name, outcome, dry_run=dry_run))
        return
    from alliance_cli.core.exchange.row_counts import rows_in_words

    added = rows_in_words(outcome.added) or outcome.nothing_new
    done = _("A dry run; this would be added: {rows}.", rows=added) if dry_run else _("Added: {rows}.", rows=added)
    run.screen.show(done, as_is=True)
