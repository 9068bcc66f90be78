"""A plain SQLite file of the tables, for tools that read one. Answers are JSON text, as in the vault."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from alliance_cli.core.exchange.export import Export, Table
from alliance_cli.core.walk.kinds import Value

ENDINGS = (".sqlite", ".sqlite3", ".db")
FOLDER = False


def write(export: Export, to: Path) -> None:
    """Write the file; nothing else is written beside it, not even for a moment. Raises OSError for a full disk."""
    try:
        _write(export, to)
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, "not written") from None


def _write(export: Export, to: Path) -> None:
    with closing(sqlite3.connect(to, isolation_level=None)) as db:
        for pragma in ("journal_mode = OFF", "temp_store = MEMORY", "synchronous = OFF"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        db.execute("CREATE TABLE alliance_export (name TEXT PRIMARY KEY, value TEXT)")
        about = {"says": export.says, "classes": " ".join(export.classes), "made_on": export.made_on.isoformat()}
        db.executemany("INSERT INTO alliance_export VALUES (?, ?)", about.items())
        for table in export.tables:
            _table(db, table)
        db.execute("COMMIT")


def _table(db: sqlite3.Connection, table: Table) -> None:
    columns = [column for column in table.columns if column.name in table.names]
    # The names are the schema's own.
    db.execute(f'CREATE TABLE "{table.name}" ({", ".join(column.name for column in columns)})')
    places = ", ".join("?" for _ in columns)
    encoded = [(table.name, column.name) == ("answer", "value") for column in columns]
    db.executemany(
        f'INSERT INTO "{table.name}" VALUES ({places})',  # noqa: S608
        (
            [_kept(row.get(column.name), encoded=is_json) for column, is_json in zip(columns, encoded, strict=True)]
            for row in table.rows
        ),
    )


def _kept(value: Value | None, *, encoded: bool) -> str | int | float | None:
    if value is None:
        return None
    return json.dumps(value) if encoded or isinstance(value, tuple) else value
