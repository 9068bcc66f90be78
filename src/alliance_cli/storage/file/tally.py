"""Keeps the number of rows of every table and a keyed digest of them, in the transaction that changes them.

Pages from two moments can each be intact and still not belong together: after a copy taken during a write, or an older
page put back under its own number. Only a check over all rows detects that. The digest of a table is the sum of its
rows' keyed hashes (an additive multiset hash, Bellare and Micciancio 1997), so a row can be added or removed without
reading the others. Temporary triggers do this: they are rolled back with the statement, and rows deleted by foreign
keys fire them. The key is random and stored in the vault itself, so the tally stays valid after a new passphrase, a
backup or a restore.
"""

from __future__ import annotations

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
Columns = list[tuple[str, str]]
"""The columns of a table by name, each with its type."""


def _number(key: bytes, table: str, values: Sequence[object]) -> int:
    """The keyed hash of one row, as a number below the modulus."""
    return int.from_bytes(blake2b(repr((table, *values)).encode(), key=key, digest_size=_BYTES).digest(), "big")


def _tables(query: Query, only: str | None = None) -> dict[str, Columns]:
    """The columns of the counted tables: all tables of the program except the tally, or only one."""
    name = f"name = '{only}'" if only else "name NOT GLOB '*sqlite_*' AND name <> 'tally'"
    tables = f"(SELECT name FROM sqlite_master WHERE type = 'table' AND {name})"  # noqa: S608 - our own names
    rows = query(f"SELECT t.name, c.name, c.type FROM {tables} t, pragma_table_info(t.name) c ORDER BY t.name, c.name")  # noqa: S608
    found: dict[str, Columns] = {}
    for table, column, kind in rows:
        if table.isidentifier():
            found.setdefault(table, []).append((column, kind))
    return found


def _listed(columns: Columns, prefix: str = "") -> str:
    """Every column of a table by name, with text as stored bytes, since these may not be UTF-8."""
    return ", ".join(f"CAST({prefix}{n} AS BLOB)" if kind == "TEXT" else f"{prefix}{n}" for n, kind in columns)


def _summary(query: Query, table: str, columns: Columns, key: bytes) -> tuple[int, str]:
    """Return the number of rows of a table and their digest."""
    rows = total = 0
    for row in query(f"SELECT {_listed(columns)} FROM {table}"):  # noqa: S608 - our own names
        rows, total = rows + 1, total + _number(key, table, row)
    return rows, f"{total % _MODULUS:032x}"


def renew(connection: Connection) -> None:
    """Count everything again, under a new key; call it inside a write transaction."""
    from secrets import token_bytes

    key = token_bytes(_BYTES)
    connection.execute("DELETE FROM tally")
    connection.execute("INSERT INTO tally VALUES ('', 0, ?)", [key.hex()])
    query: Query = connection.execute
    for table, columns in _tables(query).items():
        connection.execute("INSERT INTO tally VALUES (?, ?, ?)", [table, *_summary(query, table, columns, key)])


def differing(query: Query) -> Iterator[tuple[str, int, int]]:
    """The tables that differ from the tally, each with its number of rows now and the number that was counted.

    All queries must see the same state, so run it inside one transaction.
    """
    kept = {name: (int(rows), digest) for name, rows, digest in query(_KEPT)}
    if not kept.get("", (0, ""))[1]:
        yield "tally", 0, 1
        return
    key = bytes.fromhex(kept[""][1])
    for table, columns in _tables(query).items():
        counted, found = kept.get(table, (0, "")), _summary(query, table, columns, key)
        if found != counted:
            yield table, found[0], counted[0]


class Tally:
    """Keeps the tally of an open vault; each table is set up when it is first changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: set[str] = set()
        self._keeps_all = False

    def keep(self, only: str | None) -> None:
        """Keep the tally of one table, or of all, from now on; call it outside of a transaction."""
        if self._keeps_all or only in self._kept:
            return
        if not self._kept:
            found = self._connection.execute("SELECT digest FROM tally WHERE name = ''").fetchone()
            self._connection.execute("PRAGMA recursive_triggers = ON")  # so that rows deleted by REPLACE fire them too
            self._connection.create_function("tallied", -1, _function(bytes.fromhex(found[0] if found else "")))
        tables = _tables(self._connection.execute, only)
        missing = [table for table in tables if table not in self._kept]
        # One script, because there are several hundred statements.
        self._connection.executescript(";".join(each for table in missing for each in _triggers(table, tables[table])))
        self._kept.update(missing)
        self._keeps_all = only is None

    def count_change(self) -> None:
        """Count the transaction that is about to end."""
        self._connection.execute("UPDATE tally SET rows = rows + 1 WHERE name = ''")


def _function(key: bytes) -> Callable[..., str]:
    def tallied(digest: str, sign: int, table: str, *values: object) -> str:
        """Return a table's digest with one row added (sign 1) or removed (-1)."""
        return f"{(int(digest, 16) + sign * _number(key, table, values)) % _MODULUS:032x}"

    return tallied


def _triggers(table: str, columns: Columns) -> Iterator[str]:
    """The statements that keep the tally of one table."""
    new, old = (f"'{table}', {_listed(columns, prefix)}" for prefix in ("NEW.", "OLD."))
    for event, more, digest in (
        ("INSERT", "1", f"tallied(digest, 1, {new})"),
        ("DELETE", "-1", f"tallied(digest, -1, {old})"),
        ("UPDATE", "0", f"tallied(tallied(digest, -1, {old}), 1, {new})"),
    ):
        update = _UPDATE.format(more, digest, table)
        name = f"IF NOT EXISTS tally_{table}_{event}"  # it exists if their script was interrupted
        yield f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {update}; END"
