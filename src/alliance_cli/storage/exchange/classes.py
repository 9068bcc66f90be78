"""Decides which classes of data a row and each of its values belong to, from what ``columns`` declares.

Three rules depend on rows rather than columns. A walk of an own phase, its answers and its script version are own as a
whole. A standalone walk is not a measure, because that there was a repair is a note already. The tables that say whom
and when something is about go with notes as well as measures, because a note without them is about nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alliance_cli.core.exchange.export import DataClass, Table
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.columns import class_of_walk, declared
from alliance_cli.storage.file.connection import Row

NAMED = {"measure": DataClass.MEASURES, "process note": DataClass.NOTES, "own": DataClass.OWN}
WHOM_AND_WHEN = ("client", "session", "walk")
Classes = frozenset[DataClass]
_OWN: Classes = frozenset({DataClass.OWN})
_NOTES: Classes = frozenset({DataClass.NOTES})


class DataClassifier:
    """Classifies the rows of a vault; it knows which walks and script versions are the clinician's own."""

    def __init__(self, tables: Iterable[Table], walks: Iterable[Row], answers: Iterable[Row]) -> None:
        self._columns = {table.name: self._of_columns(table) for table in tables}
        self._tables = {name: frozenset().union(*columns.values()) for name, columns in self._columns.items()}
        self._pointed = {
            (table.name, column.name): self._tables.get(column.into) for table in tables for column in table.columns
        }
        self._walks = {walk["id"]: NAMED[class_of_walk(Phase(walk["phase"]))] for walk in walks}
        self._versions: dict[str, set[DataClass]] = {}
        for version, walk in [(row["wording"], row["id"]) for row in walks] + [
            (row["wording"], row["walk"]) for row in answers
        ]:
            self._versions.setdefault(version, set()).add(self._walks[walk])

    @staticmethod
    def _of_columns(table: Table) -> Mapping[str, Classes]:
        """The classes declared for each column; none for a column that only links rows."""
        classes = {column.name: declared(table.name, column.name).data_class for column in table.columns}
        also = _NOTES if table.name in WHOM_AND_WHEN else frozenset()
        return {
            name: frozenset({NAMED[class_]}) | also if class_ in NAMED else frozenset()
            for name, class_ in classes.items()
        }

    def of_table(self, table: str) -> Classes:
        """The classes that rows of a table can belong to."""
        return self._tables[table] | (_OWN if table in ("walk", "answer", "wording") else frozenset())

    def of_row(self, table: str, row: Row) -> Classes:
        """The classes that a row belongs to."""
        if table in ("walk", "answer"):
            class_ = self._walks[row["id" if table == "walk" else "walk"]]
            if class_ is DataClass.OWN or table == "answer":
                return frozenset({class_})
            return _NOTES if row["session"] is None else self._tables[table]
        if table == "wording":
            return frozenset(self._versions.get(row["sha256"], {DataClass.NOTES}))
        return self._tables[table]

    def of_column(self, table: str, column: str, row: Row) -> Classes:
        """The classes that one value belongs to; those of its row where the row has one class only."""
        whole = self.of_row(table, row)
        if len(whole) == 1:
            return whole
        pointed = self._pointed[table, column]
        own = self._columns[table][column] or (whole if pointed is None else pointed)
        return own & whole
