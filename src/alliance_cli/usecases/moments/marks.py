"""Marks moments while a session runs, and asks for their words in the reflection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.walk.marks import Mark, MarkKind, marker_key, place_marks
from alliance_cli.core.walk.steps import Answers, Marked, Step, every_step
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.walks.session_walk import SessionWalk

_HALF_NOTE = "mark.note"
"""The step key for the draft of a half-typed note, which belongs to no question."""


def mark(walk: SessionWalk, kind: MarkKind, marker: str = "", words: str = "") -> Mark:
    """Store a mark with the present time; client, session and walk are created if needed.

    Raises VaultTrouble, also if the session was erased in another window.
    """
    with walk.together():
        if walk.walk is None:
            walk.begun()
        session, sessions = walk.session, walk.app.repository.sessions
        if session is None or not sessions.exists(session.id):
            raise VaultTrouble(
                _("What this is about was erased in another window."), _("There is nothing left to add to.")
            )
        return walk.app.repository.marks.add(session, kind, marker, words)


def take_back(walk: SessionWalk) -> Mark | None:
    """Delete the last mark of the session that is still waiting or is a note; None if there is none."""
    if walk.session is None:
        return None
    with walk.together():
        marks = [each for each in walk.app.repository.marks.of_session(walk.session) if not each.settled]
        if not marks or not walk.app.repository.marks.take_back(marks[-1]):
            return None
        walk.drop_empty()
        return marks[-1]


class HalfNote:
    """A half-typed short note in a session. It survives the screen and, as a draft, the program."""

    def __init__(self, walk: SessionWalk) -> None:
        self._walk = walk
        self.text = walk.drafts.text(_HALF_NOTE)

    def keep(self, text: str) -> None:
        """Keep the text so far; a blank text deletes the draft."""
        self.text = text.strip() and text
        self._walk.drafts.save(_HALF_NOTE, text)

    def enter(self, words: str) -> Mark:
        """Store the note and delete its draft; raises as ``mark`` does."""
        with self._walk.together():
            made = mark(self._walk, MarkKind.NOTE, words=words)
            self._walk.drafts.answered(_HALF_NOTE)
        self.text = ""
        return made


class MarkAnswers:
    """The marks that still need words in a reflection, and the question that asks about each."""

    def __init__(self, walk: SessionWalk) -> None:
        self._walk = walk
        self._placed: Mapping[str, Mark] = {}

    @property
    def said(self) -> Marked:
        """The sentence about each mark, by the key of the note that gives it words."""
        return {note: each.says for note, each in self._placed.items()}

    def known(self, answers: Answers) -> Answers:
        """The answers with the markers known from marks; marks get new positions."""
        session, script = self._walk.session, self._walk.script
        marks = self._walk.app.repository.marks.of_session(session) if session else ()
        self._placed = place_marks(script, answers, marks)
        markers = {marker_key(note): each.marker for note, each in self._placed.items() if each.marker}
        return {**answers, **markers}

    def settled_by(self, events: Sequence[Event]) -> tuple[Mark, ...]:
        """The marks that these answers give words to or deny."""
        values = {step.key: value for step, value in events}
        return tuple(each for note, each in self._placed.items() if values.get(note) is not None)

    def with_markers(self, events: Sequence[Event], seen: Answers) -> list[Event]:
        """The answers, with each mark's known marker after its first words."""
        given = {step.key for step, _value in events}
        kept: list[Event] = []
        for step, value in events:
            kept.append((step, value))
            marked = self._placed.get(step.key) if value is not None and seen.get(step.key) is None else None
            asked = _marker_step(step, self._walk) if marked and marked.marker else None
            if marked and asked and asked.key not in given:
                kept.append((asked, marked.marker))
        return kept


def _marker_step(note: Step, walk: SessionWalk) -> Step | None:
    steps = every_step(walk.script, {note.key: ""})
    return next((each for each in steps if each.key == marker_key(note.key)), None)
