"""The use case of ``alliance export``: what is asked for, confirmed, read, and written where nothing was before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Mistakes, Refused, WrongUse
from alliance_cli.core.exchange.export import DataClass, Export, Table, only_clients, tables_for_record
from alliance_cli.core.exchange.export_choice import ExportChoice
from alliance_cli.core.exchange.export_scores import scores_table
from alliance_cli.core.walk.script import Script
from alliance_cli.core.wording import tallied
from alliance_cli.report.export import formats
from alliance_cli.report.export.new_file import new_file, refuse_existing
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import known_client
from alliance_cli.usecases.review.scored_courses import instruments_for


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file, its format, and what goes into it; ``clients`` as typed, none for all."""

    path: Path
    format: str
    choice: ExportChoice
    clients: tuple[str, ...]


def place_named(file: str | None, format_: str | None) -> tuple[Path, str]:
    """The file and the format that were typed; raises WrongUse."""
    if not file:
        raise WrongUse("Which file? Name a new one.", "Such as: alliance export measures.json --class measures")
    path = Path(file)
    return path, formats.format_for(path, format_)


def write_export(app: App, wanted: Wanted, confirm: str | None, *, as_json: bool) -> None:
    """Write the file and say what is in it."""
    refuse_existing(wanted.path)
    clients = {known_client(app, typed).id for typed in wanted.clients}
    app.repository  # noqa: B018 - the passphrase comes before the word that confirms
    _confirm(app, wanted.choice, confirm)
    if not clients:
        log_access(app)
    made = build(app, wanted.choice, frozenset(clients))
    format_ = formats.load(wanted.format)
    with new_file(wanted.path, folder=format_.FOLDER) as to:
        format_.write(made, to)
    app.screen.say(made.says)
    _show(app, wanted, made, as_json=as_json)


def _confirm(app: App, choice: ExportChoice, word: str | None) -> None:
    """Notes leave only by an explicit word; raises Refused."""
    if DataClass.NOTES not in choice.classes:
        return
    if word is None and app.on_terminal:
        app.screen.say("The file will hold your notes, not encrypted. Type notes to go on; Enter writes nothing.")
        word = app.lines.next()
    if (word or "").strip() != DataClass.NOTES:
        raise Refused("Nothing was written: plaintext export not confirmed.", "Confirm it with: --confirm notes")


def build(app: App, choice: ExportChoice, clients: frozenset[str]) -> Export:
    """Everything asked for; ``clients`` are ids, none for all."""
    tables = app.repository.tables.of(frozenset(choice.classes))
    if clients:
        tables = only_clients(tables, clients)
    if DataClass.MEASURES in choice.classes:
        tables = (*tables, _scores(app, tables))
    if choice.for_record:
        tables = tables_for_record(tables)
    if choice.deidentified:
        tables = _deidentified(app, tables)
    scripts = _scripts(app, tables)
    return Export(choice.classes, app.clock.today, tables, choice.for_record, choice.deidentified, scripts)


def _scores(app: App, tables: Sequence[Table]) -> Table:
    ids = {row["id"] for table in tables if table.name == "client" for row in table.rows}
    clients = [client for client in app.repository.clients.all() if client.id in ids]
    taken = [each for client in clients for each in app.repository.measures.administrations(client)]
    return scores_table(taken, instruments_for(app, taken))


def _deidentified(app: App, tables: Sequence[Table]) -> tuple[Table, ...]:
    from alliance_cli.core.exchange.deidentified import deidentified

    codes = [client.code for client in app.repository.clients.all()]
    random.SystemRandom().shuffle(codes)  # the order of codes or dates would give some of them away
    leaving = {row["code"] for table in tables if table.name == "client" for row in table.rows}
    return deidentified(tables, sorted(codes, key=lambda code: code not in leaving))


def _scripts(app: App, tables: Sequence[Table]) -> dict[str, Script]:
    """The scripts of the wordings that leave; answers to one that cannot be read stand beside their prompt's id."""
    scripts = {}
    for row in (row for table in tables if table.name == "wording" for row in table.rows):
        try:
            scripts[str(row["sha256"])] = app.catalog.read_script_version(str(row["text"]))
        except Mistakes:
            continue
    return scripts


def _show(app: App, wanted: Wanted, made: Export, *, as_json: bool) -> None:
    if as_json:
        from alliance_cli.report.json.vault import written_document

        app.screen.emit_json(written_document(wanted.path, wanted.format, made))
        return
    classes, rows = ", ".join(made.classes), tallied(made.counts) or "none"
    app.screen.show(f"Wrote {wanted.path}: {classes}. Rows: {rows}.", as_is=True)
    if made.deidentified:
        app.screen.say("Names, places and dates inside what you typed are still there. Read it before you share it.")


def show_schema(app: App) -> None:
    """The JSON Schema of what ``alliance import`` reads."""
    from alliance_cli.report.export.export_json import schema
    from alliance_cli.storage.exchange.tables import empty_tables

    app.screen.emit_json(schema((*empty_tables(), scores_table((), {}))))
