"""Reports the progress of an export or an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader, FileIO
from typing import BinaryIO

Watch = Callable[[int, int], None]
"""Called with the amount done and the total."""
Watching = Callable[[], AbstractContextManager[Watch]]
"""Starts a progress display once nothing more is asked; the display ends with the context."""


@contextmanager
def unwatched() -> Iterator[Watch]:
    """Ignores the progress, if nobody watches."""
    yield lambda done, total: None


class WatchedFile(BufferedReader):
    """The content of an open file that is read ``times`` times; progress is reported."""

    def __init__(self, file: BinaryIO, size: int, times: int, watch: Watch) -> None:
        super().__init__(FileIO(file.fileno(), closefd=False))
        self._watch, self._total, self._passed = watch, size * times, 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self._passed = min(self._passed + len(found), self._total)  # parts are read once more
        self._watch(self._passed, self._total)
        return found
