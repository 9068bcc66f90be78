"""Defines clients, sessions, ratings and moments, and a client's course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from alliance_cli.core.course.missed import MissedSession
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import SCALES, TENSION_SCALES, Rater
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.marks import Mark
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import NC_, _c


class How(StrEnum):
    """How a rating came about."""

    HANDED_OVER = "handed-over"
    READ_ALOUD = "read-aloud"
    RECALLED = "recalled"
    IMPORTED = "imported"


WAYS_OF_ASKING = (How.HANDED_OVER, How.READ_ALOUD, How.RECALLED)
"""How a rating that is typed came about."""


class MomentState(StrEnum):
    """What has become of a possible rupture."""

    OPEN = "open"
    REPAIRED = "repaired"
    LET_GO = "let go"

    @property
    def in_words(self) -> str:
        return _c("possible rupture", _STATES[self])


_STATES = {
    MomentState.OPEN: NC_("possible rupture", "open"),
    MomentState.REPAIRED: NC_("possible rupture", "repaired"),
    MomentState.LET_GO: NC_("possible rupture", "let go"),
}


class Termination(StrEnum):
    """Whether an ending was agreed on and prepared, or came about otherwise."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"

    @property
    def in_words(self) -> str:
        return _c("ending", _ENDINGS[self])


_ENDINGS = {
    Termination.PLANNED: NC_("ending", "planned"),
    Termination.UNPLANNED: NC_("ending", "unplanned"),
}


class Client(Struct, frozen=True):
    """A client, known by a code (unique without regard to case)."""

    id: str
    code: str
    opened_on: date
    closed_on: date | None = None
    ending: Termination | None = None
    """How the work ended; None while it goes on, or if it was not said."""
    keep_until: date | None = None
    """The file is kept at least until this day, whatever the retention period; for example until a child is of age."""


class Session(Struct, frozen=True):
    """A session held on a local date; ``number`` counts a client's held sessions by date, from 1."""

    id: str
    client: str
    on: date
    number: int


class Moment(Struct, frozen=True):
    """A strong moment or a possible rupture. An empty text means "not noted"; only ruptures have a ``state``."""

    id: str
    session: str
    on: date
    kind: MomentKind
    note: str = ""
    noticed_by: str = ""
    marker: str = ""
    component: str = ""
    plan: str = ""
    state: MomentState | None = None
    resolved_in: str = ""
    """The id of the session in which a rupture was repaired or let go."""
    repairs: tuple[WalkRecord, ...] = ()
    """What was done about a rupture, oldest first."""
    from_numbers: bool = False
    """Whether it was made from a flag on numbers, so that nobody noticed it."""
    signs: tuple[str, ...] = ()
    own_part: str = ""
    """The clinician's own part in it, in their words."""

    @property
    def noticed(self) -> frozenset[Rater]:
        """Who noticed it; if that was not said, the clinician who noted it."""
        if not self.noticed_by:
            return frozenset() if self.from_numbers else frozenset({Rater.CLINICIAN})
        return frozenset(Rater) if self.noticed_by == "both" else frozenset({Rater(self.noticed_by)})

    @property
    def is_open_rupture(self) -> bool:
        return self.kind is MomentKind.RUPTURE and self.state is MomentState.OPEN


class KeptAnswer(Struct, frozen=True):
    """An answer with the question as it was worded then; a ``value`` of None means skipped."""

    session: str
    phase: Phase
    step: str
    asked: str
    value: Value | None
    shown: str


Ratings = Mapping[Rater, Mapping[str, int]]
"""The ratings of one session, 1-10, by rater and scale. What was not rated is absent."""


class SessionRecord(Struct, frozen=True):
    """Everything recorded about one session."""

    session: Session
    phases: Mapping[Phase, str] = field(default_factory=dict)
    """Phase to "finished" or "unfinished"; a phase that was not walked is absent."""
    ratings: Ratings = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    intention: str = ""
    tension: Mapping[Rater, bool] = field(default_factory=dict)
    """Each rater's last answer to the direct question about tension; absent if it was not asked or was skipped."""
    scores: tuple[Score, ...] = ()
    """The instruments administered around this session."""
    marks: tuple[Mark, ...] = ()
    """What was marked while it ran, oldest first."""
    held_back: bool = False
    """Whether what the client answered alone is left out until the clinician's own ratings are in."""

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
        """Whether a possible rupture was noted, whatever its state now."""
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
    """Sessions that were not held, oldest first. Nothing about held sessions counts them."""

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
        """The sessions whose answers by the client wait for the clinician's own ratings, oldest first."""
        return tuple(record for record in self.records if record.held_back)

    @property
    def open_ruptures(self) -> tuple[Moment, ...]:
        """Possible ruptures not yet repaired or let go, oldest first."""
        moments = (moment for record in self.records for moment in record.moments)
        return tuple(moment for moment in moments if moment.is_open_rupture)


class RecentCourse(NamedTuple):
    """The end of a course: the sessions from the last one that the client rated on, or all if there is none.

    ``earlier`` has a stand-in for each session before them, oldest first: it holds only the client's quick ratings,
    without an id.
    """

    earlier: tuple[SessionRecord, ...]
    latest: Course

    @property
    def whole(self) -> Course:
        """The course with its stand-ins."""
        return replace(self.latest, records=(*self.earlier, *self.latest.records))


def with_marks(course: Course, marks: Sequence[Mark]) -> Course:
    """The course with its marks added to their sessions."""
    if not marks:
        return course
    records = (replace(r, marks=tuple(each for each in marks if each.session == r.session.id)) for r in course.records)
    return replace(course, records=tuple(records))
