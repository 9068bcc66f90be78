"""Finds scripts: the clinician's own before the shipped ones, the chosen language before English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.content_files import ContentFile, ContentFiles, Noun, Warn, unheard
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Mistake, Mistakes, WrongUse
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.files.paths import is_folder
from alliance_cli.translation import N_, _

ScriptFile = ContentFile[Script]

_SCRIPT = Noun(N_("There is no such script."), N_("{mistake}; the shipped script is used until that is corrected."))
_FORM = Noun(N_("There is no such form."), N_("{mistake}; the shipped form is used until that is corrected."))


class Catalog(ContentFiles[Script]):
    """Scripts by id."""

    def __init__(self, looked_in: Sequence[Path], warn: Warn = unheard) -> None:
        super().__init__(looked_in, folders.SCRIPTS, _SCRIPT, lambda path: _read(path, self._form), warn)
        self._forms = ContentFiles(looked_in, folders.MOMENTS, _FORM, _read_form, warn)

    def script(self, phase: Phase, id: str | None = None) -> Script:
        """The script with this id, or the default script of the phase.

        Raises NotFound, WrongUse for a script of another phase, or Mistakes for a file with mistakes.
        """
        script = self.find(id or phase)
        if script.phase is not phase:
            raise WrongUse(
                _("The script {id} is for {phase}, not for {other}.", id=script.id, phase=script.phase, other=phase)
            )
        return script

    def find(self, id: str) -> Script:
        """The script with this id, whatever its phase; raises NotFound or Mistakes."""
        return self._or_way_out(super().find, id)

    def as_written(self, id: str) -> Script:
        return self._or_way_out(super().as_written, id)

    @staticmethod
    def _or_way_out(read: Callable[[str], Script], id: str) -> Script:
        try:
            return read(id)
        except Mistakes as error:
            if any(folders.whose(Path(each.file)) == "shipped" for each in error.mistakes):
                raise
            raise Mistakes(error.mistakes, _("Correct it with:"), Action(ActionKind.EDIT_PROMPTS, target=id)) from None

    @property
    def shipped(self) -> Catalog:
        """The shipped scripts, in the chosen language."""
        return Catalog(folders.shipped(self._looked_in))

    def listing(self) -> tuple[ScriptFile, ...]:
        """All scripts by phase, the default one of each first, and id; those with mistakes last."""
        phases: list[Phase | None] = [*Phase, None]

        def place(file: ScriptFile) -> tuple[int, bool]:
            phase = file.content.phase if file.content else None
            return phases.index(phase), file.id != phase

        return tuple(sorted(super().listing(), key=place))

    def script_version(self, script: Script) -> str:
        """The script as text, to be stored with its answers."""
        from alliance_cli.content.readers.script_version import write_script_version

        return write_script_version(script)

    def read_script_version(self, text: str) -> Script:
        """The script in a stored text; raises UnreadableVersion."""
        from alliance_cli.content.readers.script_version import read_script_version

        return read_script_version(text)

    def answers(self, raw: bytes, name: str, script: Script, kept: Answers | None = None) -> Mapping[str, Value]:
        """The answers in an answers file by step key; raises Mistakes, which call the file ``name``.

        ``kept`` are earlier answers, on which conditions of prompts may depend.
        """
        from alliance_cli.content.readers.answers import read_answers
        from alliance_cli.content.yaml.mistakes import MistakeCollector
        from alliance_cli.content.yaml.strict_yaml import decoded

        collector = MistakeCollector(name)
        text = decoded(raw, collector)
        collector.raise_if_any()
        return read_answers(text or "", name, script, kept)

    def check(self, paths: Sequence[Path] = ()) -> tuple[Mistake, ...]:
        """Every mistake in these files and folders, or in every content folder if none is given.

        Raises NotFound for a path that does not exist.
        """
        from alliance_cli.content.checking import mistakes_at

        return mistakes_at(paths or [folder for folder in self._looked_in if is_folder(folder)])

    def _file(self, id: str, path: Path) -> ScriptFile:
        """A file for the list; no moment form is read for it."""
        try:
            return ContentFile(id, path, _read(path, lambda kind: ()))
        except Mistakes as error:
            return ContentFile(id, path, mistakes=error.mistakes)

    def _form(self, kind: MomentKind) -> tuple[MomentField, ...]:
        """The questions about a kind of moment; none if it has no form."""
        return self._forms.find(kind) if kind in self._forms.paths() else ()


def _read(path: Path, form: Callable[[MomentKind], tuple[MomentField, ...]]) -> Script:
    from alliance_cli.content.file_kinds.script import script_file  # loaded when a script is read

    return script_file(form).read_file(path)


def _read_form(path: Path) -> tuple[MomentField, ...]:
    from alliance_cli.content.file_kinds.moment_form import FILE_KIND

    return FILE_KIND.read_file(path)
