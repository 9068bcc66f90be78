"""Rows that are read anew each time they are gone through, so that memory never holds a whole table."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping

from alliance_cli.core.walk.kinds import Value

Row = Mapping[str, Value | None]
"""Column to value. A column that is of none of the classes asked for is absent; None stands for nothing kept."""
NOBODY = ""
"""Stands for the id of a client where rows of no client are meant."""


class RowSource(Collection[Row]):
    """The rows of one table, in the order in which they are exported."""

    @abstractmethod
    def read(self, client: str | None = None) -> Iterator[Row]:
        """All rows, or only those of the client of this id, or of ``NOBODY``."""

    @property
    @abstractmethod
    def names(self) -> Collection[str]:
        """The columns that any row has; none where there is no row."""

    def __iter__(self) -> Iterator[Row]:
        return self.read()

    def __len__(self) -> int:
        return sum(1 for _ in self.read())

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self.read())


class ChangedRows(RowSource):
    """The rows of another source, each changed in the same way."""

    def __init__(self, source: RowSource, change: Callable[[Row], Row], names: Collection[str]) -> None:
        self._source, self._change, self._names = source, change, names

    def read(self, client: str | None = None) -> Iterator[Row]:
        return map(self._change, self._source.read(client))

    @property
    def names(self) -> Collection[str]:
        return self._names

    def __len__(self) -> int:
        return len(self._source)


def rows_of(rows: Collection[Row], client: str) -> Iterator[Row]:
    """The rows of one client by id, or of ``NOBODY``; rows that lie in memory are taken for nobody's."""
    if isinstance(rows, RowSource):
        return rows.read(client)
    return iter(rows if client == NOBODY else ())
