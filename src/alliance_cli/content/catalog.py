"""The scripts: the clinician's own before those that ship, in the language chosen before English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.content_files import ContentFile, ContentFiles
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Mistake, Mistakes, WrongUse
from alliance_cli.core.walk.interview import Answers
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind
from alliance_cli.core.walk.script import Phase, Script

ScriptFile = ContentFile[Script]

_OWN_COPY_HAS_MISTAKES = "Moved out of its folder, the shipped questions are asked. Mend it with:"


class Catalog(ContentFiles[Script]):
    """Scripts by id."""

    def __init__(self, looked_in: Sequence[Path]) -> None:
        super().__init__(looked_in, folders.SCRIPTS, "script", lambda path: _read(path, lambda kind: ()))

    def script(self, phase: Phase, id: str | None = None) -> Script:
        """The script of that id, or the default one of the phase.

        Raises NotFound, WrongUse for a script of another phase, or Mistakes for a file that has some.
        """
        script = self.find(id or phase)
        if script.phase is not phase:
            raise WrongUse(f"The script {script.id} is for {script.phase}, not for {phase}.")
        return script

    def find(self, id: str) -> Script:
        """The script of that id, whatever its phase; raises NotFound or Mistakes."""
        path = self.path(id)
        try:
            return _read(path, self._form)
        except Mistakes as error:
            if folders.whose(path) == "shipped":
                raise
            action = Action(ActionKind.EDIT_PROMPTS, target=id)
            raise Mistakes(error.mistakes, _OWN_COPY_HAS_MISTAKES, action) from None

    @property
    def shipped(self) -> Catalog:
        """The scripts that ship, in the language chosen."""
        return Catalog([folder for folder in self._looked_in if folders.whose(folder) == "shipped"])

    def listing(self) -> tuple[ScriptFile, ...]:
        """All scripts by phase and id; those with mistakes last."""
        phases: list[Phase | None] = [*Phase, None]
        return tuple(
            sorted(super().listing(), key=lambda file: phases.index(file.content.phase if file.content else None))
        )

    def script_version(self, script: Script) -> str:
        """The script as a text, to be stored with the answers given to it."""
        from alliance_cli.content.readers.script_version import write_script_version

        return write_script_version(script)

    def read_script_version(self, text: str) -> Script:
        """The script of a stored text; raises Mistakes."""
        from alliance_cli.content.readers.script_version import read_script_version

        return read_script_version(text)

    def answers(self, raw: bytes, name: str, script: Script, kept: Answers | None = None) -> Mapping[str, Value]:
        """Step key to value from an answers file; raises Mistakes that call it ``name``.

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
        """Every mistake in these files and folders, or else in every folder of content.

        Raises NotFound for a path that does not exist.
        """
        from alliance_cli.content.checking import mistakes_at

        return mistakes_at(paths or [folder for folder in self._looked_in if folder.is_dir()])

    def _form(self, kind: MomentKind) -> tuple[MomentField, ...]:
        """The questions about a kind of moment, none where there is no file of them."""
        from alliance_cli.content.file_kinds.moment_form import FILE_KIND

        path = folders.files(self._looked_in, folders.MOMENTS).get(kind)
        return FILE_KIND.read_file(path) if path else ()


def _read(path: Path, form: Callable[[MomentKind], tuple[MomentField, ...]]) -> Script:
    from alliance_cli.content.file_kinds.script import script_file  # loaded when a script is read

    return script_file(form).read_file(path)
