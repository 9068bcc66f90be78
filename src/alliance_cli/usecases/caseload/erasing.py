"""Asks twice before anything is erased, and afterwards names the copies that may still hold it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Interrupted, Refused, VaultTrouble
from alliance_cli.core.folding import fold

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

NOTHING = "Nothing was erased."


class Word(Struct, frozen=True):
    """A word to type before anything is erased: what it is called, the word itself, and the question for it."""

    name: str
    word: str
    question: str

    def matches(self, typed: str) -> bool:
        return fold(typed.strip()) == fold(self.word)


class Confirmation(Struct, frozen=True):
    """The two words to type, what is said of typing and of giving them, and the action that they confirm."""

    words: tuple[Word, Word]
    typed_rule: str
    given_rule: str
    action: Action


def require_confirmation(
    front: Front, wanted: Confirmation, confirmed: Sequence[str], warning: str, instead: Action
) -> None:
    """Check the words given beforehand, or show the ``warning`` with what to do ``instead`` and ask for each word.

    Raises Refused for a wrong word and where nobody can be asked, and Interrupted where nothing is typed.
    """
    if confirmed:
        pairs = zip(wanted.words, confirmed, strict=False)
        if len(confirmed) != len(wanted.words) or not all(each.matches(typed) for each, typed in pairs):
            raise Refused(f"{wanted.given_rule} {NOTHING}")
        return
    if not front.interactive:
        action = replace(wanted.action, confirmed=tuple(each.word for each in wanted.words))
        raise Refused(f"Erasing is for good, so {wanted.typed_rule}. {NOTHING}", "Without a terminal:", action)
    front.note(warning, instead)
    try:
        for each in wanted.words:
            _ask(front, each)
    except KeyboardInterrupt:
        raise Interrupted(NOTHING) from None


def _ask(front: Front, wanted: Word) -> None:
    typed = (front.ask(wanted.question) or "").strip()
    if not typed:
        raise Interrupted(NOTHING)
    if not wanted.matches(typed):
        raise Refused(f"That is not the {wanted.name}. {NOTHING}")


def compact_after_erasing(app: App, front: Front, done: str, what: str, folder: Path) -> None:
    """Say what is ``done``, rewrite the vault so that no trace is left, and name the copies that may hold ``what``.

    The person is told before the rewriting, which can fail; it then raises VaultTrouble.
    """
    front.note(f"{done}.")
    try:
        app.repository.files.compact()
    except VaultTrouble as trouble:
        raise VaultTrouble(
            f"{done}, but the file could not be written anew. {trouble.sentence}",
            "What was erased is overwritten inside; traces may be left between pages until:",
            Action(ActionKind.COMPACT_VAULT),
        ) from None
    finally:
        _name_copies(app, front, what, folder)


def _name_copies(app: App, front: Front, what: str, folder: Path) -> None:
    from alliance_cli.usecases.vault.copies import folders_of_copies, known_copies, sweep_parts

    sweep_parts(app, folders_of_copies(app, folder))
    copies, closed = known_copies(app, folder)
    if copies:
        front.note(f"Backups and replaced vaults that may still hold {what}:")
        for path in copies:
            front.note(f"  {path}")
    for each in closed:
        front.note(f"This folder cannot be looked into now, and may hold more of them: {each}")
    front.note("Copies and exports that lie elsewhere are not known to alliance; they hold what they held.")
