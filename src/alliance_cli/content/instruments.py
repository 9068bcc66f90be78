"""The instruments at hand: the clinician's own files, or their wording over what ships, before what ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.content.errata import nearest
from alliance_cli.content.folders import INSTRUMENTS, files
from alliance_cli.core.errors import Mistake, Mistakes, NotFound
from alliance_cli.core.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Shelved:
    """One instrument at hand. Where its file has mistakes there is no instrument, only they."""

    id: str
    whose: str
    """"yours" or "shipped"."""
    path: Path
    instrument: Instrument | None = None
    mistakes: tuple[Mistake, ...] = ()


class Instruments:
    """Instruments by id. In each of the folders, the file of an id hides those in the folders after it.

    ``shipped`` is the folder of content that came with the program, whose instruments can be given wording.
    """

    def __init__(self, folders: Sequence[Path], shipped: Path) -> None:
        self._folders = tuple(folders)
        self._shipped = shipped

    def find(self, id: str) -> Instrument:
        """The instrument of that id; raises NotFound with the nearest names, or Mistakes."""
        paths = self._paths()
        if id in paths:
            return self._read(paths[id])
        close = nearest(id, paths)
        meant = f"Did you mean {close}? " if close else ""
        raise NotFound("There is no such instrument.", f"{meant}There are: {', '.join(sorted(paths))}.")

    def listing(self) -> tuple[Shelved, ...]:
        """All instruments by id."""
        return tuple(self._entry(id, path) for id, path in sorted(self._paths().items()))

    def shipped(self, id: str) -> Instrument | None:
        """The instrument of that id as it ships, if there is one."""
        path = self._shipped / INSTRUMENTS / f"{id}.yaml"
        return self._read(path) if path.is_file() else None

    def _paths(self) -> Mapping[str, Path]:
        """Id to file."""
        return files(self._folders, INSTRUMENTS)

    def _entry(self, id: str, path: Path) -> Shelved:
        whose = "shipped" if path.is_relative_to(self._shipped) else "yours"
        try:
            return Shelved(id, whose, path, self._read(path))
        except Mistakes as trouble:
            return Shelved(id, whose, path, mistakes=trouble.mistakes)

    def _read(self, path: Path) -> Instrument:
        from alliance_cli.content.instrument_reader import read_instrument  # loads PyYAML only when something is read
        from alliance_cli.content.strict_yaml import text_of

        shipped = self.shipped if not path.is_relative_to(self._shipped) else lambda id: None
        return read_instrument(text_of(path), str(path), shipped, stem=path.stem)
