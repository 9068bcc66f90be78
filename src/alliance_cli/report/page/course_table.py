"""The numbers of a course as tables: a row for each session, held or missed, and a row for each instrument."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.course.picture import Point, TensionStatus
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import SCALES, TENSION_SCALES, Rater
from alliance_cli.core.report.course_report import CourseReport, MissedPlace, given_by
from alliance_cli.report.page.words import MEAN, goal_name, on_day, shown, total
from alliance_cli.translation import N_, _

PRINTED = 8
"""How many of the latest sessions are printed; on the screen the page has all."""
_PRINTED_FEW = 4
_NOTED = {
    TensionStatus.OPEN: N_("possible rupture, open"),
    TensionStatus.SETTLED: N_("possible rupture, repaired or let go"),
    TensionStatus.TENSION: N_("tension reported"),
}


class SessionRow(NamedTuple):
    """A session. ``client`` and ``clinician`` are the four ratings and their mean; ``missed`` says why it was missed.

    ``earlier`` rows are left out when the page is printed.
    """

    number: str
    on: date
    client: tuple[str, ...] = ()
    clinician: tuple[str, ...] = ()
    expected: str = ""
    remarks: str = ""
    missed: str = ""
    earlier: bool = False

    @property
    def day(self) -> str:
        return on_day(self.on)


class TensionRow(NamedTuple):
    """One rater's ratings of the tension in a session: how strong it was, and how far it is resolved."""

    number: str
    day: str
    rater: str
    ratings: tuple[str, ...]
    earlier: bool = False


class ScoreRow(NamedTuple):
    """An administration of an instrument."""

    day: str
    instrument: str
    rater: str
    total: str
    remarks: str
    earlier: bool = False


def session_rows(report: CourseReport) -> tuple[SessionRow, ...]:
    """Held and missed sessions, oldest first."""
    pairs = zip(report.course.records, report.picture.points, strict=True)
    rows = [*(_held(record, point) for record, point in pairs), *map(_not_held, report.missed)]
    rows.sort(key=lambda row: row.on)
    return tuple(row._replace(earlier=place < len(rows) - PRINTED) for place, row in enumerate(rows))


def _held(record: SessionRecord, point: Point) -> SessionRow:
    return SessionRow(
        str(record.session.number),
        record.session.on,
        _given(record, Rater.CLIENT),
        _given(record, Rater.CLINICIAN),
        shown(point.expected),
        ", ".join(_remarks(point)),
    )


def _given(record: SessionRecord, rater: Rater) -> tuple[str, ...]:
    given = given_by(record, rater)
    return tuple(shown(given.get(scale)) for scale in (*SCALES, MEAN))


def _remarks(point: Point) -> list[str]:
    noted = [_(_NOTED[point.noticed])] if point.noticed else []
    return [
        *([_("stands out")] if point.flagged else []),
        *noted,
        *([_("strong moment")] if point.strong else []),
    ]


def tension_rows(report: CourseReport) -> tuple[TensionRow, ...]:
    """The ratings after tension, oldest first; a session without them has no row."""
    rows = [
        TensionRow(
            str(record.session.number),
            on_day(record.session.on),
            rater.label,
            tuple(shown(given.get(scale)) for scale in TENSION_SCALES),
        )
        for record in report.course.records
        for rater, given in record.after_tension.items()
    ]
    return tuple(row._replace(earlier=place < len(rows) - _PRINTED_FEW) for place, row in enumerate(rows))


def _not_held(missed: MissedPlace) -> SessionRow:
    return SessionRow("", missed.on, missed=_("missed: {why}", why=missed.why.in_words))


def score_rows(report: CourseReport) -> tuple[ScoreRow, ...]:
    """Every administration, oldest first, including those without a total."""
    drawn = [each for series in report.series for each in series.scores]
    placed = sorted((*drawn, *report.unscored), key=lambda each: (each.place, each.score.on or date.min))
    rows = [_score_row(each.score) for each in placed]
    return tuple(row._replace(earlier=place < len(rows) - _PRINTED_FEW) for place, row in enumerate(rows))


def _score_row(score: Score) -> ScoreRow:
    remarks = [_cut(each.value, below=each.below) for each in score.reached]
    if not score.complete:
        remarks.append(score.status)
    return ScoreRow(
        on_day(score.on) if score.on else "",
        score.title,
        score.rater.label,
        shown(None) if score.total is None else total(score.total),
        ", ".join(remarks),
    )


class GoalRow(NamedTuple):
    """How far one goal was reached on a day."""

    on: str
    goal: str
    progress: str
    earlier: bool = False


def goal_rows(report: CourseReport) -> tuple[GoalRow, ...]:
    """Each rating of a goal, oldest first."""
    rated = sorted(
        (each.on, goal.number, goal_name(goal), each.value) for goal in report.goals for each in goal.progress
    )
    rows = [GoalRow(on_day(on), name, str(value)) for on, _number, name, value in rated]
    return tuple(row._replace(earlier=place < len(rows) - _PRINTED_FEW) for place, row in enumerate(rows))


def _cut(value: float, *, below: bool) -> str:
    return _("below {value}", value=total(value)) if below else _("{value} or above", value=total(value))
