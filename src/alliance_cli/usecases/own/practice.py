"""Logs rehearsals, reads the log, and finds the skill that is practised now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Mistakes, NotFound
from alliance_cli.core.guide import Card, card_for
from alliance_cli.core.own.practice import (
    NEXT_STEP,
    SKILL,
    USED,
    Practice,
    Rehearsal,
    carry_over_practice,
    follow_skill,
    practice,
    shown_answer,
)
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.steps import every_step
from alliance_cli.usecases.review.worded import with_words
from alliance_cli.usecases.walks.standalone_walk import StandaloneRequest, StandaloneWalk

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App


class PracticeWalk(StandaloneWalk):
    """One rehearsal. It begins with the skill, objective and next step of the last one; Enter keeps each.

    An unfinished one of the same day is resumed; with ``restart`` the last one of that day is asked again.
    """

    def __init__(self, app: App, on: date, *, restart: bool = False) -> None:
        records = app.repository.records
        until = [record for record in records.of(Phase.PRACTICE) if record.on <= on]
        open_to = (each for each in reversed(until) if each.on == on and (restart or not each.finished))
        begun = next(open_to, None)
        self.past = tuple(record for record in until if record is not begun)
        last = self.past[-1].said(SKILL) if self.past else ""
        resume = Action(ActionKind.PRACTISE, on=on)
        script = app.catalog.script(Phase.PRACTICE)
        request = StandaloneRequest(script, resume, on, carried=carry_over_practice(self.past, last))
        walk = records.walk(begun.id) if begun else None
        super().__init__(app, request, walk, restart=restart or bool(request.carried))
        self.asks_carried = not restart

    @property
    def next_step(self) -> str:
        """The step planned last time, for a rehearsal that begins."""
        return "" if self.walk else str((self.request.carried or {}).get(NEXT_STEP) or "")

    def begin(self) -> Interview:
        known = super().begin().answers
        walk = Rehearsal.begin(self.script, known, again=self.reviews)
        return replace(walk, past=self.past) if isinstance(walk, Rehearsal) else walk

    def keep(self, events: Sequence[Event]) -> None:
        given = {step.key: value for step, value in events}
        chosen = given.get(SKILL)
        follows = follow_skill(self.past, self.known(), str(chosen)) if chosen is not None else {}
        steps = every_step(self.script, {})
        also = [(step, follows[step.key]) for step in steps if step.key in follows and step.key not in given]
        super().keep([*events, *also])


def logged(app: App) -> Practice:
    """The whole log in words, with the sessions in which a skill was used counted from the reflections."""
    records = with_words(app, app.repository.records.of(Phase.PRACTICE))
    return practice(records, app.repository.sessions.dates_answered_yes(USED))


def skill_in_words(app: App, record: WalkRecord) -> tuple[str, str]:
    """The skill of a rehearsal, with suggested wording if its card has any; both are empty without a skill."""
    card = _card(app, record.said(SKILL))
    if card is not None:
        return card.title, card.say
    (worded,) = with_words(app, [record])
    return shown_answer(worded, SKILL), ""


def _card(app: App, skill: str) -> Card | None:
    """The card of a skill, or None; a mistake in its file does not stop a preparation."""
    pointer = card_for(skill=skill)
    if pointer is None:
        return None
    try:
        return app.content.library.find(pointer.topic).card(pointer.card)
    except (Mistakes, NotFound):
        return None
