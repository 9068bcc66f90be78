"""The scripts at hand: the clinician's own folder before the one that came with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.folders import shipped_folder as shipped_folder
from alliance_cli.content.instruments import Instruments, Shelved
from alliance_cli.content.yaml.mistakes import MistakeCollector, nearest
from alliance_cli.core.errors import Mistake, Mistakes, NotFound, WrongUse
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.walk.interview import Answers
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind
from alliance_cli.core.walk.script import Phase, Script

Form = tuple[MomentField, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One script at hand. Where its file has mistakes, only its id, its place and they are known."""

    id: str
    whose: str
    """"yours" or "shipped"."""
    path: Path
    phase: Phase | None = None
    title: str = ""
    prompts: int = 0
    mistakes: tuple[Mistake, ...] = ()


class Catalog:
    """Content by id. In each of the folders, the file of an id hides those in the folders after it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._instruments = Instruments(self._folders)

    def script(self, phase: Phase, id: str | None = None) -> Script:
        """The script of that id, or the default one of the phase.

        Raises NotFound, WrongUse for a script of another phase, Mistakes for a file that has some.
        """
        script = self.find(id or phase)
        if script.phase is not phase:
            raise WrongUse(f"The script {script.id} is for {script.phase}, not for {phase}.")
        return script

    def find(self, id: str) -> Script:
        """The script of that id, whatever its phase; raises NotFound or Mistakes."""
        path = self.source(id)
        try:
            return _read(path, _Forms(self._folders))
        except Mistakes as trouble:
            raise Mistakes(trouble.mistakes, _way_out(id, path)) from None

    @property
    def shipped(self) -> Catalog:
        """Only what came with the program, in the language chosen."""
        return Catalog([folder for folder in self._folders if folders.whose(folder) == "shipped"])

    def script_version(self, script: Script) -> str:
        """The script as text, to be kept beside the answers given to it."""
        from alliance_cli.content.readers.writer import write_script

        return write_script(script)

    def read_script_version(self, text: str) -> Script:
        """The script of a stored script version."""
        from alliance_cli.content.readers.script import read_script

        return read_script(text, "kept wording", {})

    def answers(self, raw: bytes, name: str, script: Script, kept: Answers | None = None) -> Mapping[str, Value]:
        """Step key to value from an answers file; raises Mistakes that call it ``name``.

        ``kept`` are the answers already there, which may decide what is asked.
        """
        from alliance_cli.content.readers.answers import read_answers
        from alliance_cli.content.yaml.strict_yaml import decoded

        collector = MistakeCollector(name)
        text = decoded(raw, collector)
        collector.raise_if_any()
        return read_answers(text or "", name, script, kept)

    def instrument(self, id: str) -> Instrument:
        """The instrument of that id; raises NotFound with the nearest names, or Mistakes."""
        return self._instruments.find(id)

    def instruments(self) -> tuple[Shelved, ...]:
        """All instruments by id, those with mistakes among them."""
        return self._instruments.listing()

    def source(self, id: str) -> Path:
        """The file of a script; raises NotFound with the nearest names."""
        paths = self._paths()
        if id in paths:
            return paths[id]
        close = nearest(id, paths)
        meant = f"Did you mean {close}? " if close else ""
        raise NotFound("There is no such script.", f"{meant}There are: {', '.join(sorted(paths))}.")

    def listing(self) -> tuple[Entry, ...]:
        """All scripts by phase and id; those with mistakes last."""
        entries = [self._entry(id, path) for id, path in self._paths().items()]
        phases: list[Phase | None] = [*Phase, None]
        return tuple(sorted(entries, key=lambda entry: (phases.index(entry.phase), entry.id)))

    def check(self, paths: Sequence[Path] = ()) -> tuple[Mistake, ...]:
        """Every mistake in the given files and folders, or else in all that is at hand.

        Raises NotFound for a path that is not there.
        """
        from alliance_cli.content.checking import mistakes_at

        return mistakes_at(paths or [folder for folder in self._folders if folder.is_dir()])

    def _paths(self) -> Mapping[str, Path]:
        """Script id to file."""
        return folders.files(self._folders, folders.SCRIPTS)

    def _entry(self, id: str, path: Path) -> Entry:
        whose = folders.whose(path)
        try:
            script = _read(path, {})
        except Mistakes as trouble:
            return Entry(id, whose, path, mistakes=trouble.mistakes)
        return Entry(id, whose, path, script.phase, script.title, len(script.prompts))


class _Forms(Mapping[MomentKind, Form]):
    """The questions about moments, read when a script asks for them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def __getitem__(self, kind: MomentKind) -> Form:
        from alliance_cli.content.readers.script import read_moment_fields
        from alliance_cli.content.yaml.strict_yaml import text_of

        path = self._path(kind)
        if path is None:
            raise KeyError(kind)
        return read_moment_fields(text_of(path), str(path), stem=path.stem)

    def __iter__(self) -> Iterator[MomentKind]:
        return (kind for kind in MomentKind if self._path(kind))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, kind: MomentKind) -> Path | None:
        return folders.files(self._folders, folders.MOMENTS).get(kind)


def _way_out(id: str, path: Path) -> str:
    """How to go on between two clients although one's own copy has mistakes."""
    if folders.whose(path) == "shipped":
        return ""
    return f"Mend it with: alliance prompts edit {id}   Moved out of its folder, the shipped questions are asked."


def _read(path: Path, forms: Mapping[MomentKind, Form]) -> Script:
    from alliance_cli.content.readers.script import read_script  # loads PyYAML only when something is read
    from alliance_cli.content.yaml.strict_yaml import text_of

    return read_script(text_of(path), str(path), forms, stem=path.stem)
