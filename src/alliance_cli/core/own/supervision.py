"""Lists supervision questions with their preparations and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.numbered import find_position
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.translation import _

QUESTION, PREPARATION, OUTCOME = "supervision", "supervision-preparation", "supervision-outcome"
"""The scripts of this phase. Walks of the last two refer to a walk of the first."""
ASKED = "question"
"""The prompt for the question itself in the first two of these scripts."""


class Question(Struct, frozen=True):
    """A question with its number among all, counted from 1, oldest first.

    ``client`` is a code, or empty. A later preparation or outcome includes the parts of earlier ones that still apply.
    """

    number: int
    record: WalkRecord
    client: str = ""
    preparations: tuple[WalkRecord, ...] = ()
    outcomes: tuple[WalkRecord, ...] = ()

    @property
    def preparation(self) -> WalkRecord | None:
        return self.preparations[-1] if self.preparations else None

    @property
    def outcome(self) -> WalkRecord | None:
        return self.outcomes[-1] if self.outcomes else None

    @property
    def is_done(self) -> bool:
        return any(outcome.finished for outcome in self.outcomes)

    @property
    def text(self) -> str:
        """The question in its latest wording."""
        prepared = self.preparation.said(ASKED) if self.preparation else ""
        first = next((str(value) for value in self.record.answers.values() if value is not None), "")
        return prepared or self.record.said(ASKED) or first


def questions(records: Sequence[WalkRecord], codes: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions among the records of the phase, oldest first; ``codes`` maps client ids to codes."""
    asked = [record for record in records if record.script == QUESTION and _says(record)]
    return tuple(
        Question(
            number,
            record,
            codes.get(record.links.client, ""),
            _about(records, record, PREPARATION),
            _about(records, record, OUTCOME),
        )
        for number, record in enumerate(asked, start=1)
    )


def _about(records: Iterable[WalkRecord], question: WalkRecord, script: str) -> tuple[WalkRecord, ...]:
    return tuple(record for record in records if record.links.about == question.id and record.script == script)


def _says(record: WalkRecord) -> bool:
    return any(value is not None for value in record.answers.values())


def without_outcome(every: Iterable[Question]) -> tuple[Question, ...]:
    """The questions that have no outcome yet."""
    return tuple(question for question in every if not question.is_done)


def find_question(every: Sequence[Question], typed: str) -> Question:
    """The question with this number or beginning of an id; raises NotFound, or WrongUse for several."""
    place = find_position(
        typed,
        [each.record.id for each in every],
        none=_("There is no such question."),
        several=_("More than one question begins like that."),
        see=Action(ActionKind.LIST_ALL_QUESTIONS),
    )
    return every[place]


def to_take_back(every: Iterable[Question], sessions: Sequence[date]) -> tuple[WalkRecord, ...]:
    """The outcomes of supervision that have not been taken into a session yet.

    ``sessions`` has the dates of the sessions held so far; an outcome waits until one has been held after its day.
    """
    outcomes = (question.outcome for question in every if question.is_done)
    return tuple(
        outcome for outcome in outcomes if outcome and _says(outcome) and all(day <= outcome.on for day in sessions)
    )
