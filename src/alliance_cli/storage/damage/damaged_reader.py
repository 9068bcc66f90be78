"""Reads a vault that may be damaged, as far as SQLite can.

SQLCipher disables a connection after one unreadable page, so each failure is followed by a new connection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.database_errors import BUSY, read_a_bad_page, translate_errors
from alliance_cli.storage.file.keys import Key
from alliance_cli.translation import _

_NAMES = re.compile(r"[A-Za-z0-9._:-]{1,128}")
"""The form of ids, step keys and words in a primary key."""

_AT_ONCE = 200
"""How many rows are read before their pages are checked, which costs more than reading a row."""

_SURROGATES = partial(str, encoding="utf-8", errors="surrogateescape")
"""Bytes that are not UTF-8 become surrogates, which a check can find. This is slower than the driver's decoding."""

Fields = tuple[Any, ...]


class Unreadable(Exception):
    """SQLite cannot read this part of the file."""


class _NotUtf8(Exception):
    """A text contains bytes that are not UTF-8, which the driver cannot read."""


class DamagedVaultReader:
    """A read-only connection to a vault in any state."""

    def __init__(self, path: Path, key: Key) -> None:
        self._name = f"{path.as_uri()}?mode=ro"
        self._key = key
        self._text_factory: Callable[..., str] = str
        self._connection = self._open()

    def _open(self) -> sqlcipher.Connection:
        connection = sqlcipher.connect(self._name, uri=True, isolation_level=None, timeout=connecting.WAIT_SECONDS)
        connection.text_factory = self._text_factory
        for pragma in ("PRAGMA cipher_log_level = NONE", self._key.pragma, "PRAGMA trusted_schema = OFF"):
            connection.execute(pragma)
        connection.execute("PRAGMA writable_schema = ON")
        return connection

    def each(self, sql: str, given: Sequence[object] = ()) -> Iterator[Fields]:
        """The rows of a query; raises Unreadable at the first row that is unreadable or on a changed page."""
        read = 0
        try:
            for rows in self._batches(sql, given, _AT_ONCE):
                read += len(rows)
                yield from rows
        except _NotUtf8:
            self._text_factory = self._connection.text_factory = _SURROGATES
            yield from islice(self.each(sql, given), read, None)
        except Unreadable:  # one of the next rows failed; the earlier ones are good
            for rows in islice(self._batches(sql, given, 1), read, None):
                yield from rows
            raise

    def _batches(self, sql: str, given: Sequence[object], size: int) -> Iterator[list[Fields]]:
        """The rows of a query, ``size`` at a time; raises Unreadable or _NotUtf8 if one of the next cannot be read."""
        try:
            cursor = self._connection.execute(sql, given)
            while rows := cursor.fetchmany(size):
                if read_a_bad_page(self._connection):
                    raise sqlcipher.DatabaseError
                yield rows
        except (sqlcipher.DatabaseError, sqlcipher.OperationalError) as error:
            if "Could not decode to UTF-8" in str(error):
                raise _NotUtf8 from None
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
        """The names of a table's columns; empty if there is no such table, or a view instead. Raises Unreadable."""
        if not self.all("SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table'", [table]):
            return []
        return [row[0] for row in self.all("SELECT name FROM pragma_table_info(?)", [table])]

    def key_of(self, table: str) -> list[str]:
        """The key of a table: its primary key, or else ``rowid``. Raises Unreadable."""
        rows = self.all("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [table])
        return [row[0] for row in rows] or ["rowid"]

    def has_rowids(self, table: str) -> bool:
        """Whether a table has rowids. Raises Unreadable."""
        return self.all("SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'", [table]) == [(0,)]

    def changed_pages(self) -> list[str]:
        """SQLCipher's message about each page that has changed since it was written."""
        with self.one_moment():
            return [str(row[0]) for row in self.all("PRAGMA cipher_integrity_check")]

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """A read transaction, which keeps other programs from writing; it ends when Unreadable is raised."""
        with suppress(Unreadable):
            self.all("BEGIN")
            self.all("SELECT count(*) FROM sqlite_master")
        try:
            yield
        finally:
            self._connection.rollback()

    def make_room(self) -> None:
        """Cache more pages in memory, for reading a whole file that opens."""
        with suppress(Unreadable):
            self.all(connecting.ROOM_FOR_PAGES)

    def close(self) -> None:
        self._connection.close()


def stored_bytes(text: str) -> bytes:
    """The bytes of a text as they are stored, which may not be UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def with_valid_text(row: Fields) -> Fields:
    """The row with bytes that are not UTF-8 replaced, which makes it storable."""
    return tuple(stored_bytes(each).decode("utf-8", "replace") if isinstance(each, str) else each for each in row)


def named(key: Sequence[str], row: Fields) -> str:
    """The name of a row in a finding: ``walk 0199… step intention``, or its id; a value that is not an id is hidden."""
    shown = [str(value) if _NAMES.fullmatch(str(value)) else "…" for value in row]
    if len(key) == 1:
        return _("row {number}", number=shown[0]) if key == ["rowid"] else shown[0]
    return " ".join(f"{name} {value}" for name, value in zip(key, shown, strict=True))
