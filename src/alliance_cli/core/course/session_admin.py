"""Summarises a session, and checks whether it can be redated, moved to another client or erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alliance_cli.core.course.entities import Course, Moment, Session
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.wording import counted, joined

NOUNS = {
    "answers": "answer",
    "ratings": "rating",
    "tension": "tension report",
    "moments": "moment",
    "measures": "questionnaire",
    "decisions": "flag decision",
    "repairs": "repair",
    "questions": "supervision question",
}
"""What is counted of a session, and the word for one of it. Repairs and questions are those about its moments."""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """How much was recorded in one session; ``counts`` has the keys of ``NOUNS``."""

    session: Session
    phases: Mapping[Phase, str]
    counts: Mapping[str, int]

    @property
    def held(self) -> str:
        """``3 answers, 4 ratings and 1 moment``"""
        told = [counted(self.counts[name], noun) for name, noun in NOUNS.items() if self.counts[name]]
        return joined(told) if told else "nothing"


def blocks_moving(course: Course, session: Session) -> ListedMoment | None:
    """Returns a possible rupture that spans this session and another: noted in one, settled in the other."""
    torn = (
        each
        for each in list_moments(course)
        if each.moment.resolved_in and (each.moment.session == session.id) != (each.moment.resolved_in == session.id)
    )
    return next(torn, None)


def blocks_erasing(course: Course, session: Session) -> ListedMoment | None:
    """Returns a possible rupture of another session that was settled in this one."""
    settled = (each for each in list_moments(course) if each.moment.resolved_in == session.id)
    return next((each for each in settled if each.moment.session != session.id), None)


def blocks_redating(course: Course, session: Session, day: date) -> ListedMoment | None:
    """Returns a possible rupture that would postdate its repair if the session were held on ``day``."""
    before = {record.session.id: record.session.on for record in course.records}
    after = {**before, session.id: day}
    for each in list_moments(course):
        then = [day if moves_along(each.moment, session, repair.on) else repair.on for repair in each.moment.repairs]
        was_in_order = _in_order(each.moment, before, (repair.on for repair in each.moment.repairs))
        if was_in_order and not _in_order(each.moment, after, then):
            return each
    return None


def moves_along(moment: Moment, session: Session, repaired_on: date) -> bool:
    """Whether a repair moves with the session: made on its day, for a rupture noted or settled in it."""
    return repaired_on == session.on and session.id in (moment.session, moment.resolved_in)


def _in_order(moment: Moment, dates: Mapping[str, date], repaired: Iterable[date]) -> bool:
    settled = [dates[moment.resolved_in]] if moment.resolved_in in dates else []
    return all(day >= dates[moment.session] for day in (*settled, *repaired))
