"""Defines the marks made during a session, and the places where the reflection asks for their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import count

from msgspec import Struct

from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.script import Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.translation import NC_, _, _c, _n


class MarkKind(StrEnum):
    """The kind of a mark: a strong moment, a possible rupture, or a short note."""

    STRONG = "strong"
    RUPTURE = "rupture"
    NOTE = "note"

    @property
    def waits(self) -> bool:
        """Whether marks of this kind have to be worded later; a note already has its words."""
        return self is not MarkKind.NOTE


_SAID = {
    "strong": NC_("mark", "strong moment"),
    "rupture": NC_("mark", "possible rupture"),
    "note": NC_("mark", "note"),
    "withdrawal": NC_("mark", "possible rupture (withdrawal)"),
    "confrontation": NC_("mark", "possible rupture (confrontation)"),
    "mixed": NC_("mark", "possible rupture (mixed)"),
}


class Mark(Struct, frozen=True):
    """A moment or a note marked during a session.

    ``marker`` is the marker of a possible rupture, empty for other kinds. ``words`` is the text of a note. ``at`` is in
    local time.
    """

    id: str
    session: str
    kind: MarkKind
    at: datetime
    marker: str = ""
    words: str = ""
    settled: bool = False
    """Whether it was worded as a moment, or dismissed."""

    @property
    def waits(self) -> bool:
        """Whether it still has to be worded."""
        return self.kind.waits and not self.settled

    @property
    def time(self) -> str:
        """``14:32``"""
        return f"{self.at:%H:%M}"

    @property
    def named(self) -> str:
        """``possible rupture (withdrawal)``; for other kinds ``strong moment`` or ``note``."""
        return mark_named(self.kind, self.marker)

    @property
    def says(self) -> str:
        """The line shown with the question that asks for its words."""
        if self.marker:
            return _("Marked at {time} as {marker}.", time=self.time, marker=self.named)
        return _("Marked at {time}.", time=self.time)

    @property
    def confirmed(self) -> str:
        """The message after it was saved."""
        if self.kind is MarkKind.NOTE:
            return _("Noted at {time}.", time=self.time)
        return _("Marked at {time}: {what}.", time=self.time, what=self.named)

    @property
    def taken_back(self) -> str:
        """The message after it was deleted."""
        return _("Taken back: {time} {what}.", time=self.time, what=self.named)


def mark_named(kind: str, marker: str) -> str:
    """The name of a mark, with the marker of a possible rupture."""
    return _c("mark", _SAID[marker or kind])


def waiting_in_words(number: int) -> str:
    """How many marks are still to be worded, in words."""
    return _n("{count} mark not worded yet", "{count} marks not worded yet", number)


def place_marks(script: Script, answers: Answers, marks: Iterable[Mark]) -> Mapping[str, Mark]:
    """Assigns waiting marks, in order of time, to unanswered notes; returns them by the key of the note's step.

    Marks for which the script has no prompt are left out.
    """
    waiting = sorted((each for each in marks if each.waits), key=lambda each: each.at)
    placed: dict[str, Mark] = {}
    for prompt in script.prompts:
        if isinstance(prompt.kind, MomentsKind):
            notes = (f"{prompt.id}.{number}.note" for number in count(1))
            free = (note for note in notes if answers.get(note) is None)
            kind = MarkKind(prompt.kind.records)
            here = [each for each in waiting if each.kind is kind and each not in placed.values()]
            placed.update((note, each) for each, note in zip(here, free, strict=False))
    return placed


def marker_key(note: str) -> str:
    """The key of the step that asks for the marker of a moment, given the key of the moment's note."""
    return f"{note.removesuffix('note')}marker"
