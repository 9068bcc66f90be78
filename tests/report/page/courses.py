"""Courses for pages, with everything that a page can show."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.instruments.scoring import Score, score
from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.course_report import CourseReport, course_report, measures_only
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.steps import Answers
from tests.core.rated import FIRST, course, record
from tests.core.shipped import shipped

MADE_ON = date(2026, 11, 28)
RATED = ((8, 8, 8, 9), (8, 9, 7, 8), (7, 8, 8, 9), (8, 8, 9, 8), None, (8, 9, 8, 7), (8, 9, 8, 9), (9, 9, 9, 8))
"""The client's ratings of the first sessions, repeated in a longer course."""
SEEN = ((8, 7, 7, 8), (8, 8, 8, 8), (7, 7, 8, 7), (8, 9, 8, 7), (8, 8, 7, 8), (8, 7, 8, 8), None, (8, 7, 8, 7))


def srs(total: float, on: date) -> Score:
    return replace(score(shipped("srs"), Rater.CLIENT, dict.fromkeys(range(1, 5), round(total / 4, 1))), on=on)


def wai(rater: Rater, item: int, on: date) -> Score:
    """A WAI-SR score, for either rater."""
    instrument = replace(shipped("wai-sr"), raters=tuple(Rater))
    return replace(score(instrument, rater, dict.fromkeys(range(1, 13), item)), on=on)


def a_course(sessions: int = 14, note: str = "Went quiet, then agreed very quickly.", code: str = "J7") -> Course:
    """A course with a fall in the session before the last, moments, a repair, instruments and a missed session."""
    records = [_record(number, sessions, note) for number in range(1, sessions + 1)]
    missed = MissedSession("x", FIRST + timedelta(weeks=6, days=3), Missed.LATE, intention=note)
    return replace(course(*records, code=code), missed=(missed,))


def _record(number: int, sessions: int, note: str) -> SessionRecord:
    client = (6, 4, 6, 5) if number == sessions - 1 else RATED[number % len(RATED)]
    made = record(number, client, SEEN[number % len(SEEN)], tension={Rater.CLIENT: number == 3})
    on = made.session.on
    scores = (srs(34 + number % 4, on),) if number % 3 == 0 else ()
    if number % 6 == 0:
        scores = (*scores, wai(Rater.CLIENT, 4, on), wai(Rater.CLINICIAN, 3, on))
    return replace(made, scores=scores, moments=_moments(number, sessions, note), intention=note)


def _moments(number: int, sessions: int, note: str) -> tuple[Moment, ...]:
    on, session = FIRST + timedelta(weeks=number), f"s{number}"
    if number == 4:
        return (Moment("m4", session, on, MomentKind.STRONG, note=note, component="bond"),)
    if number == 8:
        noted = Moment("m8", session, on, MomentKind.RUPTURE, note, "both", "withdrawal", "tasks", note)
        return (replace(noted, state=MomentState.REPAIRED, resolved_in="s10", repairs=(_repair(on, note),)),)
    if number == sessions - 1:
        return (Moment("m9", session, on, MomentKind.RUPTURE, note, plan=note, state=MomentState.OPEN),)
    return ()


def _repair(on: date, note: str) -> WalkRecord:
    answers: Answers = {"shift": note}
    words = (ShownAnswer("shift", "What shifted?", note),)
    return WalkRecord("r1", Phase.REPAIR, "repair", on, finished=True, answers=answers, words=words)


def a_report(whole: Course | None = None, *, notes: bool = False) -> CourseReport:
    """The report of a course, like the use case returns."""
    whole = whole or a_course()
    kept = whole if notes else measures_only(whole)
    return course_report(kept, flags(kept), notes=notes)
