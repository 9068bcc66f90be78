"""The sqlite format: a plain SQLite file with typed tables, foreign keys and views. Answers are JSON text."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from alliance_cli.core.exchange.export import Column, Export, Table
from alliance_cli.core.exchange.row_source import Values
from alliance_cli.core.ratings import SESSION_SCALES
from alliance_cli.core.walk.kinds import Value
from alliance_cli.report.export.export_json import in_json

ENDINGS = (".sqlite", ".sqlite3", ".db")
FOLDER = False
FHIR = False
_TYPES = {"TEXT": str, "INTEGER": int, "REAL": float}
_RATINGS_WIDE = ", ".join(
    f"max(value) FILTER (WHERE scale = '{scale}') AS {scale.replace('-', '_')}" for scale in SESSION_SCALES
)
_VIEWS = {
    "sessions": (
        {"client", "session"},
        "SELECT code AS client_code, CASE WHEN missed IS NULL THEN row_number() OVER"
        " (PARTITION BY client, missed IS NULL ORDER BY {held}, session.rowid) END AS number,"
        " session.* FROM session JOIN client ON client.id = session.client",
    ),
    "ratings_wide": (
        {"client", "session", "rating"},
        f"SELECT client_code, number, {{held}}, rater, {_RATINGS_WIDE} FROM rating"  # noqa: S608 - constants
        " JOIN sessions ON sessions.id = session GROUP BY session, rater ORDER BY client_code, number, rater",
    ),
    "moments": (
        {"client", "session", "moment"},
        "SELECT client_code, number, {held}, moment.* FROM moment JOIN sessions ON sessions.id = session"
        " ORDER BY client_code, number, moment.rowid",
    ),
    "scores": (
        {"client", "administration", "score"},
        "SELECT code AS client_code, {taken}, instrument, version, rater, scale, value, complete FROM score"
        " JOIN administration ON administration.id = administration JOIN client ON client.id = client"
        " ORDER BY code, {taken}, instrument, rater, score.rowid",
    ),
}
"""View to the tables it needs and its query; ``held`` and ``taken`` are replaced by the columns of dates."""


def write(export: Export, to: Path) -> None:
    """Write the file, without any temporary file beside it; raises OSError for a full disk."""
    try:
        with closing(sqlite3.connect(to, isolation_level=None)) as connection:
            _write(export, connection)
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, "not written") from None


def _write(export: Export, connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # slow to import

    for pragma in ("journal_mode = OFF", "temp_store = MEMORY", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    about = {"says": export.says, "classes": " ".join(export.classes)}
    if export.made_on:
        about["made_on"] = export.made_on.isoformat()
    db.table("alliance_export").insert_all(({"name": name, "value": value} for name, value in about.items()), pk="name")
    keys = {table.name: table.key[0] for table in export.tables if len(table.key) == 1}
    columns = {table.name: _present(table) for table in export.tables}
    for name, present in columns.items():
        types = {column.name: _TYPES[column.kind.type] for column in present}
        db.table(name).create(types, pk=[column.name for column in present if column.key] or None)
    links = [
        (name, column.name, column.into, keys[column.into])
        for name, present in columns.items()
        for column in present
        if column.into in keys
    ]
    db.add_foreign_keys(links)
    for table in export.tables:
        _fill(connection, table, columns[table.name])
    dated = "_day" if export.deidentified else ""
    for name, (needed, query) in _VIEWS.items():
        if needed <= columns.keys():
            db.create_view(name, query.format(held=f"held_on{dated}", taken=f"taken_on{dated}"))


def _present(table: Table) -> list[Column]:
    names = table.names
    return [column for column in table.columns if column.name in names]


def _fill(connection: sqlite3.Connection, table: Table, columns: Sequence[Column]) -> None:
    names = ", ".join(f"[{each.name}]" for each in columns)
    slots = ", ".join("?" * len(columns))
    connection.execute("BEGIN")
    # The names are the schema's own.
    connection.executemany(f"INSERT INTO [{table.name}] ({names}) VALUES ({slots})", _rows(table, columns))  # noqa: S608
    connection.execute("COMMIT")


def _rows(table: Table, columns: Sequence[Column]) -> Iterator[Sequence[Value | None]]:
    """The rows in these columns. Answers are stored as JSON text."""
    for batch in table.batches():
        nothing = (None,) * batch.size
        kept = [(each.kind.is_json, batch.columns.get(each.name, nothing)) for each in columns]
        yield from zip(*(_texts(values) if is_json else values for is_json, values in kept), strict=True)


def _texts(values: Values) -> Iterator[str | None]:
    return (None if value is None else text for value, text in zip(values, in_json(values), strict=True))
