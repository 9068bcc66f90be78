"""Imports an export: rows the vault does not have are added, rows it has stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.exchange.export import Table
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.storage.exchange.tables import Tables, plain
from alliance_cli.storage.file.vault import Vault


class Problem(Struct, frozen=True):
    """Why a row cannot be imported; ``row`` counts from 1."""

    table: str
    row: int
    column: str
    what: str


class Plan(Struct, frozen=True):
    """What an import would do. ``differing`` and ``unworded`` name rows by table and place."""

    added: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    differing: tuple[tuple[str, int], ...] = ()
    """Rows the vault has with other content; they stay as they are."""
    unworded: int = 0
    """How many walks are left out because their script version is not in the file."""

    @property
    def counts(self) -> dict[str, int]:
        return {table.name: len(table.rows) for table in self.added if table.rows}


class Imports:
    """Imports exported rows."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._tables = Tables(vault)

    def plan(self, tables: Sequence[Table]) -> Plan:
        """Which rows are new, which the vault has, and what prevents the import."""
        plans = [_TablePlan(table, self._stored(table), self._tables.unique(table)) for table in tables]
        present = {plan.table.name: plan.keys for plan in plans}
        for empty in self._tables.empty:
            if empty.name not in present:
                present[empty.name] = {_key(empty, row) for row in self._stored(empty)}
        problems = [problem for plan in plans for problem in plan.problems(present)]
        return Plan(
            added=tuple(replace(plan.table, rows=tuple(row for _, row in plan.new)) for plan in plans),
            problems=tuple(problems),
            differing=tuple((plan.table.name, place) for plan in plans for place in plan.differing),
            unworded=sum(plan.unworded for plan in plans),
        )

    def add(self, plan: Plan) -> None:
        """Insert the new rows, all or none."""
        with self._vault.change():
            for table in plan.added:
                self._tables.insert(table, list(table.rows))

    def _stored(self, table: Table) -> list[Row]:
        rows = self._tables.stored(table)
        return [{name: plain(table.name, name, value) for name, value in row.items()} for row in rows]


RowKey = tuple[str, ...]


def _key(table: Table, row: Row) -> RowKey:
    """What identifies a row: its key, or all its values where the table has no key."""
    names = [column.name for column in table.columns if column.key] or [column.name for column in table.columns]
    return tuple(_comparable(row.get(name)) for name in names)


def _comparable(value: object) -> str:
    """A text that is equal for values that are stored alike: for 9 and 9.0, not for 1 and True."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{type(value).__name__} {value!r}"


class _TablePlan:
    """One table of an import, compared with the table in the vault."""

    def __init__(self, table: Table, stored: Sequence[Row], unique: Sequence[tuple[str, ...]]) -> None:
        self.table = table
        self.new: list[tuple[int, Row]] = []
        self.differing: list[int] = []
        self.unworded = 0
        self._unique = unique
        self._stored = {_key(table, row): row for row in stored}
        self._stored_rows = stored
        has_key = any(column.key for column in table.columns)
        self._compare() if has_key else self._count(Counter(_key(table, row) for row in stored))
        self.keys = {*self._stored, *(_key(table, row) for _, row in self.new)}

    def _compare(self) -> None:
        for place, row in enumerate(self.table.rows, start=1):
            here = self._stored.get(_key(self.table, row))
            if here is None and self.table.name == "walk" and "wording" not in row:
                self.unworded += 1
            elif here is None:
                self.new.append((place, row))
            elif any(_comparable(here[name]) != _comparable(value) for name, value in row.items()):
                self.differing.append(place)

    def _count(self, here: Counter[RowKey]) -> None:
        """Count equal rows of a table without a key; those beyond the number in the vault are added."""
        for place, row in enumerate(self.table.rows, start=1):
            key = _key(self.table, row)
            here[key] -= 1
            if here[key] < 0:
                self.new.append((place, row))

    def problems(self, present: dict[str, set[RowKey]]) -> Iterator[Problem]:
        """What prevents importing the new rows."""
        for place, row in self.new:
            yield from self._missing(place, row)
            yield from self._dangling(place, row, present)
        for names in self._unique:
            yield from self._taken(names)

    def _missing(self, place: int, row: Row) -> Iterator[Problem]:
        for column in self.table.columns:
            if column.required and column.name not in row:
                yield Problem(self.table.name, place, column.name, "is missing, and this row is not here yet")

    def _dangling(self, place: int, row: Row, present: dict[str, set[RowKey]]) -> Iterator[Problem]:
        for column in self.table.columns:
            value = row.get(column.name) if column.into else None
            if value is not None and (_comparable(value),) not in present[column.into]:
                what = f"points at a {column.into} that is neither in the file nor here"
                yield Problem(self.table.name, place, column.name, what)

    def _taken(self, names: tuple[str, ...]) -> Iterator[Problem]:
        taken = {_unique_key(row, names) for row in self._stored_rows} - {None}
        for place, row in self.new:
            key = _unique_key(row, names)
            if key in taken:
                what = f"has the {' and '.join(names)} of another {self.table.name}, and there can be only one"
                yield Problem(self.table.name, place, names[-1], what)
            elif key is not None:
                taken.add(key)


def _unique_key(row: Row, names: tuple[str, ...]) -> RowKey | None:
    """The values to compare, codes without regard to case; None where one is empty, which is never a duplicate."""
    values = [row.get(name) for name in names]
    key = tuple(_comparable(value) for value in values)
    return None if None in values else tuple(map(str.casefold, key)) if names == ("code",) else key
