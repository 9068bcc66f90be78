"""Reads the vault as tables of plain values for exports, and inserts such rows for imports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby, islice
from typing import Any

from msgspec.structs import replace

from alliance_cli.core.exchange.export import Column, DataClass, Table
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.core.walk.kinds import Value
from alliance_cli.storage.answer_text import text_of, value_of
from alliance_cli.storage.columns import EXCHANGED, declared
from alliance_cli.storage.exchange.classes import DataClassifier
from alliance_cli.storage.exchange.totals import Totals
from alliance_cli.storage.exchange.vault_rows import VaultRows
from alliance_cli.storage.exchange.walks_by_client import WalksByClient
from alliance_cli.storage.file.connection import Row as StoredRow
from alliance_cli.storage.file.connection import rows
from alliance_cli.storage.file.vault import Vault

BATCH = 500
"""How many rows are looked up or inserted by one statement."""
Query = Callable[[str, Mapping[str, object]], Iterable[StoredRow]]
"""Runs a query on a database with our schema."""


def columns_of(query: Query, table: str) -> tuple[Column, ...]:
    """The columns of a table, as the schema has them."""
    points = {
        row["from"]: (row["table"], row["on_delete"] == "CASCADE")
        for row in query("SELECT * FROM pragma_foreign_key_list(:table)", {"table": table})
    }
    return tuple(
        Column(
            row["name"],
            declared(table, row["name"]).kind,
            key=row["pk"] > 0,
            required=bool(row["pk"] or (row["notnull"] and row["dflt_value"] is None)),
            nullable=not (row["pk"] or row["notnull"]),
            into=points.get(row["name"], ("", False))[0],
            goes_with=points.get(row["name"], ("", False))[1],
        )
        for row in query("SELECT * FROM pragma_table_info(:table)", {"table": table})
    )


def empty_tables() -> tuple[Table, ...]:
    """Every table of an export, by the latest schema, without rows; no vault is needed."""
    from contextlib import closing

    from sqlcipher3 import dbapi2 as sqlcipher

    from alliance_cli.storage.migrations import migrate

    with closing(sqlcipher.connect(":memory:")) as connection:
        migrate(connection)
        query = partial(rows, connection)
        return tuple(Table(name, columns_of(query, name), ()) for name in EXCHANGED)


class Tables:
    """The tables of a vault that can be exported."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @cached_property
    def empty(self) -> tuple[Table, ...]:
        """Every table of an export, with its columns and without rows."""
        return tuple(Table(name, columns_of(self._vault.rows, name), ()) for name in EXCHANGED)

    def of(self, classes: frozenset[DataClass], clients: Collection[str] = ()) -> tuple[Table, ...]:
        """The rows of these classes, with only the columns of these classes; ``clients`` are ids, none for all.

        The rows are read during iteration. Read all of them inside one change, which keeps other programs from writing
        meanwhile.
        """
        walks, totals = WalksByClient(self._vault, clients), Totals(self._vault)
        classifier = DataClassifier(self.empty, partial(totals.versions, classes))
        return tuple(
            replace(table, rows=VaultRows(self._vault, table, classifier, walks, totals, classes, clients))
            for table in self.empty
            if classes & classifier.of_table(table.name)
        )

    def has_rows(self, table: Table) -> bool:
        """Whether there is any row in a table."""
        return bool(self._vault.rows(f"SELECT 1 FROM {table.name} LIMIT 1"))  # noqa: S608 - the schema's own name

    def stored(self, table: Table) -> Iterator[Row]:
        """All rows of a table, one by one."""
        stored = self._vault.stream(f"SELECT * FROM {table.name}")  # noqa: S608 - the schema's own name
        return (_plain(table, row) for row in stored)

    def like(self, table: Table, names: Sequence[str], rows: Sequence[Row]) -> Iterator[Row]:
        """The stored rows that have the same values in some columns as one of these rows."""
        given = {f"{name}_{number}": row.get(name) for number, row in enumerate(rows) for name in names}
        values = ", ".join(f"({', '.join(f':{name}_{number}' for name in names)})" for number in range(len(rows)))
        # The names are the schema's own.
        sql = f"SELECT * FROM {table.name} WHERE ({', '.join(names)}) IN (VALUES {values})"  # noqa: S608
        return (_plain(table, row) for row in self._vault.stream(sql, given))

    def keys(self, table: str, values: Collection[str]) -> frozenset[str]:
        """The values among these that are keys of a table with a one-column key."""
        (name,) = next(each for each in self.empty if each.name == table).key
        given = {f"value_{number}": value for number, value in enumerate(values)}
        places = ", ".join(f":{each}" for each in given)
        # The names are the schema's own.
        found = self._vault.rows(f"SELECT {name} AS found FROM {table} WHERE {name} IN ({places})", given)  # noqa: S608
        return frozenset(row["found"] for row in found)

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        """Insert rows; call it inside a change."""
        left = iter(rows)
        encoded = [column.name for column in table.columns if column.kind.is_json]
        with self._vault.change() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")  # moments and walks refer to each other
            while batch := list(islice(left, BATCH)):
                for names, alike in groupby(batch, key=tuple):
                    places = ", ".join(f":{name}" for name in names)
                    # The names are the schema's own.
                    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
                    db.executemany(sql, [_bound(row, encoded) for row in alike])

    def unique(self, table: Table) -> tuple[tuple[str, ...], ...]:
        """The sets of columns, other than the key, that must be unique."""
        indices = self._vault.rows("SELECT * FROM pragma_index_list(:table)", {"table": table.name})
        names = [index["name"] for index in indices if index["unique"] and index["origin"] != "pk"]
        columns = "SELECT name FROM pragma_index_info(:index)"
        return tuple(tuple(row["name"] for row in self._vault.rows(columns, {"index": name})) for name in names)


def _plain(table: Table, row: StoredRow) -> Row:
    return {name: plain(table.name, name, value) for name, value in row.items()}


def plain(table: str, column: str, value: Any) -> Value | None:
    """The value that a stored value represents."""
    found: Value | None = value_of(value) if declared(table, column).kind.is_json else value
    return found


def _bound(row: Row, encoded: Sequence[str]) -> Row:
    """The values of a row as they are stored, with the columns in ``encoded`` as JSON text."""
    return {**row, **{name: text_of(row[name]) for name in encoded if name in row}} if encoded else row
