"""Decides which classes of data a row and each of its values belong to, using the declarations in ``columns``.

Three rules depend on rows instead of columns. A walk of an own phase, its answers and its script version are own as a
whole. A standalone walk is not a measure, because even the fact that there was a repair is a note. The tables that link
content to a client and a date are exported with notes as well as with measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from alliance_cli.core.exchange.export import DataClass, Table
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.columns import class_of_walk, declared

NAMED = {"measure": DataClass.MEASURES, "process note": DataClass.NOTES, "own": DataClass.OWN}
WHOM_AND_WHEN = ("client", "session", "walk", "goal")
Classes = frozenset[DataClass]
_OWN: Classes = frozenset({DataClass.OWN})
_NOTES: Classes = frozenset({DataClass.NOTES})


OWN_WALK, APART = 2, 1
"""The kinds of a walk, as flags to add: of an own phase, and outside a session. An answer has only the first."""


class DataClassifier:
    """Classifies the rows of a vault by their kind: a number for a walk or an answer, a digest for a script version.

    ``versions`` reads, when needed, which script versions were asked in which phases.
    """

    def __init__(self, tables: Iterable[Table], versions: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self._columns = {table.name: self._of_columns(table) for table in tables}
        self._tables = {name: frozenset().union(*columns.values()) for name, columns in self._columns.items()}
        self._pointed = {
            (table.name, column.name): self._tables.get(column.into) for table in tables for column in table.columns
        }
        self._read_versions = versions

    @staticmethod
    def _of_columns(table: Table) -> Mapping[str, Classes]:
        """The classes declared for each column; none for a column that only links rows."""
        classes = {column.name: declared(table.name, column.name).data_class for column in table.columns}
        also = _NOTES if table.name in WHOM_AND_WHEN else frozenset()
        return {
            name: frozenset({NAMED[class_]}) | also if class_ in NAMED else frozenset()
            for name, class_ in classes.items()
        }

    @cached_property
    def _versions(self) -> Mapping[object, set[DataClass]]:
        found: dict[object, set[DataClass]] = {}
        for version, phase in self._read_versions():
            found.setdefault(version, set()).add(NAMED[class_of_walk(Phase(phase))])
        return found

    def of_table(self, table: str) -> Classes:
        """The classes that rows of a table can belong to."""
        return self._tables[table] | (_OWN if table in ("walk", "answer", "wording") else frozenset())

    def of_row(self, table: str, kind: object) -> Classes:
        """The classes that a row of a kind belongs to."""
        if table in ("walk", "answer") and kind in (OWN_WALK, OWN_WALK | APART):
            return _OWN
        if table == "answer" or (table == "walk" and kind == APART):
            return _NOTES
        if table == "wording":
            return frozenset(self._versions.get(kind, {DataClass.NOTES}))
        return self._tables[table]

    def of_column(self, table: str, column: str, kind: object) -> Classes:
        """The classes that one value belongs to; if its row has only one class, that class."""
        whole = self.of_row(table, kind)
        if len(whole) == 1:
            return whole
        pointed = self._pointed[table, column]
        own = self._columns[table][column] or (whole if pointed is None else pointed)
        return own & whole
