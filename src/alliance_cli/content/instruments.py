"""The instruments at hand: the clinician's own files, or their wording over what ships, before what ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.content.folders import INSTRUMENTS, files, shipped_folder, whose
from alliance_cli.content.yaml.mistakes import nearest
from alliance_cli.core.errors import Mistake, Mistakes, NotFound
from alliance_cli.core.instruments.instrument import Instrument


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
    """Instruments by id. In each of the folders, the file of an id hides those in the folders after it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def find(self, id: str) -> Instrument:
        """The instrument of that id; raises NotFound with the nearest names, or Mistakes."""
        paths = self._paths()
        if id in paths:
            return _read(paths[id])
        close = nearest(id, paths)
        meant = f"Did you mean {close}? " if close else ""
        raise NotFound("There is no such instrument.", f"{meant}There are: {', '.join(sorted(paths))}.")

    def listing(self) -> tuple[Shelved, ...]:
        """All instruments by id."""
        return tuple(self._entry(id, path) for id, path in sorted(self._paths().items()))

    def _paths(self) -> Mapping[str, Path]:
        """Id to file."""
        return files(self._folders, INSTRUMENTS)

    def _entry(self, id: str, path: Path) -> Shelved:
        try:
            return Shelved(id, whose(path), path, _read(path))
        except Mistakes as trouble:
            return Shelved(id, whose(path), path, mistakes=trouble.mistakes)


def shipped_instrument(id: str) -> Instrument | None:
    """The instrument of that id as it ships, if there is one."""
    path = shipped_folder() / INSTRUMENTS / f"{id}.yaml"
    return _read(path) if path.is_file() else None


def _read(path: Path) -> Instrument:
    from alliance_cli.content.readers.instrument import read_instrument  # loads PyYAML only when something is read
    from alliance_cli.content.yaml.strict_yaml import text_of

    return read_instrument(text_of(path), str(path), shipped_instrument, stem=path.stem)
