"""Prepares a client's course for charts: session by session, with what the earlier sessions lead one to expect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.pattern import CoursePattern, course_pattern
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule
from alliance_cli.core.flags.course_readings import mean_readings
from alliance_cli.core.flags.flag import TENSION, Flag
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.moment_kinds import MomentKind

SAID = frozenset({TENSION})
"""Flags that repeat what a person said, which a chart marks in its own way."""
ABSENT = frozenset({"feedback-not-asked-for"})
"""Flags about missing ratings, which a chart shows as a gap."""
PAUSE = timedelta(days=28)
"""A longer time between two sessions is a pause."""


class TensionStatus(StrEnum):
    """What a person said about tension in a session; among several possible ruptures, an open one counts."""

    NOTHING = ""
    OPEN = "open"
    SETTLED = "repaired or let go"
    TENSION = "tension, not noted as a moment"


class Point(Struct, frozen=True):
    """One session in a chart.

    ``means`` has each rater's mean of the quick ratings, 1 to 10; a rater who gave none is absent. ``expected`` and
    ``lower`` are the own-baseline band, None before the first rating by the client. ``flagged``: numbers of this
    session stand out. ``after_pause``: the previous session was more than four weeks earlier. ``held_back``: the
    client's answers wait for the clinician's own ratings.
    """

    session: Session
    means: Mapping[Rater, float] = field(default_factory=dict)
    expected: float | None = None
    lower: float | None = None
    flagged: bool = False
    noticed: TensionStatus = TensionStatus.NOTHING
    strong: bool = False
    after_pause: bool = False
    held_back: bool = False


class Picture(Struct, frozen=True):
    """A course to be drawn. ``patterns`` has only the raters for whose course a name fits."""

    client: str
    points: tuple[Point, ...]
    patterns: Mapping[Rater, CoursePattern]


def picture(course: Course, flags: Iterable[Flag] = (), rule: BaselineRule = DEFAULT_RULE) -> Picture:
    """The course with its band, and with each flag and moment at its session."""
    flagged = {flag.session for flag in flags if flag.kind not in SAID | ABSENT}
    readings = mean_readings(course.records, rule)
    points, before = [], None
    for record, reading in zip(course.records, readings, strict=True):
        outlook = reading.outlook
        points.append(
            Point(
                session=record.session,
                means=_means(record),
                expected=outlook.expected if outlook else None,
                lower=outlook.lower(rule) if outlook else None,
                flagged=record.session.id in flagged,
                noticed=_noticed(record),
                strong=any(moment.kind is MomentKind.STRONG for moment in record.moments),
                after_pause=before is not None and record.session.on - before > PAUSE,
                held_back=record.held_back,
            )
        )
        before = record.session.on
    return Picture(course.client.code, tuple(points), patterns(course))


def picture_by(picture: Picture, raters: Collection[Rater]) -> Picture:
    """The picture with only these raters; band and flags on numbers belong to the client's ratings."""
    if Rater.CLIENT in raters:
        points = (replace(each, means=_only(each.means, raters)) for each in picture.points)
    else:
        points = (
            replace(each, means=_only(each.means, raters), expected=None, lower=None, flagged=False)
            for each in picture.points
        )
    return replace(picture, points=tuple(points), patterns={})


def _only(means: Mapping[Rater, float], raters: Collection[Rater]) -> Mapping[Rater, float]:
    return {rater: mean for rater, mean in means.items() if rater in raters}


def patterns(course: Course) -> Mapping[Rater, CoursePattern]:
    """The name of each rater's course, if one fits."""
    named = ((rater, course_pattern([record.mean(rater) for record in course.records])) for rater in Rater)
    return {rater: name for rater, name in named if name}


def _means(record: SessionRecord) -> Mapping[Rater, float]:
    means = ((rater, record.mean(rater)) for rater in Rater)
    return {rater: mean for rater, mean in means if mean is not None}


def _noticed(record: SessionRecord) -> TensionStatus:
    states: Collection[MomentState | None] = [
        moment.state for moment in record.moments if moment.kind is MomentKind.RUPTURE
    ]
    if MomentState.OPEN in states:
        return TensionStatus.OPEN
    if states:
        return TensionStatus.SETTLED
    return TensionStatus.TENSION if record.tension_seen_by else TensionStatus.NOTHING
