"""The use case of ``alliance export``: what is asked for, confirmed, read, and written where nothing was before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alliance_cli.app import App
from alliance_cli.commands._access import touched
from alliance_cli.commands._client import known_client
from alliance_cli.commands._instruments import instruments_for
from alliance_cli.core.errors import Mistakes, Refused, WrongUse
from alliance_cli.core.export import ABOUT, Column, DataClass, Export, Row, Table, for_record, only_of
from alliance_cli.core.scored import score_of
from alliance_cli.core.script import Script
from alliance_cli.report import formats
from alliance_cli.report.new_file import new_file, refuse_existing

_SCORES = (
    Column("administration", "TEXT", key=True, into="administration", goes_with=True),
    Column("scale", "TEXT", key=True),
    Column("value", "REAL"),
    Column("complete", "INTEGER"),
)
"""Scores are worked out, never kept; they leave beside the items they come from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    path: Path
    classes: tuple[DataClass, ...]
    clients: tuple[str, ...]
    format: str
    for_record: bool = False
    deidentified: bool = False

    def limited(self, *, for_record: bool, deidentified: bool) -> Wanted:
        """The same with less in it; raises WrongUse where the two do not go together."""
        classes = self.classes or ((DataClass.MEASURES,) if for_record else ())
        if not classes:
            listed = "; ".join(f"{each}: {about}" for each, about in ABOUT.items())
            raise WrongUse("Name what to export with --class.", f"{listed}.")
        if for_record and classes != (DataClass.MEASURES,):
            raise WrongUse("A record gets measures alone.", "Leave --class out, or leave --for-record out.")
        if deidentified and DataClass.OWN in classes:
            raise WrongUse(
                "What is your own belongs to no client, so codes and dates cannot be taken out of it.",
                "Leave --deidentified out, or --class own.",
            )
        return replace(self, classes=classes, for_record=for_record, deidentified=deidentified)


def asked_for(file: str | None, classes: Sequence[str], clients: Sequence[str], format_: str | None) -> Wanted:
    """What was typed; raises WrongUse."""
    if not file:
        raise WrongUse("Which file? Name a new one.", "Such as: alliance export measures.json --class measures")
    unknown = set(classes) - set(DataClass)
    if unknown:
        raise WrongUse(f"--class takes one of: {', '.join(DataClass)}.")
    if DataClass.OWN in classes and clients:
        raise WrongUse("What is your own is in no client's export.", "Leave --client out, or --class own.")
    path = Path(file)
    named = tuple(each for each in DataClass if each in classes)
    return Wanted(path, named, tuple(clients), formats.format_for(path, format_))


def write_export(app: App, wanted: Wanted, confirm: str | None, *, as_json: bool) -> None:
    """Write the file and say what is in it."""
    refuse_existing(wanted.path)
    clients = {known_client(app, typed).id for typed in wanted.clients}
    app.repository  # noqa: B018 - the passphrase comes before the word that confirms
    _confirm(app, wanted, confirm)
    if not clients:
        touched(app)
    made = build(app, wanted, frozenset(clients))
    format_ = formats.load(wanted.format)
    with new_file(wanted.path, folder=format_.FOLDER) as to:
        format_.write(made, to)
    app.screen.say(made.says)
    _show(app, wanted, made, as_json=as_json)


def _confirm(app: App, wanted: Wanted, word: str | None) -> None:
    """Notes leave only by an explicit word; raises Refused."""
    if DataClass.NOTES not in wanted.classes:
        return
    if word is None and app.on_terminal:
        app.screen.say("The file will hold your notes, not encrypted. Type notes to go on; Enter writes nothing.")
        word = app.lines.next()
    if (word or "").strip() != DataClass.NOTES:
        raise Refused("Nothing was written: plaintext export not confirmed.", "Confirm it with: --confirm notes")


def build(app: App, wanted: Wanted, clients: frozenset[str]) -> Export:
    """Everything asked for; ``clients`` are ids, none for all."""
    tables = app.repository.tables.of(frozenset(wanted.classes))
    if clients:
        tables = only_of(tables, clients)
    if DataClass.MEASURES in wanted.classes:
        tables = (*tables, Table("score", _SCORES, _scores(app, tables)))
    if wanted.for_record:
        tables = for_record(tables)
    if wanted.deidentified:
        tables = _deidentified(app, tables)
    scripts = _scripts(app, tables)
    return Export(wanted.classes, app.clock.today, tables, wanted.for_record, wanted.deidentified, scripts)


def _scores(app: App, tables: Sequence[Table]) -> tuple[Row, ...]:
    ids = {row["id"] for table in tables if table.name == "client" for row in table.rows}
    clients = [client for client in app.repository.clients.all() if client.id in ids]
    taken = [each for client in clients for each in app.repository.measures.administrations(client)]
    instruments = instruments_for(app, taken)
    rows: list[Row] = []
    for each in taken:
        score = score_of(each, instruments.get(each.instrument))
        total = {} if score.total is None else {"total": score.total}
        complete = int(score.complete)
        rows += [
            {"administration": each.id, "scale": scale, "value": value, "complete": complete}
            for scale, value in {**total, **score.subscales}.items()
        ]
    return tuple(rows)


def _deidentified(app: App, tables: Sequence[Table]) -> tuple[Table, ...]:
    from alliance_cli.core.deidentified import deidentified

    codes = [client.code for client in app.repository.clients.all()]
    random.SystemRandom().shuffle(codes)  # the order of codes or dates would give some of them away
    leaving = {row["code"] for table in tables if table.name == "client" for row in table.rows}
    return deidentified(tables, sorted(codes, key=lambda code: code not in leaving))


def _scripts(app: App, tables: Sequence[Table]) -> dict[str, Script]:
    """The scripts of the wordings that leave; answers to one that cannot be read stand beside their prompt's id."""
    scripts = {}
    for row in (row for table in tables if table.name == "wording" for row in table.rows):
        try:
            scripts[str(row["sha256"])] = app.catalog.read_wording(str(row["text"]))
        except Mistakes:
            continue
    return scripts


def _show(app: App, wanted: Wanted, made: Export, *, as_json: bool) -> None:
    counts = {table.name: len(table.rows) for table in made.tables}
    if as_json:
        app.screen.emit_json(
            {
                "file": str(wanted.path),
                "format": wanted.format,
                "classes": list(made.classes),
                "for_record": made.for_record,
                "deidentified": made.deidentified,
                "encrypted": False,
                "clients": counts.get("client", 0),
                "rows": counts,
            }
        )
        return
    rows = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items() if count)
    app.screen.show(f"Wrote {wanted.path}: {', '.join(made.classes)}. Rows: {rows or 'none'}.", as_is=True)
    if made.deidentified:
        app.screen.say("Names, places and dates inside what you typed are still there. Read it before you share it.")


def show_schema(app: App) -> None:
    """The JSON Schema of what ``alliance import`` reads."""
    app.screen.emit_json(schema_document())


def schema_document() -> object:
    """The JSON Schema, as it is published."""
    from alliance_cli.report.export_json import schema
    from alliance_cli.storage.tables import empty_tables

    return schema((*empty_tables(), Table("score", _SCORES, ())))
