"""A vault that may be damaged, read as far as SQLite lets one.

After one page that cannot be read SQLCipher gives up the whole connection, so each trouble is followed by a fresh one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.database_errors import BUSY, read_a_bad_page, translate_errors
from alliance_cli.storage.file.keys import Key

Fields = tuple[Any, ...]


class Unreadable(Exception):
    """A place that cannot be read."""


class DamagedVaultReader:
    """A file that is only read, whatever its state."""

    def __init__(self, path: Path, key: Key) -> None:
        self._name = f"{path.absolute().as_uri()}?mode=ro"
        self._key = key
        self._connection = self._open()

    def _open(self) -> sqlcipher.Connection:
        connection = sqlcipher.connect(self._name, uri=True, isolation_level=None, timeout=connecting.WAIT_SECONDS)
        # Signs that are no text are kept apart as such; a file that is cut short is read up to the cut.
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        for pragma in ("PRAGMA cipher_log_level = NONE", self._key.pragma, "PRAGMA writable_schema = ON"):
            connection.execute(pragma)
        return connection

    def each(self, sql: str, given: Sequence[object] = ()) -> Iterator[Fields]:
        """Row after row; raises Unreadable at the first that cannot be read, or not as it was written."""
        try:
            for row in self._connection.execute(sql, given):
                if read_a_bad_page(self._connection):
                    raise sqlcipher.DatabaseError
                yield row
        except (sqlcipher.DatabaseError, sqlcipher.OperationalError) as error:
            self._connection.close()
            self._connection = self._open()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY:
                with translate_errors():
                    raise
            raise Unreadable from None

    def all(self, sql: str, given: Sequence[object] = ()) -> list[Fields]:
        """Every row of a query; raises Unreadable."""
        return list(self.each(sql, given))

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns; none where the table is not there. Raises Unreadable."""
        return [row[0] for row in self.all("SELECT name FROM pragma_table_info(?)", [table])]

    def key_of(self, table: str) -> list[str]:
        """The columns that tell one row of a table from another. Raises Unreadable."""
        rows = self.all("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [table])
        return [row[0] for row in rows] or ["rowid"]

    def has_rowids(self, table: str) -> bool:
        """Whether the rows of a table are numbered. Raises Unreadable."""
        return self.all("SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'", [table]) == [(0,)]

    def changed_pages(self) -> list[str]:
        """What SQLCipher says of each page that is not as it was written."""
        with suppress(Unreadable):  # while it is read as a whole nobody writes to it
            self.all("BEGIN")
            self.all("SELECT count(*) FROM sqlite_master")
        said = [str(row[0]) for row in self.all("PRAGMA cipher_integrity_check")]
        self._connection.rollback()
        return said

    def close(self) -> None:
        self._connection.close()


def stored_bytes(text: str) -> bytes:
    """The bytes of a text as they are stored, which may not be UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def with_valid_text(row: Fields) -> Fields:
    """The row with bytes that are not UTF-8 replaced, so that it can be stored."""
    return tuple(stored_bytes(each).decode("utf-8", "replace") if isinstance(each, str) else each for each in row)


def named(key: Sequence[str], row: Fields) -> str:
    """How a row is called: ``walk 0199… step intention``, or just its id."""
    if len(key) == 1:
        return f"{'row ' if key == ['rowid'] else ''}{row[0]}"
    return " ".join(f"{name} {value}" for name, value in zip(key, row, strict=True))
