"""Builds the carry-over card shown before a session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.course.missed import MissedSession, recently_missed, skipped_on
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.walk.client_words import ClientWords
from alliance_cli.core.walk.marks import Mark
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.repair import agreement

MOST_RUPTURES = 3
"""How many of the newest open ruptures the card shows and a reflection asks about."""
USUAL_FROM = 3
"""How many earlier ratings are needed for a usual level; a convention of this program."""


class Level(Struct, frozen=True):
    """The last rating on a scale (1-10), and the mean of any before it."""

    scale: str
    last: int
    before: float | None
    is_usual: bool = False
    """Whether there were at least ``USUAL_FROM`` ratings before."""


AGREED_FOR = 2
"""For how many preparations after a repair the agreement is shown."""


class RepairAgreement(Struct, frozen=True):
    """What client and clinician agreed on in a repair, and the day of the repair."""

    moment: ListedMoment
    on: date
    text: str


class CarryOver(Struct, frozen=True):
    """The contents of the card; empty parts are not shown."""

    client: str
    last: Session | None
    strong: tuple[Moment, ...]
    open_ruptures: tuple[ListedMoment, ...]
    """All open possible ruptures, newest first."""
    intention: str
    intention_on: date | None
    agreed: tuple[RepairAgreement, ...]
    """Agreements from repairs since the last session but one, newest first."""
    levels: tuple[Level, ...]
    means: tuple[float | None, ...]
    """The mean of the client's ratings in each session; None for a session without ratings."""
    said: tuple[ClientWords, ...] = ()
    """The client's words, newest first."""
    missed: tuple[MissedSession, ...] = ()
    """Sessions missed since the last held session but one, newest first."""
    missed_so_far: int = 0
    skipped_on: date | None = None
    """The day on which the client's rhythm led one to expect a session, if none is noted for it."""
    held_back: tuple[SessionRecord, ...] = ()
    """Earlier sessions with held-back answers by the client, newest first."""


def earlier_records(course: Course, on: date, before: Session | None = None) -> tuple[SessionRecord, ...]:
    """The sessions before the session ``before``, or those up to and including the date ``on``, oldest first."""
    return tuple(
        each
        for each in course.records
        if (each.session.number < before.number if before is not None else each.session.on <= on)
    )


def carry_over(
    course: Course, on: date, before: Session | None = None, said: tuple[ClientWords, ...] = ()
) -> CarryOver:
    """Returns the card for the session ``before``, or for a coming session on the date ``on``.

    It covers all earlier sessions. ``said`` has the client's latest words, in the order of asking.
    """
    earlier = earlier_records(course, on, before)
    last = earlier[-1] if earlier else None
    held, missed = [each.session.on for each in earlier], [each for each in course.missed if each.on <= on]
    intended = _intended(earlier, missed)
    listed = list_moments(Course(course.client, earlier))
    return CarryOver(
        client=course.client.code,
        last=last.session if last else None,
        strong=tuple(moment for moment in last.moments if moment.kind is MomentKind.STRONG) if last else (),
        open_ruptures=tuple(each for each in reversed(listed) if each.moment.is_open_rupture),
        intention=intended[1] if intended else "",
        intention_on=intended[0] if intended else None,
        agreed=_agreed(listed, last.session.number) if last else (),
        levels=_levels(earlier),
        means=tuple(each.mean(Rater.CLIENT) for each in earlier),
        said=said[::-1],
        missed=recently_missed(missed, held, on),
        missed_so_far=len(missed),
        skipped_on=skipped_on(held, [each.on for each in missed], on),
        held_back=tuple(each for each in reversed(earlier) if each.held_back),
    )


def _intended(earlier: Iterable[SessionRecord], missed: Iterable[MissedSession]) -> tuple[date, str] | None:
    """The last intention with its date, even if that session was missed."""
    of_held = ((each.session.on, each.intention) for each in earlier)
    intentions = [*of_held, *((each.on, each.intention) for each in missed)]
    said = sorted((each for each in intentions if each[1]), key=lambda each: each[0])
    return said[-1] if said else None


def _agreed(listed: tuple[ListedMoment, ...], last: int) -> tuple[RepairAgreement, ...]:
    """What was agreed on in recent repairs; ``last`` is the number of the last session."""
    recent = (
        each
        for each in listed
        if each.moment.state is MomentState.REPAIRED and each.resolved is not None and last - each.resolved < AGREED_FOR
    )
    found = ((each, agreement(each.moment.repairs)) for each in recent)
    agreed = [RepairAgreement(each, *repaired) for each, repaired in found if repaired]
    return tuple(sorted(agreed, key=lambda each: each.on, reverse=True))


def _levels(records: tuple[SessionRecord, ...]) -> tuple[Level, ...]:
    rated = [each.ratings_by(Rater.CLIENT) for each in records if each.ratings_by(Rater.CLIENT)]
    if not rated:
        return ()
    levels = []
    for scale in SCALES:
        values = [each[scale] for each in rated[:-1] if scale in each]
        if scale in rated[-1]:
            before = sum(values) / len(values) if values else None
            levels.append(Level(scale, rated[-1][scale], before, len(values) >= USUAL_FROM))
    return tuple(levels)


class MarksWaiting(Struct, frozen=True):
    """How many marks of an earlier session are not worded yet."""

    on: date
    count: int


def marks_waiting(earlier: Iterable[SessionRecord], marks: Iterable[Mark]) -> tuple[MarksWaiting, ...]:
    """The marks of earlier sessions that are still to be worded, by session, newest first."""
    waiting = Counter(each.session for each in marks if each.waits)
    found = (MarksWaiting(each.session.on, waiting[each.session.id]) for each in earlier if waiting[each.session.id])
    return tuple(found)[::-1]


class Background(Struct, frozen=True):
    """The parts of the card that do not come from earlier sessions; empty parts are left out."""

    client: str
    tailoring: tuple[ShownAnswer, ...] = ()
    reminder: str = ""
    supervision: tuple[WalkRecord, ...] = ()
    """The outcomes of supervision since the last session."""
    skill: str = ""
    """The micro-skill being practised."""
    wording: str = ""
    """Example wording for that skill."""
