"""Counts the rows of every table beside a keyed digest of them, in the transaction that changes them.

Pages of two moments can each be as they were written and still not belong together: a copy taken during a write, or an
older page put back under its own number. Only what is said of all rows at once shows that. The digest of a table is the
sum of its rows' keyed hashes (an additive multiset hash, Bellare and Micciancio 1997), so a row is added or taken out
without reading the others. Temporary triggers do that: a statement that is rolled back takes their work with it, and
foreign keys that delete rows fire them. The key is random and lies in the vault itself, so a new passphrase, a backup
and a restored vault keep the tally.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from sqlcipher3.dbapi2 import Connection

_BYTES = 16
_MODULUS = 1 << 8 * _BYTES
_KEPT = "SELECT name, rows, digest FROM tally"
_UPDATE = "UPDATE tally SET rows = rows + {}, digest = {} WHERE name = '{}'"

Query = Callable[[str], Iterable[Sequence[Any]]]
"""The rows of a query, as tuples."""


def _number(key: bytes, table: str, values: Sequence[object]) -> int:
    """The keyed hash of one row, as a number below the modulus."""
    return int.from_bytes(blake2b(repr((table, *values)).encode(), key=key, digest_size=_BYTES).digest(), "big")


def _tables(query: Query) -> list[str]:
    """The tables that are counted: all of the program's own but the tally."""
    names = query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*sqlite_*' ORDER BY name")
    return [name for (name,) in names if name != "tally" and name.isidentifier()]


def _columns(query: Query, table: str, prefix: str = "") -> str:
    """Every column of a table by name, text as the bytes that are stored, which may not be UTF-8."""
    kinds = query(f"SELECT name, type FROM pragma_table_info('{table}') ORDER BY name")  # noqa: S608 - our own names
    return ", ".join(f"CAST({prefix}{n} AS BLOB)" if kind == "TEXT" else f"{prefix}{n}" for n, kind in kinds)


def _summary(query: Query, table: str, key: bytes) -> tuple[int, str]:
    """How many rows a table has, and their digest."""
    rows = total = 0
    for row in query(f"SELECT {_columns(query, table)} FROM {table}"):  # noqa: S608 - our own names
        rows, total = rows + 1, total + _number(key, table, row)
    return rows, f"{total % _MODULUS:032x}"


def renew(connection: Connection) -> None:
    """Count everything anew, under a new key; call it inside a write transaction."""
    key = secrets.token_bytes(_BYTES)
    connection.execute("DELETE FROM tally")
    connection.execute("INSERT INTO tally VALUES ('', 0, ?)", [key.hex()])
    query: Query = connection.execute
    for table in _tables(query):
        connection.execute("INSERT INTO tally VALUES (?, ?, ?)", [table, *_summary(query, table, key)])


def differing(query: Query) -> Iterator[tuple[str, int, int]]:
    """The tables that are not as the tally says, each with the rows it has and the rows it had when it was counted.

    All queries have to see the same moment, so run it inside one transaction.
    """
    kept = {name: (int(rows), digest) for name, rows, digest in query(_KEPT)}
    if not kept.get("", (0, ""))[1]:
        yield "tally", 0, 1
        return
    key = bytes.fromhex(kept[""][1])
    for table in _tables(query):
        counted, found = kept.get(table, (0, "")), _summary(query, table, key)
        if found != counted:
            yield table, found[0], counted[0]


class Tally:
    """Keeps the tally of an open vault, one table after the other as they are first changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: set[str] = set()

    def keep(self, only: str | None) -> None:
        """Keep the tally of one table, or else of all, from now on; call it outside a transaction."""
        wanted = [only] if only else _tables(self._connection.execute)
        missing = [table for table in wanted if table not in self._kept]
        if missing and not self._kept:
            found = self._connection.execute("SELECT digest FROM tally WHERE name = ''").fetchone()
            self._connection.execute("PRAGMA recursive_triggers = ON")  # a row that REPLACE takes out fires them too
            self._connection.create_function("tallied", -1, _function(bytes.fromhex(found[0] if found else "")))
        for table in missing:
            for statement in _triggers(self._connection.execute, table):
                self._connection.execute(statement)
            self._kept.add(table)

    def count_change(self) -> None:
        """Count the transaction that is about to end."""
        self._connection.execute("UPDATE tally SET rows = rows + 1 WHERE name = ''")


def _function(key: bytes) -> Callable[..., str]:
    def tallied(digest: str, sign: int, table: str, *values: object) -> str:
        """A table's digest with one row more, or with one less."""
        return f"{(int(digest, 16) + sign * _number(key, table, values)) % _MODULUS:032x}"

    return tallied


def _triggers(query: Query, table: str) -> Iterator[str]:
    """The statements that keep the tally of one table."""
    new, old = (f"'{table}', {_columns(query, table, prefix)}" for prefix in ("NEW.", "OLD."))
    for event, more, digest in (
        ("INSERT", "1", f"tallied(digest, 1, {new})"),
        ("DELETE", "-1", f"tallied(digest, -1, {old})"),
        ("UPDATE", "0", f"tallied(tallied(digest, -1, {old}), 1, {new})"),
    ):
        update = _UPDATE.format(more, digest, table)
        name = f"IF NOT EXISTS tally_{table}_{event}"  # it is there if Ctrl-C came between two of them
        yield f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {update}; END"
