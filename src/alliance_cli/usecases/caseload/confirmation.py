"""Taking something away for good: it is typed twice before, and what still holds it is named after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Interrupted, Refused, VaultTrouble

NOTHING = "Nothing was erased."


@dataclass(frozen=True, slots=True)
class Word:
    """Something to be typed before anything goes: what it is called, the word itself, and the question for it."""

    name: str
    word: str
    question: str

    def is_meant(self, typed: str) -> bool:
        return typed.strip().casefold() == self.word.casefold()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The two words to be typed, how that is said, and the command for a run without a terminal."""

    words: tuple[Word, Word]
    rule: str
    given: str
    command: str


def require_confirmation(app: App, wanted: Confirmation, confirmed: Sequence[str], what_goes: str) -> None:
    """Raises Refused where what was typed is not what was asked for, and Interrupted where nothing was."""
    if not confirmed and not app.on_terminal:
        given = " ".join(f"--confirm {each.word}" for each in wanted.words)
        raise Refused(
            f"Erasing is for good, so {wanted.rule}. {NOTHING}", f"Without a terminal: {wanted.command} {given}"
        )
    if confirmed:
        pairs = zip(wanted.words, confirmed, strict=False)
        if len(confirmed) != len(wanted.words) or not all(each.is_meant(typed) for each, typed in pairs):
            raise Refused(f"{wanted.given} {NOTHING}")
        return
    app.screen.say(what_goes)
    try:
        for each in wanted.words:
            _ask(app, each)
    except KeyboardInterrupt:
        app.screen.say()
        raise Interrupted(NOTHING) from None


def _ask(app: App, wanted: Word) -> None:
    app.screen.say(wanted.question)
    typed = (app.lines.next() or "").strip()
    if not typed:
        raise Interrupted(NOTHING)
    if not wanted.is_meant(typed):
        raise Refused(f"That is not the {wanted.name}. {NOTHING}")


def backup_folder(app: App) -> Path:
    """Where backups go; asked before anything is erased, as a mistake in the settings would stop the command."""
    return Path(app.preferences.backup.folder or app.places.backups).expanduser()


def write_anew(app: App, said: str, what: str, folder: Path) -> None:
    """Say that it is done, leave no page where it stood, and name the copies that may still hold ``what``."""
    app.screen.say(f"{said}.")
    try:
        app.repository.files.compact()
    except VaultTrouble as trouble:
        raise VaultTrouble(
            f"{said}, but the file could not be written anew. {trouble.sentence}",
            "What was erased is overwritten inside; traces may be left between pages until: alliance vault compact",
        ) from None
    finally:
        _tell_of_copies(app, what, folder)


def _tell_of_copies(app: App, what: str, folder: Path) -> None:
    if there := _copies(app, folder):
        app.screen.say(f"Backups and replaced vaults that may still hold {what}:")
        for path in there:
            app.screen.say(f"  {path}")
    app.screen.say("Copies and exports that lie elsewhere are not known to alliance; they hold what they held.")


def _copies(app: App, folder: Path) -> list[Path]:
    """The backups known of that are still there, those that lie where backups were made, and vaults beside this one.

    A vault that was restored does not know of the backups made after it.
    """
    from alliance_cli.storage.file.backups import backups_in

    known, vault = app.repository.files.backups(), app.places.vault
    folders = {vault.parent, app.places.backups, folder, *(path.parent for path in known)}
    found = {path for each in folders for path in backups_in(each)} | set(vault.parent.glob("vault*.db"))
    return sorted({path for path in (*found, *known) if path.exists()} - {vault})
