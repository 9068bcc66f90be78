"""Defines sessions, the records of sessions, and a client's course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.missed import MissedSession
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import SCALES, TENSION_SCALES, Rater, Ratings
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.marks import Mark
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase


class Session(Struct, frozen=True):
    """A session held on a local date; ``number`` counts a client's held sessions by date, from 1."""

    id: str
    client: str
    on: date
    number: int


class KeptAnswer(Struct, frozen=True):
    """An answer with the question as it was worded at the time; a ``value`` of None means skipped."""

    session: str
    phase: Phase
    step: str
    asked: str
    value: Value | None
    shown: str


class SessionRecord(Struct, frozen=True):
    """Everything recorded about one session."""

    session: Session
    phases: Mapping[Phase, str] = field(default_factory=dict)
    """Phase to "finished" or "unfinished"; a phase that was not walked is absent."""
    ratings: Ratings = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    intention: str = ""
    tension: Mapping[Rater, bool] = field(default_factory=dict)
    """Each rater's last answer to the direct question about tension; absent if not asked or skipped."""
    scores: tuple[Score, ...] = ()
    """The instruments administered around this session."""
    marks: tuple[Mark, ...] = ()
    """The marks made during the session, oldest first."""
    held_back: bool = False
    """Whether the client's answers given alone are held back until the clinician has rated the session."""

    def ratings_by(self, rater: Rater) -> Mapping[str, int]:
        """One rater's ratings by scale: quick ratings, those after tension, and scales of the clinician's scripts."""
        return self.ratings.get(rater, {})

    def mean(self, rater: Rater) -> float | None:
        """The mean of one rater's quick ratings; None if none was given."""
        values = [value for scale, value in self.ratings_by(rater).items() if scale in SCALES]
        return sum(values) / len(values) if values else None

    @property
    def after_tension(self) -> Ratings:
        """The ratings after tension; a rater who gave none is absent."""
        found = {
            rater: {scale: of[scale] for scale in TENSION_SCALES if scale in of} for rater, of in self.ratings.items()
        }
        return {rater: of for rater, of in found.items() if of}

    @property
    def has_rupture(self) -> bool:
        """Whether a possible rupture was noted, whatever its current state."""
        return bool(self.moments) and any(moment.kind is MomentKind.RUPTURE for moment in self.moments)

    @property
    def tension_seen_by(self) -> frozenset[Rater]:
        """Who noticed tension or a possible rupture."""
        noticed = (moment.noticed for moment in self.moments if moment.kind is MomentKind.RUPTURE)
        return self.tension_reported_by.union(*noticed)

    @property
    def tension_reported_by(self) -> frozenset[Rater]:
        """Who said yes to the direct question."""
        return frozenset(rater for rater, yes in self.tension.items() if yes)


class Course(Struct, frozen=True):
    """A client's held sessions, oldest first, and those that were missed."""

    client: Client
    records: tuple[SessionRecord, ...]
    apart: tuple[Score, ...] = ()
    """Instruments filled in before the first session."""
    missed: tuple[MissedSession, ...] = ()
    """Missed sessions, oldest first; counts of held sessions leave them out."""

    @property
    def held_on(self) -> tuple[date, ...]:
        """The dates of the held sessions, oldest first."""
        return tuple(record.session.on for record in self.records)

    def record(self, session: Session) -> SessionRecord:
        """The record of a session; raises LookupError for a session of another course."""
        for record in self.records:
            if record.session.id == session.id:
                return record
        raise LookupError("the session is of another course")

    def missed_before(self, place: int) -> tuple[MissedSession, ...]:
        """The sessions missed since the held session before the one at this index."""
        on, before = self.records[place].session.on, self.records[place - 1].session.on if place else None
        return tuple(each for each in self.missed if each.on <= on and (before is None or each.on > before))

    @property
    def held_back(self) -> tuple[SessionRecord, ...]:
        """The sessions with held-back answers by the client, oldest first."""
        return tuple(record for record in self.records if record.held_back)

    @property
    def open_ruptures(self) -> tuple[Moment, ...]:
        """Possible ruptures not yet repaired or let go, oldest first."""
        moments = (moment for record in self.records for moment in record.moments)
        return tuple(moment for moment in moments if moment.is_open_rupture)


class RecentCourse(Struct, frozen=True):
    """The end of a course: the last session that the client rated and all later ones; all sessions if there is none.

    ``earlier`` has a stand-in for each earlier session, oldest first, which has only the client's quick ratings and no
    id.
    """

    earlier: tuple[SessionRecord, ...]
    latest: Course

    @property
    def whole(self) -> Course:
        """The course including its stand-ins."""
        return replace(self.latest, records=(*self.earlier, *self.latest.records))


def with_marks(course: Course, marks: Sequence[Mark]) -> Course:
    """The course with its marks added to their sessions."""
    if not marks:
        return course
    records = (replace(r, marks=tuple(each for each in marks if each.session == r.session.id)) for r in course.records)
    return replace(course, records=tuple(records))
