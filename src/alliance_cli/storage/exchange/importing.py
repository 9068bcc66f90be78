"""An export put back: rows that are not here are added, rows that are here stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alliance_cli.core.exchange.export import Row, Table
from alliance_cli.storage.exchange.tables import Tables, plain
from alliance_cli.storage.file.vault import Vault


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be put in; ``row`` counts from 1."""

    table: str
    row: int
    column: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. ``differing`` and ``unworded`` name rows by table and place."""

    added: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    differing: tuple[tuple[str, int], ...] = ()
    """Kept here with other content; they stay as they are here."""
    unworded: int = 0
    """Walks without the wording they were asked in, as in an export of measures alone; left out."""

    @property
    def counts(self) -> dict[str, int]:
        return {table.name: len(table.rows) for table in self.added if table.rows}


class Imports:
    """Puts exported rows back."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._tables = Tables(vault)

    def plan(self, tables: Sequence[Table]) -> Plan:
        """What of the tables is new, what is here already, and what stands in the way."""
        plans = [_TablePlan(table, self._kept(table), self._tables.unique(table)) for table in tables]
        present = {plan.table.name: plan.keys for plan in plans}
        for empty in self._tables.empty:
            if empty.name not in present:
                present[empty.name] = {_key(empty, row) for row in self._kept(empty)}
        problems = [problem for plan in plans for problem in plan.problems(present)]
        return Plan(
            added=tuple(replace(plan.table, rows=tuple(row for _, row in plan.new)) for plan in plans),
            problems=tuple(problems),
            differing=tuple((plan.table.name, place) for plan in plans for place in plan.differing),
            unworded=sum(plan.unworded for plan in plans),
        )

    def add(self, plan: Plan) -> None:
        """Put in what is new, all or none."""
        with self._vault.change():
            for table in plan.added:
                self._tables.insert(table, list(table.rows))

    def _kept(self, table: Table) -> list[Row]:
        rows = self._tables.kept(table)
        return [{name: plain(table.name, name, value) for name, value in row.items()} for row in rows]


Key = tuple[str, ...]


def _key(table: Table, row: Row) -> Key:
    """What a row is known by: its key, or all of it where the table has none."""
    names = [column.name for column in table.columns if column.key] or [column.name for column in table.columns]
    return tuple(_spelt(row.get(name)) for name in names)


def _spelt(value: object) -> str:
    """Equal for values that are kept alike: 9 and 9.0 are, 1 and True are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{type(value).__name__} {value!r}"


class _TablePlan:
    """One table of an import beside what is kept of it."""

    def __init__(self, table: Table, kept: Sequence[Row], unique: Sequence[tuple[str, ...]]) -> None:
        self.table = table
        self.new: list[tuple[int, Row]] = []
        self.differing: list[int] = []
        self.unworded = 0
        self._unique = unique
        self._kept = {_key(table, row): row for row in kept}
        self._kept_rows = kept
        has_key = any(column.key for column in table.columns)
        self._sort() if has_key else self._count(Counter(_key(table, row) for row in kept))
        self.keys = {*self._kept, *(_key(table, row) for _, row in self.new)}

    def _sort(self) -> None:
        for place, row in enumerate(self.table.rows, start=1):
            here = self._kept.get(_key(self.table, row))
            if here is None and self.table.name == "walk" and "wording" not in row:
                self.unworded += 1
            elif here is None:
                self.new.append((place, row))
            elif any(_spelt(here[name]) != _spelt(value) for name, value in row.items()):
                self.differing.append(place)

    def _count(self, here: Counter[Key]) -> None:
        """Rows without a key are told apart by nothing; as many are added as there are more of them."""
        for place, row in enumerate(self.table.rows, start=1):
            key = _key(self.table, row)
            here[key] -= 1
            if here[key] < 0:
                self.new.append((place, row))

    def problems(self, present: dict[str, set[Key]]) -> Iterator[Problem]:
        """What keeps the new rows out."""
        for place, row in self.new:
            yield from self._missing(place, row)
            yield from self._astray(place, row, present)
        for names in self._unique:
            yield from self._taken(names)

    def _missing(self, place: int, row: Row) -> Iterator[Problem]:
        for column in self.table.columns:
            if column.required and column.name not in row:
                yield Problem(self.table.name, place, column.name, "is missing, and this row is not here yet")

    def _astray(self, place: int, row: Row, present: dict[str, set[Key]]) -> Iterator[Problem]:
        for column in self.table.columns:
            value = row.get(column.name) if column.into else None
            if value is not None and (_spelt(value),) not in present[column.into]:
                what = f"points at a {column.into} that is neither in the file nor here"
                yield Problem(self.table.name, place, column.name, what)

    def _taken(self, names: tuple[str, ...]) -> Iterator[Problem]:
        taken = {_unique_key(row, names) for row in self._kept_rows} - {None}
        for place, row in self.new:
            key = _unique_key(row, names)
            if key in taken:
                what = f"has the {' and '.join(names)} of another {self.table.name}, and there can be only one"
                yield Problem(self.table.name, place, names[-1], what)
            elif key is not None:
                taken.add(key)


def _unique_key(row: Row, names: tuple[str, ...]) -> Key | None:
    """None where a part is empty, which is never taken; codes are the same without regard to case."""
    values = [row.get(name) for name in names]
    key = tuple(_spelt(value) for value in values)
    return None if None in values else tuple(map(str.casefold, key)) if names == ("code",) else key
