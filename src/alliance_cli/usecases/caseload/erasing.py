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
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

NOTHING = N_("Nothing was erased.")


class Word(Struct, frozen=True):
    """A word to type before anything is erased, its question, and the message for any other word."""

    word: str
    question: str
    wrong: str

    def matches(self, typed: str) -> bool:
        return fold(typed.strip()) == fold(self.word)


class Confirmation(Struct, frozen=True):
    """The two words to type, the messages for typing and for giving them, and the action that they confirm."""

    words: tuple[Word, Word]
    typed_rule: str
    given_rule: str
    action: Action


def require_confirmation(
    front: Front, wanted: Confirmation, confirmed: Sequence[str], warning: str, instead: Action
) -> None:
    """Check the words given beforehand, or show the ``warning`` with what to do ``instead`` and ask for each word.

    Raises Refused for a wrong word or if nobody can be asked, and Interrupted if nothing is typed.
    """
    if confirmed:
        pairs = zip(wanted.words, confirmed, strict=False)
        if len(confirmed) != len(wanted.words) or not all(each.matches(typed) for each, typed in pairs):
            raise Refused(wanted.given_rule)
        return
    if not front.interactive:
        action = replace(wanted.action, confirmed=tuple(each.word for each in wanted.words))
        raise Refused(wanted.typed_rule, _("Without a terminal:"), action)
    front.note(warning, instead)
    try:
        for each in wanted.words:
            _ask(front, each)
    except KeyboardInterrupt:
        raise Interrupted(_(NOTHING)) from None


def _ask(front: Front, wanted: Word) -> None:
    typed = (front.ask(wanted.question) or "").strip()
    if not typed:
        raise Interrupted(_(NOTHING))
    if not wanted.matches(typed):
        raise Refused(wanted.wrong)


def compact_after_erasing(app: App, front: Front, done: str, what: str, folder: Path) -> None:
    """Say what is ``done``, rewrite the vault without a trace of it, and name the copies that may hold ``what`` (a
    code; empty means "it").

    The person is told before the rewriting. Raises VaultTrouble if it fails.
    """
    front.note(done)
    try:
        app.repository.files.compact()
    except VaultTrouble as trouble:
        raise VaultTrouble(
            _("{done} The file could not be rewritten, though. {trouble}", done=done, trouble=trouble.sentence),
            _("What was erased is overwritten inside; traces may be left between pages until:"),
            Action(ActionKind.COMPACT_VAULT),
        ) from None
    finally:
        _name_copies(app, front, what, folder)


def _name_copies(app: App, front: Front, what: str, folder: Path) -> None:
    from alliance_cli.usecases.vault.copies import folders_of_copies, known_copies, sweep_parts

    sweep_parts(app, folders_of_copies(app, folder))
    copies, closed = known_copies(app, folder)
    if copies:
        front.note(
            _("Backups and replaced vaults that may still hold {what}:", what=what)
            if what
            else _("Backups and replaced vaults that may still hold it:")
        )
        for path in copies:
            front.note(f"  {path}")
    for each in closed:
        front.note(_("This folder cannot be read now, and may hold more of them: {each}", each=each))
    front.note(_("Copies and exports elsewhere are not known here; they still hold it."))
