"""Defines records of walks outside a session: repair, tailoring, practice, supervision and self-care."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.core.walk.steps import Answers


class WalkLinks(Struct, frozen=True):
    """What a walk outside of a session is about, as ids; each is empty if it is not about such a thing."""

    client: str = ""
    moment: str = ""
    about: str = ""
    """Another walk: an outcome is about the supervision question it answers."""


NO_LINKS = WalkLinks()


class ShownAnswer(Struct, frozen=True):
    """One answer, with the wording of the question at the time."""

    step: str
    asked: str
    shown: str

    @property
    def label(self) -> str:
        """The step in a word or two."""
        return step_in_words(self.step)


class WalkRecord(Struct, frozen=True):
    """One walk outside of a session, with its answers by step key (None for skipped)."""

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
    """The answers that were given, in the order they were asked; filled in only to be shown."""

    def said(self, step: str) -> str:
        """The answer to a step, as it is stored; empty for none."""
        value = self.answers.get(step)
        return "" if value is None else str(value)

    def number(self, step: str) -> int | None:
        """The answer to a step if it is a whole number."""
        value = self.answers.get(step)
        return value if isinstance(value, int) and not isinstance(value, bool) else None
