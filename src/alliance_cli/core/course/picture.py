"""Prepares a client's course for charts, with the rating expected in each session."""

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
"""Flags that repeat a person's report, which charts mark separately."""
ABSENT = frozenset({"feedback-not-asked-for"})
"""Flags about missing ratings, which charts show as gaps."""
PAUSE = timedelta(days=28)
"""The longest time between two sessions that is not a pause."""


class TensionStatus(StrEnum):
    """What was reported about tension in a session; among several possible ruptures, an open one counts."""

    NOTHING = ""
    OPEN = "open"
    SETTLED = "repaired or let go"
    TENSION = "tension, not noted as a moment"


class Point(Struct, frozen=True):
    """One session in a chart.

    ``means`` has each rater's mean of the quick ratings, 1 to 10; a rater who gave none is absent. ``expected`` and
    ``lower`` are the middle and lower edge of the own-baseline band; None before the client's first rating.
    ``flagged``: ratings of this session raised a flag. ``after_pause``: the previous session was more than four weeks
    earlier. ``held_back``: the client's answers are held back until the clinician has rated the session.
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
    """A course for charts. ``patterns`` has only the raters whose course has a name."""

    client: str
    points: tuple[Point, ...]
    patterns: Mapping[Rater, CoursePattern]


def picture(course: Course, flags: Iterable[Flag] = (), rule: BaselineRule = DEFAULT_RULE) -> Picture:
    """Builds the picture of a course: each session with its band, flags and moments."""
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
    """The picture with only these raters; the band and the flags about numbers go with the client's ratings."""
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
