"""Rows that are read anew each time they are gone through, so that memory never holds a whole table."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from alliance_cli.core.walk.kinds import Value

Row = Mapping[str, Value | None]
"""Column to value. A column that is of none of the classes asked for is absent; None stands for nothing kept."""
Values = Sequence[Value | None]
"""What some rows have in one column."""
NOBODY = ""
"""Stands for the id of a client where rows of no client are meant."""
AT_ONCE = 500
"""The most rows that are read at a time."""


class RowBatch(NamedTuple):
    """Some rows that follow each other and have the same columns: what takes a step a column is fast for many rows."""

    columns: Mapping[str, Values]
    """Column to its values, in the order of a row; one column at least, and as many values in each."""

    @classmethod
    def of(cls, names: Iterable[str], rows: Iterable[Iterable[Value | None]]) -> RowBatch:
        """The batch of rows, one at least, that are given as their values in the order of ``names``."""
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
    """The rows of one table, in the order in which they are exported. A source defines ``read`` or ``batches``."""

    def read(self, client: str | None = None) -> Iterator[Row]:
        """All rows, or only those of the client of this id, or of ``NOBODY``."""
        for batch in self.batches(client):
            yield from batch.rows

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        """The rows of ``read``, some hundred at a time."""
        return batched(self.read(client))

    def keys(self, key: str, client: str) -> Iterator[str]:
        """What each row of ``read`` has in the column ``key``, which may take less than to read and judge the row."""
        return (str(row[key]) for row in self.read(client))

    @property
    @abstractmethod
    def names(self) -> Collection[str]:
        """The columns that any row has; none where there is no row."""

    def __iter__(self) -> Iterator[Row]:
        return self.read()

    def __len__(self) -> int:
        return sum(batch.size for batch in self.batches())

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self.read())


class NarrowedRows(RowSource):
    """The rows of another source with only some of their columns, in the order of ``names``."""

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
    """Rows in batches; an empty row is passed over."""
    for names, alike in groupby(rows, key=tuple):
        while names and (some := [row.values() for row in islice(alike, AT_ONCE)]):
            yield RowBatch.of(names, some)


def rows_of(rows: Collection[Row], client: str) -> Iterator[Row]:
    """The rows of one client by id, or of ``NOBODY``; rows that lie in memory are taken for nobody's."""
    if isinstance(rows, RowSource):
        return rows.read(client)
    return iter(rows if client == NOBODY else ())


def batches_of(rows: Collection[Row], client: str | None = None) -> Iterator[RowBatch]:
    """As ``rows_of``, some hundred rows at a time; those of all clients without one."""
    if isinstance(rows, RowSource):
        return rows.batches(client)
    return batched(rows if client in (None, NOBODY) else ())
