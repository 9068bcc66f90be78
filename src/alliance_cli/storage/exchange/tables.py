"""Reads the vault as tables of plain values for exports, and inserts such rows for imports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from msgspec.structs import replace

from alliance_cli.core.exchange.export import Column, DataClass, Table
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.core.walk.kinds import Value
from alliance_cli.storage.answer_text import text_of, value_of
from alliance_cli.storage.columns import EXCHANGED, declared
from alliance_cli.storage.exchange.classes import DataClassifier
from alliance_cli.storage.exchange.vault_rows import VaultRows
from alliance_cli.storage.file.connection import Row as StoredRow
from alliance_cli.storage.file.connection import rows
from alliance_cli.storage.file.vault import Vault

_VERSIONS = """
SELECT wording, phase FROM walk
UNION SELECT answer.wording, phase FROM walk JOIN answer ON answer.walk = walk.id WHERE answer.wording <> walk.wording
"""
Query = Callable[[str, Mapping[str, object]], Iterable[StoredRow]]
"""Runs a query on some database of our schema."""


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
    """The tables of a vault that an export can hold."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @cached_property
    def empty(self) -> tuple[Table, ...]:
        """Every table of an export, with its columns and without rows."""
        return tuple(Table(name, columns_of(self._vault.rows, name), ()) for name in EXCHANGED)

    def of(self, classes: frozenset[DataClass], clients: Collection[str] = ()) -> tuple[Table, ...]:
        """The rows of these classes, each with only the columns of these classes; ``clients`` are ids, none for all.

        The rows are read when they are gone through. Read all of them inside one change, so that no other program
        writes in between.
        """
        classifier = DataClassifier(self.empty, [(row["wording"], row["phase"]) for row in self._vault.rows(_VERSIONS)])
        return tuple(
            replace(table, rows=VaultRows(self._vault, table, classifier, classes, clients))
            for table in self.empty
            if classes & classifier.of_table(table.name)
        )

    def stored(self, table: Table) -> list[StoredRow]:
        """All rows of a table as they are stored."""
        order = ", ".join(column.name for column in table.columns if column.key) or "rowid"
        # The names are the schema's own.
        return self._vault.rows(f"SELECT * FROM {table.name} ORDER BY {order}")  # noqa: S608

    def insert(self, table: Table, rows: list[Row]) -> None:
        """Insert rows; call it inside a change."""
        with self._vault.change() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")  # moments and walks refer to each other
            for row in rows:
                names = [column.name for column in table.columns if column.name in row]
                values = {name: bound(table.name, name, row) for name in names}
                places = ", ".join(f":{name}" for name in names)
                # The names are the schema's own.
                db.execute(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})", values)  # noqa: S608

    def unique(self, table: Table) -> tuple[tuple[str, ...], ...]:
        """The sets of columns, other than the key, that must be unique."""
        indices = self._vault.rows("SELECT * FROM pragma_index_list(:table)", {"table": table.name})
        names = [index["name"] for index in indices if index["unique"] and index["origin"] != "pk"]
        columns = "SELECT name FROM pragma_index_info(:index)"
        return tuple(tuple(row["name"] for row in self._vault.rows(columns, {"index": name})) for name in names)


def plain(table: str, column: str, value: Any) -> Value | None:
    """A stored value as the value it stands for."""
    found: Value | None = value_of(value) if declared(table, column).kind.is_json else value
    return found


def bound(table: str, column: str, row: Row) -> object:
    """A value as it is stored."""
    value = row[column]
    return text_of(value) if declared(table, column).kind.is_json else value
