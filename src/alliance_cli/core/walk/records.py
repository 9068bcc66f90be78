"""Defines records of walks outside sessions: repair, tailoring, practice, supervision and self-care."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.core.walk.steps import Answers


class WalkLinks(Struct, frozen=True):
    """The ids of what a walk outside a session is about; each is empty if it does not apply."""

    client: str = ""
    moment: str = ""
    about: str = ""
    """Another walk; for an outcome, the supervision question it belongs to."""


NO_LINKS = WalkLinks()


class ShownAnswer(Struct, frozen=True):
    """One answer with the question as it was worded at the time."""

    step: str
    asked: str
    shown: str

    @property
    def label(self) -> str:
        """A short name of the step."""
        return step_in_words(self.step)


class WalkRecord(Struct, frozen=True):
    """One walk outside a session, with its answers by step key (None for skipped)."""

    id: str
    phase: Phase
    script: str
    on: date
    finished: bool
    links: WalkLinks = NO_LINKS
    answers: Answers = field(default_factory=dict)
    script_version: str = ""
    """The text of the script as it was asked."""
    words: tuple[ShownAnswer, ...] = ()
    """The given answers in the order of asking; filled in only for display."""

    def said(self, step: str) -> str:
        """The stored answer to a step; empty for none."""
        value = self.answers.get(step)
        return "" if value is None else str(value)

    def number(self, step: str) -> int | None:
        """The answer to a step if it is a whole number."""
        value = self.answers.get(step)
        return value if isinstance(value, int) and not isinstance(value, bool) else None
