"""Imports an export: adds the rows that the vault lacks and leaves its own rows unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.exchange.export import Table
from alliance_cli.core.exchange.row_source import Row, RowSource
from alliance_cli.core.formatting import joined
from alliance_cli.storage.exchange.tables import BATCH, Tables
from alliance_cli.storage.file.vault import Vault
from alliance_cli.translation import _

Batch = Sequence[tuple[int, Row]]
"""A batch of rows with their places in the table, counted from 1."""


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
    """Rows that the vault has with different content; they stay as they are."""
    unworded: int = 0
    """How many walks are left out because their script version is not in the file."""

    @property
    def counts(self) -> dict[str, int]:
        return {table.name: len(table.rows) for table in self.added if table.rows}


class Imports:
    """Imports exported rows. It reads them several times instead of keeping whole tables in memory."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._tables = Tables(vault)

    def plan(self, tables: Sequence[Table]) -> Plan:
        """Which rows are new, which the vault already has, and what prevents the import."""
        comparisons = [ComparedTable(table, self._tables) for table in tables]
        pointed = {column.into for table in tables for column in table.columns if column.into}
        arriving = {each.table.name: each.new_keys() for each in comparisons if each.table.name in pointed}
        problems = [problem for each in comparisons for problem in self._problems(each, arriving)]
        return Plan(
            added=tuple(replace(each.table, rows=NewRows(each)) for each in comparisons),
            problems=tuple(problems),
            differing=tuple((each.table.name, place) for each in comparisons for place in each.differing),
            unworded=sum(each.unworded for each in comparisons),
        )

    def add(self, plan: Plan) -> None:
        """Insert the new rows, all or none."""
        with self._vault.change():
            for table in plan.added:
                self._tables.insert(table, table.rows)

    def _problems(self, comparison: ComparedTable, arriving: Mapping[str, set[int]]) -> Iterator[Problem]:
        """What prevents importing the new rows of a table."""
        table = comparison.table
        required = [column.name for column in table.columns if column.required]
        links = [(column.name, column.into) for column in table.columns if column.into]
        unique = [UniqueColumns(table, names, self._tables) for names in self._tables.unique(table)]
        for batch in comparison.batches():
            for place, row in batch:
                for name in required:
                    if name not in row:
                        yield Problem(table.name, place, name, _("is missing, and this row is not here yet"))
            for name, into in links:
                yield from self._dangling(table, batch, name, into, arriving.get(into, set()))
            for each in unique:
                yield from each.taken(batch)

    def _dangling(self, table: Table, batch: Batch, name: str, into: str, arriving: set[int]) -> Iterator[Problem]:
        pointing = [(place, row[name]) for place, row in batch if row.get(name) is not None]
        missing = [(place, value) for place, value in pointing if _hashed((value,)) not in arriving]
        here = self._tables.keys(into, {str(value) for _place, value in missing}) if missing else frozenset[str]()
        for place, value in missing:
            if value not in here:
                what = _("points at a {table} that is neither in the file nor here", table=into)
                yield Problem(table.name, place, name, what)


def _comparable(value: object) -> str:
    """A text that is equal for values that are stored alike: for 9 and 9.0, but not for 1 and True."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{type(value).__name__} {value!r}"


def _key(names: Sequence[str], row: Row) -> tuple[str, ...]:
    return tuple([_comparable(row.get(name)) for name in names])


def _hashed(values: Sequence[object]) -> int:
    """The hash of a key, which takes a tenth of its memory."""
    return hash(tuple([_comparable(value) for value in values]))


class ComparedTable:
    """One table of an import; it is compared with the vault's table each time its new rows are read."""

    def __init__(self, table: Table, tables: Tables) -> None:
        self.table = table
        self.differing: list[int] = []
        """The places of rows that the vault has with other content."""
        self.unworded = 0
        self.count = 0
        """How many rows are new."""
        self._tables = tables
        self._names = [column.name for column in table.columns if column.key]
        self._every = [column.name for column in table.columns]
        self._is_empty = not tables.has_rows(table)
        self._here = Counter[int]()
        if not self._names:  # only whole rows can be compared
            self._here.update(hash(_key(self._every, row)) for row in tables.stored(table))
        if self._is_empty and self._names and table.name != "walk":  # every row is new
            self.count = len(table.rows)
        else:
            self.count = sum(len(batch) for batch in self._compare(noting=True))

    def new_keys(self) -> set[int]:
        """The hashes of the keys of new rows."""
        return {hash(_key(self._names, row)) for batch in self.batches() for _place, row in batch}

    def batches(self) -> Iterator[Batch]:
        """The new rows with their places, several hundred at a time."""
        return self._compare(noting=False)

    def _compare(self, *, noting: bool) -> Iterator[Batch]:
        numbered = enumerate(self.table.rows, start=1)
        left = Counter(self._here)
        while batch := tuple(islice(numbered, BATCH)):
            new = tuple(self._without_key(batch, left) if not self._names else self._with_key(batch, noting=noting))
            if new:
                yield new

    def _with_key(self, batch: Batch, *, noting: bool) -> Iterator[tuple[int, Row]]:
        found = () if self._is_empty else self._tables.like(self.table, self._names, [row for _place, row in batch])
        stored = {_key(self._names, row): row for row in found}
        for place, row in batch:
            here = stored.get(_key(self._names, row)) if stored else None
            if here is None and self.table.name == "walk" and "wording" not in row:
                self.unworded += noting
            elif here is None:
                yield place, row
            elif noting and any(_comparable(here[name]) != _comparable(value) for name, value in row.items()):
                self.differing.append(place)

    def _without_key(self, batch: Batch, left: Counter[int]) -> Iterator[tuple[int, Row]]:
        """The new rows of a table without a key: of equal rows, as many as the vault lacks."""
        for place, row in batch:
            key = hash(_key(self._every, row))
            left[key] -= 1
            if left[key] < 0:
                yield place, row


class NewRows(RowSource):
    """The new rows of a table, found again at each pass; their clients are not known."""

    def __init__(self, comparison: ComparedTable) -> None:
        self._comparison = comparison

    def read(self, client: str | None = None) -> Iterator[Row]:
        return (row for batch in self._comparison.batches() for _place, row in batch)

    @property
    def names(self) -> Collection[str]:
        return {column.name for column in self._comparison.table.columns}

    def __len__(self) -> int:
        return self._comparison.count


class UniqueColumns:
    """Columns, other than the key, whose combined values only one row can have."""

    def __init__(self, table: Table, names: tuple[str, ...], tables: Tables) -> None:
        self._table, self._names, self._tables = table, names, tables
        self._is_empty = not tables.has_rows(table)
        self._taken = set[int]()

    def taken(self, batch: Batch) -> Iterator[Problem]:
        """The rows of a batch whose values another row has, here or earlier in the file."""
        here = () if self._is_empty else self._tables.like(self._table, self._names, [row for _place, row in batch])
        stored = {self._key(row) for row in here}
        for place, row in batch:
            key = self._key(row)
            if key is not None and (key in stored or hash(key) in self._taken):
                what = _(
                    "has the {columns} of another {table}, and there can be only one",
                    columns=joined(self._names),
                    table=self._table.name,
                )
                yield Problem(self._table.name, place, self._names[-1], what)
            elif key is not None:
                self._taken.add(hash(key))

    def _key(self, row: Row) -> tuple[str, ...] | None:
        """The values to compare, with codes in one case; None if one is empty, since an empty value is no duplicate."""
        key = _key(self._names, row)
        whole = all(row.get(name) is not None for name in self._names)
        return (tuple(map(str.casefold, key)) if self._names == ("code",) else key) if whole else None
