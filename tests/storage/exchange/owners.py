"""Finds the owners of rows by following links, to compare with the vault's SQL conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from alliance_cli.core.exchange.export import Table
from alliance_cli.core.exchange.row_source import Row


class Owners:
    """Finds the client that a row belongs to by following the columns that point to other rows."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}
        self._indexed = {table.name: _indexed(table) for table in tables}

    def client_of(self, table: str, row: Row) -> str:
        """The id of the row's client; empty for a row that belongs to nobody."""
        waiting, seen = [(table, row)], set[tuple[str, str]]()
        while waiting:
            name, here = waiting.pop(0)
            if name == "client":
                return str(here["id"])
            for into, key in self._pointed_at(name, here):
                found = self._indexed.get(into, {}).get(key)
                if found is not None and (into, key) not in seen:
                    seen.add((into, key))
                    waiting.append((into, found))
        return ""

    def _pointed_at(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        """The rows that this one refers to, beginning with those whose deletion deletes it."""
        columns = [column for column in self._tables[table].columns if column.into and row.get(column.name)]
        for column in sorted(columns, key=lambda each: not each.goes_with):
            yield column.into, str(row[column.name])


def _indexed(table: Table) -> Mapping[str, Row]:
    """The rows by their key; empty for a table without a one-column key."""
    return {str(row[table.key[0]]): row for row in table.rows} if len(table.key) == 1 else {}
