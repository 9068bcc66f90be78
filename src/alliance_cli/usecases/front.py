"""Declares the front: the port through which a use case asks a person and reports back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from alliance_cli.core.action import Action

T = TypeVar("T")


class Front(Protocol):
    """Asks and tells a person something: line by line, on a screen, or with prepared answers.

    If nobody is there (``interactive`` is False), ``ask``, ``choose`` and ``confirm`` take prepared answers, such as
    piped lines, and Enter when none are left; ``secret`` returns None. A use case that needs a person checks
    ``interactive`` first, and raises WrongUse or Refused with the way out.
    """

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer."""

    def confirm(self, question: str, otherwise: str) -> bool:
        """Ask a yes-or-no question; no is the default, and ``otherwise`` says what it does."""

    def choose(self, question: str, rows: Sequence[str], read: Callable[[str], T], fits: str) -> T | None:
        """Show rows and ask until ``read`` accepts the typed text; None if the person leaves the question.

        ``read`` raises an AllianceError for anything else; ``fits`` then says what is accepted.
        """

    def ask(self, question: str) -> str | None:
        """Ask for one line of free text; empty for Enter, None if the person gives up."""

    def secret(self, prompt: str) -> str | None:
        """Ask for a passphrase without showing it; None if nobody can be asked or the person gives up."""

    def note(self, sentence: str, action: Action | None = None) -> None:
        """Say something beside the result, with the action it leads to."""

    def show(self, value: object) -> None:
        """Show a value that the next question is about; raises KeyError if the front has no view for it."""
