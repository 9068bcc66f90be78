"""Defines records of walks outside a session: repair, tailoring, practice, supervision and self-care."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.core.walk.steps import Answers


class WalkLinks(Struct, frozen=True):
    """What a walk apart from the sessions is about, as ids; empty where it is about nothing of that sort."""

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
    """One walk apart from the sessions, with what was answered in it, by step key (None for skipped)."""

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
    """The answers that hold something, in the order they were asked; filled only where they are shown."""

    def said(self, step: str) -> str:
        """What was answered to a step, as it is kept; empty for nothing."""
        value = self.answers.get(step)
        return "" if value is None else str(value)

    def number(self, step: str) -> int | None:
        """The whole number that was answered to a step, if one was."""
        value = self.answers.get(step)
        return value if isinstance(value, int) and not isinstance(value, bool) else None
