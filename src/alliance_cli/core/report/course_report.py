"""Builds the report of one client's course: sessions, scores and goals, with their places on the time line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.course.goals import Goal, numbered
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.course.picture import Picture, picture
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.signals import one_per_kind_and_session
from alliance_cli.core.instruments.instrument import Cutoff
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import SESSION_SCALES, Rater, Ratings
from alliance_cli.core.voices.agreement import both_means

BEFORE_THE_FIRST = 0.5
"""The place, in sessions, of a score from before the first session."""


class PlacedScore(Struct, frozen=True):
    """A total and its place: the number of its session, or ``BEFORE_THE_FIRST``."""

    place: float
    score: Score


class ScoreSeries(Struct, frozen=True):
    """The totals of one instrument by one rater, oldest first.

    ``range`` is None if the instrument to score by is gone.
    """

    title: str
    rater: Rater
    scores: tuple[PlacedScore, ...]
    cutoffs: tuple[Cutoff, ...] = ()
    range: tuple[float, float] | None = None


class PlacedProgress(Struct, frozen=True):
    """The progress of a goal on a day, 0 to 10; a day between two sessions is placed half-way between them."""

    place: float
    on: date
    value: int


class GoalSeries(Struct, frozen=True):
    """The progress of one goal, oldest first; without notes, ``words`` is empty."""

    number: int
    words: str
    progress: tuple[PlacedProgress, ...]


class MissedPlace(Struct, frozen=True):
    """A missed session, placed half-way between its neighbouring sessions."""

    place: float
    on: date
    why: Missed


class SharedMeans(Struct, frozen=True):
    """Both raters' means in one session, 1 to 10, over the quick ratings that both gave."""

    session: int
    client: float
    clinician: float


class CourseReport(Struct, frozen=True):
    """A course for one page. Without ``notes``, it contains only measures.

    ``flags`` has one flag for each kind and session; ``picture`` marks those about ratings. Without notes, ``moments``
    is empty.
    """

    course: Course
    picture: Picture
    flags: tuple[Flag, ...]
    series: tuple[ScoreSeries, ...]
    unscored: tuple[PlacedScore, ...]
    """How many administrations have no total, because items were left out or the instrument is gone."""
    missed: tuple[MissedPlace, ...]
    shared: tuple[SharedMeans, ...]
    moments: tuple[ListedMoment, ...]
    goals: tuple[GoalSeries, ...] = ()
    """The goals with progress."""
    notes: bool = False


def measures_only(course: Course) -> Course:
    """The course without process notes: without moments, reports of tension and intentions.

    The ratings after tension (strength and resolution) stay, as in an export of measures.
    """
    records = (
        replace(each, ratings=_rated(each.ratings), moments=(), tension={}, intention="") for each in course.records
    )
    missed = (replace(each, intention="") for each in course.missed)
    return replace(course, records=tuple(records), missed=tuple(missed))


def _rated(ratings: Ratings) -> Ratings:
    """The quick ratings and those after tension, without scales from the clinician's own scripts."""
    return {
        rater: {scale: given[scale] for scale in SESSION_SCALES if scale in given} for rater, given in ratings.items()
    }


def course_report(
    course: Course,
    flags: Iterable[Flag],
    rule: BaselineRule = DEFAULT_RULE,
    goals: Sequence[Goal] = (),
    *,
    notes: bool = False,
) -> CourseReport:
    """Build the report of a course; without ``notes``, the course must contain only measures.

    The words of goals are left out without ``notes``.
    """
    found = tuple(flags)
    placed = tuple(_placed(course))
    return CourseReport(
        course,
        picture(course, (flag for flag in found if not flag.instrument), rule),
        one_per_kind_and_session(found),
        _series([each for each in placed if each.score.total is not None]),
        tuple(each for each in placed if each.score.total is None),
        _missed(course),
        tuple(_shared(course.records)),
        list_moments(course),
        tuple(_goal_series(course, goals, notes=notes)),
        notes,
    )


def _placed(course: Course) -> Iterable[PlacedScore]:
    yield from (PlacedScore(BEFORE_THE_FIRST, score) for score in course.apart)
    for record in course.records:
        yield from (PlacedScore(record.session.number, score) for score in record.scores)


def _series(placed: Sequence[PlacedScore]) -> tuple[ScoreSeries, ...]:
    """One series for each instrument and rater, in the order in which they were first filled in."""
    grouped: dict[tuple[str, Rater], list[PlacedScore]] = {}
    for each in placed:
        grouped.setdefault((each.score.instrument, each.score.rater), []).append(each)
    return tuple(_one_series(rater, scores) for (_, rater), scores in grouped.items())


def _one_series(rater: Rater, scores: Sequence[PlacedScore]) -> ScoreSeries:
    """Title, range and cut-offs are those of the last total whose instrument is available."""
    known = next((each.score for each in reversed(scores) if each.score.range), scores[-1].score)
    return ScoreSeries(known.title, rater, tuple(scores), known.cutoffs, known.range)


def _missed(course: Course) -> tuple[MissedPlace, ...]:
    return tuple(MissedPlace(_between(each.on, course.held_on), each.on, each.why) for each in course.missed)


def _goal_series(course: Course, goals: Sequence[Goal], *, notes: bool) -> Iterable[GoalSeries]:
    held = course.held_on
    for each in numbered(goals):
        if each.goal.progress:
            placed = (PlacedProgress(_place_of(on, held), on, value) for on, value in each.goal.progress)
            yield GoalSeries(each.number, each.goal.words if notes else "", tuple(placed))


def _place_of(on: date, held: Sequence[date]) -> float:
    """The number of the session on that day, or half-way between its neighbours."""
    return bisect_right(held, on) if on in held else _between(on, held)


def _between(on: date, held: Sequence[date]) -> float:
    """Half-way between the last session held by that day and the next."""
    return bisect_right(held, on) + 0.5


def _shared(records: Iterable[SessionRecord]) -> Iterable[SharedMeans]:
    for record in records:
        means = both_means(record)
        if means:
            yield SharedMeans(record.session.number, client=means[1], clinician=means[0])


def given_by(record: SessionRecord, rater: Rater) -> Mapping[str, float]:
    """One rater's ratings and, under ``mean``, the mean of the quick ones; missing ratings are absent."""
    mean = record.mean(rater)
    return {**record.ratings_by(rater), **({} if mean is None else {"mean": mean})}
