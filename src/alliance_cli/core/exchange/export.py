"""What leaves the vault, or comes back: tables of plain values, of named classes of data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from alliance_cli.core.exchange.column_kinds import ColumnKind
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Script
from alliance_cli.core.wording import joined

VERSION = 2
"""The version of the document that an import reads; it grows when an older program could not read a newer one."""

Row = Mapping[str, Value | None]
"""Column to value. A column that is of none of the classes asked for is absent; None stands for nothing kept."""


class DataClass(StrEnum):
    """What an export can be asked for."""

    MEASURES = "measures"
    NOTES = "notes"
    OWN = "own"


ABOUT: Mapping[DataClass, str] = {
    DataClass.MEASURES: "ratings, scores, and the dates and times of sessions",
    DataClass.NOTES: "process notes, with the codes and dates they belong to",
    DataClass.OWN: "the clinician's own practice, self-care and log",
}
"""Each class in a few words."""

FOR_RECORD: Mapping[str, tuple[str, ...]] = {
    "client": ("id", "code", "opened_on", "closed_on"),
    "session": ("id", "client", "held_on", "started_at", "ended_at", "missed"),
    "rating": ("session", "rater", "scale", "value", "how", "rated_at"),
    "administration": ("id", "client", "session", "instrument", "version", "rater", "taken_on"),
    "item": ("administration", "n", "value"),
    "score": (),
}
"""What of the measures goes to a record: results and dates, and not which prompts were walked. () is every column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as the schema has it."""

    name: str
    kind: ColumnKind
    key: bool = False
    required: bool = False
    """No row is without it."""
    nullable: bool = True
    into: str = ""
    """The table whose rows its values point at."""
    goes_with: bool = False
    """Its row goes when the row it points at goes."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, in the order they leave."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that any row has, in their order; all of them where there is no row."""
        there = {name for row in self.rows for name in row}
        return tuple(column.name for column in self.columns if column.name in there or not self.rows)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns by which a row is known."""
        return tuple(column.name for column in self.columns if column.key)

    def indexed(self) -> Mapping[str, Row]:
        """The rows by what others point at them with; empty for a table that is not pointed at."""
        return {str(row[self.key[0]]): row for row in self.rows} if len(self.key) == 1 else {}


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that goes into one file."""

    classes: tuple[DataClass, ...]
    made_on: date
    tables: tuple[Table, ...]
    for_record: bool = False
    deidentified: bool = False
    scripts: Mapping[str, Script] = field(default_factory=dict)
    """The scripts of the wordings in it, by what answers point at them with; one that cannot be read is absent."""

    @property
    def says(self) -> str:
        """What is inside, and that anyone can read it."""
        held = joined([f"{each} ({ABOUT[each]})" for each in self.classes])
        return f"This holds {held}. It is not encrypted: whoever has it can read it."

    @property
    def counts(self) -> Mapping[str, int]:
        """Table to number of rows."""
        return {table.name: len(table.rows) for table in self.tables}

    def table(self, name: str) -> Table:
        """The table of a name; an empty one where it is not part of the export."""
        return next((table for table in self.tables if table.name == name), Table(name, (), ()))


class Owners:
    """Whose each row is: the client it goes with, followed along the columns that point to other rows."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}
        self._indexed = {table.name: table.indexed() for table in tables}

    def client_of(self, table: str, row: Row) -> str:
        """The id of the row's client, or empty for a row that is nobody's."""
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
        """What the row goes with, before what it only mentions."""
        columns = [column for column in self._tables[table].columns if column.into and row.get(column.name)]
        for column in sorted(columns, key=lambda each: not each.goes_with):
            yield column.into, str(row[column.name])


def only_clients(tables: Sequence[Table], clients: frozenset[str]) -> tuple[Table, ...]:
    """The rows that are of these clients (their ids); a wording stays where one of those rows was asked in it."""
    owners = Owners(tables)
    kept = {
        table.name: Table(
            table.name, table.columns, tuple(row for row in table.rows if owners.client_of(table.name, row) in clients)
        )
        for table in tables
    }
    worded = {row.get("wording") for table in kept.values() for row in table.rows}
    return tuple(
        Table(table.name, table.columns, tuple(row for row in table.rows if row.get("sha256") in worded))
        if table.name == "wording"
        else kept[table.name]
        for table in tables
    )


def tables_for_record(tables: Sequence[Table]) -> tuple[Table, ...]:
    """What of the measures goes to a record."""
    return tuple(_narrowed(table, FOR_RECORD[table.name]) for table in tables if table.name in FOR_RECORD)


def _narrowed(table: Table, names: tuple[str, ...]) -> Table:
    if not names:
        return table
    columns = tuple(column for column in table.columns if column.name in names)
    return Table(table.name, columns, tuple({name: row[name] for name in names if name in row} for row in table.rows))
