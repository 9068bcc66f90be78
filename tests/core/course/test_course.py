"""A course prepared for charts: gaps stay gaps, and every event is at its session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.pattern import CoursePattern
from alliance_cli.core.course.picture import TensionStatus, patterns, picture
from alliance_cli.core.flags.baseline import DEFAULT_RULE, own_baseline
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.moment_kinds import MomentKind

from ..rated import client_rated, course, record


def flag(kind: str, session: str) -> Flag:
    return Flag(kind, session, "", "", None, None, "says", "next")


def with_ruptures(seen: SessionRecord, *states: MomentState) -> SessionRecord:
    moments = tuple(Moment(str(n), "s1", seen.session.on, MomentKind.RUPTURE, state=s) for n, s in enumerate(states))
    return replace(seen, moments=moments)


def test_each_rater_has_a_mean_and_gaps_stay_gaps() -> None:
    drawn = picture(course(record(1, 8, (7, 8, 8, 8)), record(2), record(3, (9, 7, None, None))))
    assert [point.means.get(Rater.CLIENT) for point in drawn.points] == [8, None, 8]
    assert [point.means.get(Rater.CLINICIAN) for point in drawn.points] == [7.75, None, None]


def test_the_drawn_band_is_the_band_of_the_rule() -> None:
    ratings = [8, 9, None, 4, 8]
    readings = own_baseline([(f"s{n}", value) for n, value in enumerate(ratings, start=1)])
    points = picture(client_rated(ratings)).points
    assert (points[0].expected, points[0].lower) == (None, None)
    for point, reading in zip(points[1:], readings[1:], strict=True):
        assert reading.outlook is not None
        assert (point.expected, point.lower) == (reading.outlook.expected, reading.outlook.lower(DEFAULT_RULE))


def test_only_a_session_below_the_band_is_flagged() -> None:
    seen = client_rated([8, 8, 8, 9, 8, 3, 8])
    drawn = picture(seen, flags(seen))
    assert [point.flagged for point in drawn.points] == [n == 6 for n in range(1, 8)]
    assert [(p.lower or 0) > p.means[Rater.CLIENT] for p in drawn.points] == [n == 6 for n in range(1, 8)]


@pytest.mark.parametrize("kind", ["tension-reported", "feedback-not-asked-for"])
def test_reports_and_missing_ratings_are_not_marked_as_low_numbers(kind: str) -> None:
    seen = client_rated([8, 8])
    assert not picture(seen, [flag(kind, "s2")]).points[1].flagged
    assert picture(seen, [flag(kind, "s2"), flag("views-apart", "s2")]).points[1].flagged


def test_an_open_rupture_is_shown_among_several() -> None:
    open_, repaired, let_go = MomentState.OPEN, MomentState.REPAIRED, MomentState.LET_GO
    seen = course(
        with_ruptures(record(1), repaired, open_),
        with_ruptures(record(2), repaired, let_go),
        record(3, tension={Rater.CLIENT: True}),
        record(4, tension={Rater.CLIENT: False}),
    )
    noticed = [point.noticed for point in picture(seen).points]
    assert noticed == [TensionStatus.OPEN, TensionStatus.SETTLED, TensionStatus.TENSION, TensionStatus.NOTHING]


def test_a_strong_moment_is_marked_at_its_session() -> None:
    strong = Moment("m", "s2", record(2).session.on, MomentKind.STRONG)
    drawn = picture(course(record(1), replace(record(2), moments=(strong,)), record(3)))
    assert [point.strong for point in drawn.points] == [False, True, False]
    assert {point.noticed for point in drawn.points} == {TensionStatus.NOTHING}


@pytest.mark.parametrize(("days", "pause"), [(27, False), (28, False), (29, True)])
def test_more_than_four_weeks_between_sessions_are_a_pause(days: int, pause: bool) -> None:
    first, then = record(1, 8), record(2, 8)
    later = replace(then, session=replace(then.session, on=first.session.on + timedelta(days=days)))
    assert [point.after_pause for point in picture(course(first, later)).points] == [False, pause]


def test_only_courses_that_fit_a_pattern_have_a_name() -> None:
    seen = course(*(record(n, rated, 7) for n, rated in enumerate([9, 9, 9, 6, 6, 6], start=1)))
    assert patterns(seen) == {Rater.CLIENT: CoursePattern.HIGH_AND_FALLING}
    assert picture(seen).patterns == patterns(seen)
