"""Files of one kind by id: found, listed and read, whatever the kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from alliance_cli.content import folders
from alliance_cli.content.yaml.mistakes import in_one_line, not_found
from alliance_cli.core.errors import Mistake, Mistakes, NotFound
from alliance_cli.translation import _

T = TypeVar("T")
Warn = Callable[[str], None]


class ContentFile(Struct, Generic[T], frozen=True):
    """One file. Where it has mistakes it has no content."""

    id: str
    path: Path
    content: T | None = None
    mistakes: tuple[Mistake, ...] = ()

    @property
    def whose(self) -> str:
        """``yours`` or ``shipped``."""
        return folders.whose(self.path)


def unheard(sentence: str) -> None:
    """Takes a warning where nobody is told."""


class Noun(NamedTuple):
    """What is said of files of one kind, as it stands in the source."""

    unknown: str
    """There is none of that id."""
    instead: str
    """The shipped one is used; ``{mistake}`` is what is wrong with the clinician's own."""


class ContentFiles(Generic[T]):
    """The files of one kind in several folders; a file hides those of the same id in later folders.

    ``place`` is the folder of the kind below each of ``looked_in``, ``noun`` the sentences about it. ``warn`` takes a
    line about a file of the clinician's own that has mistakes, where the shipped one is used instead.
    """

    def __init__(
        self, looked_in: Sequence[Path], place: str, noun: Noun, read: Callable[[Path], T], warn: Warn = unheard
    ) -> None:
        self._looked_in = tuple(looked_in)
        self._place = place
        self._noun = noun
        self._read = read
        self._warn = warn
        self._warned: set[Path] = set()

    def paths(self) -> dict[str, Path]:
        """Id to file."""
        return folders.files(self._looked_in, self._place)

    def path(self, id: str) -> Path:
        """The file of that id; raises NotFound with the nearest ids."""
        paths = self.paths()
        if id not in paths:
            raise self.missing(id, sorted(paths))
        return paths[id]

    def missing(self, id: str, ids: Sequence[str]) -> NotFound:
        """The error for an id that is not among ``ids``."""
        return not_found(_(self._noun.unknown), id, ids)

    def find(self, id: str) -> T:
        """The content of that id, the shipped one where the clinician's own file has mistakes.

        Raises NotFound with the nearest ids, or Mistakes where there is no shipped one.
        """
        path = self.path(id)
        try:
            return self._read(path)
        except Mistakes as error:
            shipped = folders.files(folders.shipped(self._looked_in), self._place).get(id)
            if shipped in (None, path):
                raise
            self._warn_once(path, error.mistakes)
            return self._read(shipped)

    def as_written(self, id: str) -> T:
        """The content of that id as its file has it; raises NotFound with the nearest ids, or Mistakes."""
        return self._read(self.path(id))

    def _warn_once(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        if path not in self._warned:
            self._warned.add(path)
            self._warn(in_one_line(mistakes, self._noun.instead))

    def listing(self) -> tuple[ContentFile[T], ...]:
        """All files by id, those with mistakes among them."""
        return tuple(self._file(id, path) for id, path in sorted(self.paths().items()))

    def _file(self, id: str, path: Path) -> ContentFile[T]:
        try:
            return ContentFile(id, path, self._read(path))
        except Mistakes as error:
            return ContentFile(id, path, mistakes=error.mistakes)
