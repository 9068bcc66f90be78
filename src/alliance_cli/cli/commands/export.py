"""alliance export: writes measures, notes or the clinician's own log to a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from alliance_cli.core.exchange.export import Export
    from alliance_cli.usecases.exchange.export import WrittenExport

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
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="csv or fhir-ndjson (a new folder), fhir, json, markdown or sqlite."
        ),
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

    Example: alliance export J7.fhir.json --format fhir --client J7
    """
    from alliance_cli.core.exchange.export import export_choice, refuse_for_fhir
    from alliance_cli.line.output.progress import progress_bar
    from alliance_cli.report.export.formats import load
    from alliance_cli.report.export.new_file import new_file, refuse_existing, undate
    from alliance_cli.usecases.exchange.export import agree_to_export, write_export
    from alliance_cli.usecases.vault.permissions import warn_where_open

    run: Program = ctx.obj
    if schema:
        _show_schema(run)
        return
    path, name = _place_named(file, format_)
    writer = load(name)
    if writer.FHIR:
        refuse_for_fhir(class_ or (), deidentified=deidentified)
        for_record = True
    choice = export_choice(class_ or (), of_clients=bool(client), for_record=for_record, deidentified=deidentified)
    refuse_existing(path)
    ids = agree_to_export(run.app, run.front, choice, client or (), confirm)
    with (
        run.app.repository.parts.entering() as enter,
        new_file(path, folder=writer.FOLDER, enter=enter) as to,
        progress_bar(run.screen) as watch,
    ):
        written = write_export(run.app, choice, ids, lambda made: writer.write(made, to), watch)
    if choice.deidentified:
        undate(path)
    run.screen.say(written.export.says)
    warn_where_open(run.app, path)
    _warn(run, written.export)
    if written.held_back:
        run.screen.say(_("The file holds answers that a client gave alone and that you have not seen yet."))
    if as_json:
        from alliance_cli.report.json.vault import written_document

        run.screen.emit_json(written_document(path, name, written))
    else:
        _show(run, path, written, folder=writer.FOLDER)


def _place_named(file: str | None, named: str | None) -> tuple[Path, str]:
    """Return the file and the name of its format; raises WrongUse."""
    from alliance_cli.core.errors import WrongUse
    from alliance_cli.files.paths import typed_path
    from alliance_cli.report.export.formats import format_for

    if not file:
        raise WrongUse(_("Which file? Name a new one."), _("Such as: alliance export measures.json --class measures"))
    if file == "-":
        raise WrongUse(
            _("An export is written into a new file, not to standard output."), _("Name the file instead of -.")
        )
    path = typed_path(file)
    return path, format_for(path, named)


def _show(run: Program, path: Path, written: WrittenExport, *, folder: bool) -> None:
    from alliance_cli.core.exchange.row_counts import rows_in_words

    classes = ", ".join(each.in_words for each in written.export.classes)
    if folder:
        wrote = _("Wrote {path}: a new folder, {classes}.", path=path, classes=classes)
    else:
        wrote = _("Wrote {path}: {classes}.", path=path, classes=classes)
    run.screen.show(wrote, as_is=True)
    run.screen.show(_("Rows: {counts}.", counts=rows_in_words(written.counts) or _("none")))
    if written.skipped:
        run.screen.show(
            _n(
                "{count} of the answers is a skipped question.",
                "{count} of the answers are skipped questions.",
                written.skipped,
            )
        )


def _warn(run: Program, made: Export) -> None:
    """Say what to check by eye in a de-identified export of notes."""
    from alliance_cli.core.exchange.export import DataClass

    if made.deidentified and set(made.classes) != {DataClass.MEASURES}:
        run.screen.say(_("Names, places and dates inside what you typed are still there. Read it before you share it."))
        for sentence in made.left.says:
            run.screen.say(sentence)


def _show_schema(run: Program) -> None:
    """Print the JSON Schema of the documents that an import reads."""
    from alliance_cli.report.export.export_json import schema
    from alliance_cli.usecases.exchange.export import importable_tables

    run.screen.emit_json(schema(importable_tables()))
