"""Finds, lists and reads the files of one kind by id."""

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
    """One file. If it has mistakes, it has no content."""

    id: str
    path: Path
    content: T | None = None
    mistakes: tuple[Mistake, ...] = ()

    @property
    def whose(self) -> str:
        """``yours`` or ``shipped``."""
        return folders.whose(self.path)


def unheard(sentence: str) -> None:
    """Ignore a warning."""


class Noun(NamedTuple):
    """The sentences about files of one kind, as marked for translation."""

    unknown: str
    """Said if no file has the id."""
    instead: str
    """Said if the shipped file is used; ``{mistake}`` is what is wrong with the clinician's own."""


class ContentFiles(Generic[T]):
    """The files of one kind in several folders; a file hides files with the same id in later folders.

    ``place`` is the folder of the kind below each of ``looked_in``, ``noun`` the sentences about the kind. ``warn`` is
    called with a line about the clinician's own file if it has mistakes and the shipped one is used instead.
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
        """The files by id."""
        return folders.files(self._looked_in, self._place)

    def path(self, id: str) -> Path:
        """The file with this id; raises NotFound with the nearest ids."""
        paths = self.paths()
        if id not in paths:
            raise self.missing(id, sorted(paths))
        return paths[id]

    def missing(self, id: str, ids: Sequence[str]) -> NotFound:
        """The error for an id that is not among ``ids``."""
        return not_found(_(self._noun.unknown), id, ids)

    def find(self, id: str) -> T:
        """The content with this id, from the shipped file if the clinician's own has mistakes.

        Raises NotFound with the nearest ids, or Mistakes if there is no shipped file.
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
        """The content with this id from its own file; raises NotFound with the nearest ids, or Mistakes."""
        return self._read(self.path(id))

    def _warn_once(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        if path not in self._warned:
            self._warned.add(path)
            self._warn(in_one_line(mistakes, self._noun.instead))

    def listing(self) -> tuple[ContentFile[T], ...]:
        """All files by id, including those with mistakes."""
        return tuple(self._file(id, path) for id, path in sorted(self.paths().items()))

    def _file(self, id: str, path: Path) -> ContentFile[T]:
        try:
            return ContentFile(id, path, self._read(path))
        except Mistakes as error:
            return ContentFile(id, path, mistakes=error.mistakes)
