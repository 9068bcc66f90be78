"""Builds the carry-over card shown before a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alliance_cli.core.course.entities import Course, Moment, Session, SessionRecord
from alliance_cli.core.walk.kinds import SCALES, Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord

USUAL_FROM = 3
"""How many earlier ratings make a usual level; a convention of this program."""


@dataclass(frozen=True, slots=True)
class Level:
    """The last rating of a scale (1-10) beside the mean of those before it, where there were any."""

    scale: str
    last: int
    before: float | None
    is_usual: bool = False
    """Whether there were at least ``USUAL_FROM`` ratings before."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Everything the card shows; empty parts are left out of it."""

    client: str
    last: Session | None
    strong: tuple[Moment, ...]
    open_ruptures: tuple[Moment, ...]
    intention: str
    levels: tuple[Level, ...]
    means: tuple[float | None, ...]
    """The mean of the client's ratings, session by session; None where there were none."""


def carry_over(course: Course, on: date, before: Session | None = None) -> CarryOver:
    """Returns the card for the session ``before``, or for a coming session on the date ``on``.

    It covers all earlier sessions: those with a lower number, or those up to and including that date.
    """
    earlier = tuple(
        each
        for each in course.records
        if (each.session.number < before.number if before is not None else each.session.on <= on)
    )
    last = earlier[-1] if earlier else None
    return CarryOver(
        client=course.client.code,
        last=last.session if last else None,
        strong=tuple(moment for moment in last.moments if moment.kind is MomentKind.STRONG) if last else (),
        open_ruptures=Course(course.client, earlier).open_ruptures,
        intention=next((each.intention for each in reversed(earlier) if each.intention), ""),
        levels=_levels(earlier),
        means=tuple(each.mean(Rater.CLIENT) for each in earlier),
    )


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


@dataclass(frozen=True, slots=True)
class Background:
    """What a preparation shows beneath the carry-over card; empty parts are left out."""

    client: str
    tailoring: tuple[ShownAnswer, ...] = ()
    reminder: str = ""
    supervision: tuple[WalkRecord, ...] = ()
    """What came out of supervision since the last session."""
    skill: str = ""
    """The micro-skill that is practised now."""
    wording: str = ""
    """Wording to begin with, for that skill."""
