"""The report of a course: its contents without notes, and the places of scores and missed sessions."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from alliance_cli.core.course.goals import Goal
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.flags.flag import TENSION
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.instruments.scored import with_scores
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.course_report import BEFORE_THE_FIRST, course_report, measures_only

from ..rated import FIRST, course, record
from ..shipped import shipped

SRS = shipped("srs")


def taken(weeks: float, *values: float) -> Administration:
    on = FIRST + timedelta(weeks=weeks)
    return Administration(f"a{weeks}", "", "srs", "3", Rater.CLIENT, on, dict(enumerate(values, start=1)))


def test_measures_have_no_moment_tension_or_intention() -> None:
    told = record(1, 8, noticed_by="client", tension={Rater.CLIENT: True})
    missed = (MissedSession("x", FIRST, Missed.LATE, "an intention"),)
    kept = measures_only(replace(course(replace(told, intention="an intention")), missed=missed))
    assert (kept.records[0].moments, kept.records[0].tension, kept.records[0].intention) == ((), {}, "")
    assert kept.records[0].ratings == told.ratings
    assert kept.missed[0].intention == ""
    assert [flag.kind for flag in flags(kept)] == []
    assert TENSION in {flag.kind for flag in flags(course(told))}


def test_measures_have_ratings_after_tension_but_no_custom_scales() -> None:
    rated = replace(record(1, 8), ratings={Rater.CLIENT: {"bond": 8, "tension-strength": 6, "humour": 9}})
    kept = measures_only(course(rated))
    assert kept.records[0].ratings == {Rater.CLIENT: {"bond": 8, "tension-strength": 6}}


def test_scores_are_placed_at_their_sessions_with_their_cut_offs() -> None:
    whole = course(record(1, 8), record(2, 8))
    given = [taken(0.5, 9, 9, 9, 9), taken(1, 8, 8, 8, 8), taken(2, 9, 9, 9)]
    report = course_report(with_scores(whole, given, {"srs": SRS}), ())
    (series,) = report.series
    assert [(each.place, each.score.total) for each in series.scores] == [(BEFORE_THE_FIRST, 36), (1, 32)]
    assert (series.cutoffs, series.range) == (SRS.cutoffs, (0, 40))
    assert [each.place for each in report.unscored] == [2]


def test_goals_are_numbered_from_1_and_their_progress_is_placed_at_sessions() -> None:
    whole = course(record(1), record(2))
    progress = ((FIRST + timedelta(weeks=1), 3), (FIRST + timedelta(weeks=1, days=2), 4))
    goals = [Goal("a", "No progress yet", FIRST), Goal("b", "Sleep", FIRST, progress=progress)]
    (series,) = course_report(whole, (), goals=goals).goals
    assert (series.number, series.words) == (2, "")
    assert [(each.place, each.value) for each in series.progress] == [(1, 3), (1.5, 4)]


def test_a_missed_session_is_placed_between_its_neighbours() -> None:
    whole = course(record(1), record(2))
    days = (FIRST, FIRST + timedelta(weeks=1, days=1), FIRST + timedelta(weeks=3))
    missed = tuple(MissedSession(str(day), day, Missed.NO_SHOW) for day in days)
    report = course_report(replace(whole, missed=missed), ())
    assert [each.place for each in report.missed] == [0.5, 1.5, 2.5]


def test_both_means_are_over_the_ratings_that_both_gave() -> None:
    report = course_report(course(record(1, (8, 6, None, None), (7, None, None, 9)), record(2, 8)), ())
    assert [(each.session, each.client, each.clinician) for each in report.shared] == [(1, 8, 7)]


def test_a_total_below_a_cut_off_does_not_mark_a_rating() -> None:
    low = with_scores(course(record(1, 9)), [taken(1, 5, 5, 5, 5)], {"srs": SRS})
    report = course_report(low, flags(low))
    assert [flag.kind for flag in report.flags] == ["below-cut-off"]
    assert not report.picture.points[0].flagged
