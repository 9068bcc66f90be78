"""Defines the errors a user can cause, each with a sentence, a hint and a fixed exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from alliance_cli.core.action import Action


class AllianceError(Exception):
    """A condition a user can meet.

    ``sentence`` says what happened without repeating anything that was typed as an answer;
    ``hint`` is the way out, or empty; ``action`` is what to do, which the front words after the hint, and
    ``others`` are further actions that may be meant.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str, hint: str = "", action: Action | None = None, *others: Action) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.action = action
        self.others = others


class WrongUse(AllianceError):
    """Wrong use, or an answer that does not fit in a run without a terminal."""

    exit_code = 2


class NotFound(AllianceError):
    """No such client, session, prompt, script; the hint holds the nearest names."""

    exit_code = 3


class Mistake(Struct, frozen=True):
    """One mistake in a file a person wrote.

    ``line`` counts from 1; 0 stands for the file as a whole. ``key`` is the place inside the file
    (``prompts[2].kind``), ``did_you_mean`` the nearest allowed word or empty.
    """

    file: str
    line: int
    key: str
    what: str
    did_you_mean: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        said = f"{place}:{key} {self.what}"
        return (
            _("{mistake} (did you mean {word}?)", mistake=said, word=self.did_you_mean) if self.did_you_mean else said
        )


class Mistakes(AllianceError):
    """A content or answers file has mistakes; all of them are listed."""

    exit_code = 4

    def __init__(self, mistakes: tuple[Mistake, ...], hint: str = "", action: Action | None = None) -> None:
        count = len(mistakes)
        super().__init__(
            _n("{count} mistake to correct first.", "{count} mistakes to correct first.", count), hint, action
        )
        self.mistakes = mistakes


class UnreadableVersion(Mistakes):
    """A script version in the vault cannot be read; most likely its text was damaged."""


class Locked(AllianceError):
    """No passphrase, or a wrong one."""

    exit_code = 5


class NoVault(AllianceError):
    """There is no vault yet."""

    exit_code = 6


class VaultTrouble(AllianceError):
    """The vault is busy, unreadable or damaged, or the disk is full."""

    exit_code = 7


class VaultBusy(VaultTrouble):
    """Another program is writing to the vault."""


class Damaged(VaultTrouble):
    """The vault's file is not as it was written."""


class VaultGone(VaultTrouble):
    """The vault's file was deleted or moved while it was open; ``action`` puts back what was rescued of it."""


class Refused(AllianceError):
    """Refused for safety."""

    exit_code = 8


class AnsweredElsewhere(Refused):
    """Another window has answered the same question since this one read its answers."""

    def __init__(self, hint: str = "", action: Action | None = None) -> None:
        super().__init__(
            _("Another window has answered this question in the meantime, and that answer stays."), hint, action
        )


class Declined(AllianceError):
    """The person answered no when the program asked for confirmation: nothing was changed."""

    exit_code = 0


class Interrupted(AllianceError):
    """Stopped by the user; what was answered is kept."""

    exit_code = 130
