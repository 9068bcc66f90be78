"""Defines the parts shared by all charts over the sessions of a course: the axis, and one rater's rows."""

from __future__ import annotations

from typing import Any

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.formatting import points
from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.course_report import BEFORE_THE_FIRST, CourseReport, given_by
from alliance_cli.report.page.drawing import Row
from alliance_cli.report.page.words import scale_name
from alliance_cli.translation import _

PANEL, LOW = 250, 100
"""The width and height of a small chart in pixels."""
_MANY = 40
"""From this many sessions on, marks are drawn smaller."""


def axis(report: CourseReport) -> dict[str, Any]:
    """The ends of the axis of sessions, and how large marks are."""
    numbers = [point.session.number for point in report.picture.points] or [1]
    places = [each.place for series in report.series for each in series.scores]
    places += [each.place for goal in report.goals for each in goal.progress]
    first = BEFORE_THE_FIRST if BEFORE_THE_FIRST in places else numbers[0]
    small = len(numbers) >= _MANY
    return {
        "sessions": [min(first, numbers[0]) - 0.5, numbers[-1] + 0.7],
        "client_size": 16 if small else 45,
        "clinician_size": 10 if small else 36,
    }


def rated_rows(report: CourseReport, rater: Rater, scale: str) -> list[Row]:
    """One row for each session: its number ``n``, the rating or mean as ``value`` (None for none), and its text."""
    return [_rated_row(record, rater, scale) for record in report.course.records]


def _rated_row(record: SessionRecord, rater: Rater, scale: str) -> Row:
    value, number = given_by(record, rater).get(scale), record.session.number
    said = "" if value is None else _rating(number, rater, scale_name(scale), points(value))
    return {"n": number, "value": value, "line": value, "said": said}


def _rating(number: int, rater: Rater, scale: str, value: str) -> str:
    if rater is Rater.CLIENT:
        return _("Session {number}, {scale}: {value} by the client", number=number, scale=scale, value=value)
    return _("Session {number}, {scale}: {value} by you", number=number, scale=scale, value=value)
