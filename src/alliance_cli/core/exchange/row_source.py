"""Defines rows that are read anew on each iteration, so a whole table is never in memory."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from alliance_cli.core.walk.kinds import Value

Row = Mapping[str, Value | None]
"""Column to value. Columns outside the requested classes are absent; None means that nothing is stored."""
Values = Sequence[Value | None]
"""The values of several rows in one column."""
NOBODY = ""
"""Used instead of a client's id for rows that belong to no client."""
AT_ONCE = 500
"""The most rows to read at a time."""


class RowBatch(NamedTuple):
    """Consecutive rows with the same columns, stored by column so that each column is processed at once."""

    columns: Mapping[str, Values]
    """Each column with its values, in row order: at least one column, and the same number of values in each."""

    @classmethod
    def of(cls, names: Iterable[str], rows: Iterable[Iterable[Value | None]]) -> RowBatch:
        """A batch of one or more rows, given as values in the order of ``names``."""
        return cls(dict(zip(names, zip(*rows, strict=True), strict=True)))

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(next(iter(self.columns.values())))

    @property
    def rows(self) -> Iterator[Row]:
        names = tuple(self.columns)
        return (dict(zip(names, values, strict=True)) for values in zip(*self.columns.values(), strict=True))


class RowSource(Collection[Row]):
    """The rows of one table, in the order of the export. A subclass defines ``read`` or ``batches``."""

    def read(self, client: str | None = None) -> Iterator[Row]:
        """All rows, or only those of the client with this id, or of ``NOBODY``."""
        for batch in self.batches(client):
            yield from batch.rows

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        """The rows of ``read``, several hundred at a time."""
        return batched(self.read(client))

    def keys(self, key: str, client: str) -> Iterator[str]:
        """The value of the column ``key`` in each row of ``read``, which may be cheaper than reading whole rows."""
        return (str(row[key]) for row in self.read(client))

    @property
    @abstractmethod
    def names(self) -> Collection[str]:
        """The columns that at least one row has; none if there is no row."""

    def __iter__(self) -> Iterator[Row]:
        return self.read()

    def __len__(self) -> int:
        return sum(batch.size for batch in self.batches())

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self.read())


class NarrowedRows(RowSource):
    """Another source's rows with only the columns in ``names``, in that order."""

    def __init__(self, source: RowSource, names: Sequence[str]) -> None:
        self._source, self._names = source, names

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        for batch in self._source.batches(client):
            if columns := {name: batch.columns[name] for name in self._names if name in batch.columns}:
                yield RowBatch(columns)

    @property
    def names(self) -> Collection[str]:
        return {*self._source.names} & {*self._names}

    def __len__(self) -> int:
        return len(self._source)


def batched(rows: Iterable[Row]) -> Iterator[RowBatch]:
    """Rows in batches; empty rows are skipped."""
    for names, alike in groupby(rows, key=tuple):
        while names and (some := [row.values() for row in islice(alike, AT_ONCE)]):
            yield RowBatch.of(names, some)


def rows_of(rows: Collection[Row], client: str) -> Iterator[Row]:
    """The rows of one client, by id, or of ``NOBODY``; rows in memory belong to nobody."""
    if isinstance(rows, RowSource):
        return rows.read(client)
    return iter(rows if client == NOBODY else ())


def batches_of(rows: Collection[Row], client: str | None = None) -> Iterator[RowBatch]:
    """``rows_of`` in batches of several hundred rows; without a client, all rows."""
    if isinstance(rows, RowSource):
        return rows.batches(client)
    return batched(rows if client in (None, NOBODY) else ())
