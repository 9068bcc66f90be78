"""False flags and things found, for any rule that marks the sessions of simulated courses.

A *calm* session lies outside every sudden drop and before any slide. A sudden drop is *found* when any of
its sessions is flagged; a slide is found when any session from its first one on is flagged, and found *in
time* when that is no later than its last falling session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from functools import cache

from msgspec.structs import replace
from rivals import Rival, Score, by_t, sd
from simulated import SESSIONS, Simulated

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule, Reading, own_baseline
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.ratings import SCALES, Rater

Marks = list[list[bool]]
"""For each course, whether each of its sessions is flagged."""
Courses = tuple[Simulated, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """False flags per 100 calm sessions; shares found, 0 to 1."""

    false: float
    sudden: float
    slides: float
    in_time: float

    def finds_more_than(self, other: Measured) -> bool:
        return self.sudden > other.sudden and self.slides > other.slides

    def __str__(self) -> str:
        return f"{self.false:.1f} · {self.sudden:.3f} · {self.slides:.3f}"


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else float("nan")


def measure(courses: Courses, marks: Marks) -> Measured:
    calm, drops, slides, in_time = list[bool](), list[bool](), list[bool](), list[bool]()
    for course, flagged in zip(courses, marks, strict=True):
        calm.extend(flagged[index] for index in course.calm)
        drops.extend(any(flagged[drop.start : drop.stop]) for drop in course.drops)
        if course.slide:
            slides.append(any(flagged[course.slide.start :]))
            in_time.append(any(flagged[course.slide.start : course.slide.stop]))
    return Measured(100 * _share(calm), _share(drops), _share(slides), _share(in_time))


BATCHES = 20


def uncertainty(courses: Courses, marks: Marks) -> Measured:
    """Half the width of a 95% interval around each number, from how far batches of courses differ."""
    size = len(courses) // BATCHES
    ends = range(size, size * BATCHES + 1, size)
    batches = [measure(courses[end - size : end], marks[end - size : end]) for end in ends]
    columns = zip(*(astuple(batch) for batch in batches), strict=True)
    # 2.09 is Student's t for 20 batches.
    return Measured(*(2.09 * sd(column) / BATCHES**0.5 for column in columns))


def _flagged(values: Sequence[float], rule: BaselineRule) -> list[bool]:
    return [reading.flagged for reading in own_baseline((("", value) for value in values), rule)]


def on_mean(courses: Courses, rule: BaselineRule = DEFAULT_RULE) -> Marks:
    """The own-baseline rule on the mean of the four ratings."""
    return [_flagged(course.means, rule) for course in courses]


def on_single_ratings(courses: Courses, times: float) -> Marks:
    """Sessions with any rating that its own course flags with a score so many times the default one."""
    strict = replace(DEFAULT_RULE, score=times * DEFAULT_RULE.score)
    return [
        [any(reading.flagged and reading.leaves_band_of(strict) for reading in four) for four in _four_readings(course)]
        for course in courses
    ]


def _four_readings(course: Simulated) -> Iterable[tuple[Reading, ...]]:
    return zip(
        *(own_baseline(("", float(x)) for x in scale) for scale in zip(*course.ratings, strict=True)), strict=True
    )


def tuned_t(courses: Courses, false: float) -> Marks:
    """The rule by Student's t with the share that brings it near ``false`` flags per 100 calm sessions."""
    low, high = 0.0, 0.2
    for _ in range(10):
        p = (low + high) / 2
        marks = [by_t(course.means, p) for course in courses]
        low, high = (low, p) if measure(courses, marks).false > false else (p, high)
    return marks


def raised(courses: Courses, wanted: Callable[[Flag], bool]) -> Marks:
    """The sessions on which the program itself raises a flag that is ``wanted``."""
    flagged = ({flag.session for flag in found if wanted(flag)} for found in _all_flags(courses))
    return [[str(n) in some for n in range(SESSIONS)] for some in flagged]


@cache
def _all_flags(courses: Courses) -> list[tuple[Flag, ...]]:
    return [flags(_as_kept(course)) for course in courses]


def _as_kept(course: Simulated) -> Course:
    """The course as the program would keep it."""
    start = date(2026, 1, 1)
    sessions = (Session(str(n), "", start + timedelta(weeks=n), n) for n in range(len(course.ratings)))
    rated = zip(sessions, course.ratings, strict=True)
    records = (
        SessionRecord(session, ratings={Rater.CLIENT: dict(zip(SCALES, values, strict=True))})
        for session, values in rated
    )
    return Course(Client("", "", start), tuple(records))


@cache
def scores(courses: Courses, score: Score) -> list[list[float]]:
    """A rival's score of every session, kept because it is asked for again with other thresholds."""
    means = (course.means for course in courses)
    return [[score(course[:end]) for end in range(1, len(course) + 1)] for course in means]


def by_rival(courses: Courses, rival: Rival) -> Marks:
    return [[score >= rival.threshold for score in course] for course in scores(courses, rival.score)]


def tuned(courses: Courses, rival: Rival, false: float) -> Rival:
    """The rival with the threshold that brings it nearest to ``false`` flags per 100 calm sessions."""
    scored = zip(courses, scores(courses, rival.score), strict=True)
    calm = sorted((course[index] for each, course in scored for index in each.calm), reverse=True)
    wanted = false / 100 * len(calm)
    # A threshold flags every session that ties with it, so the place to look for is the last of each tie.
    last = {value: place for place, value in enumerate(calm, start=1)}
    return Rival(rival.name, rival.score, min(last, key=lambda value: abs(last[value] - wanted)))
