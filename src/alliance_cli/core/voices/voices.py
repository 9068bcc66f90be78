"""Compares the clinician's view with the client's: their ratings, and who noticed possible ruptures.

The two views are never merged. Ruptures seen by both, by the client only or by the clinician only are followed by
different courses (Rubel et al. 2018), so they are counted separately.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from msgspec import Struct

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.ratings import SCALES, TENSION_SCALES, Rater
from alliance_cli.core.voices.agreement import (
    Agreement,
    agreement_on,
    agreement_over_clients,
    both_means,
    differences_on,
)


class RatingGap(Struct, frozen=True):
    """A session that both rated: the clinician's mean minus the client's, over the ratings that both gave."""

    session: str
    difference: float


class TensionCounts(Struct, frozen=True):
    """Sessions with reported tension or a possible rupture, by who noticed."""

    both: int = 0
    client: int = 0
    clinician: int = 0


class TensionMean(Struct, frozen=True):
    """One rater's mean, 1 to 10, on a scale rated after tension, over ``sessions`` sessions.

    Over a caseload, it is the mean of the clients' means, so clients have equal weight.
    """

    scale: str
    rater: Rater
    mean: float
    sessions: int


class Voices(Struct, frozen=True):
    """The two views side by side.

    If no session was rated by both, ``overall`` is None and ``scales`` is empty. For one client, ``course`` has the
    difference in each session.
    """

    overall: Agreement | None
    scales: tuple[Agreement, ...]
    noticed: TensionCounts
    tension: tuple[TensionMean, ...] = ()
    """The ratings after tension, by scale and rater; a rater who gave none is absent."""
    course: tuple[RatingGap, ...] = ()
    held_back: int = 0
    """How many sessions are left out because the client's answers are held back."""


def _noticed(records: Iterable[SessionRecord]) -> TensionCounts:
    seen = Counter(record.tension_seen_by for record in records)
    only = {rater: seen[frozenset({rater})] for rater in Rater}
    return TensionCounts(seen[frozenset(Rater)], only[Rater.CLIENT], only[Rater.CLINICIAN])


def _tension(records: Sequence[SessionRecord]) -> Iterator[TensionMean]:
    for scale, rater in product(TENSION_SCALES, Rater):
        given = [value for each in records if (value := each.ratings_by(rater).get(scale)) is not None]
        if given:
            yield TensionMean(scale, rater, sum(given) / len(given), len(given))


def _tension_over_clients(means: Sequence[TensionMean]) -> Iterator[TensionMean]:
    for scale, rater in product(TENSION_SCALES, Rater):
        found = [each for each in means if (each.scale, each.rater) == (scale, rater)]
        if found:
            mean = sum(each.mean for each in found) / len(found)
            yield TensionMean(scale, rater, mean, sum(each.sessions for each in found))


def voices(course: Course) -> Voices:
    """Compare the two views over one client's sessions, using only scales that both rated.

    Sessions with held-back answers are left out.
    """
    records = [record for record in course.records if not record.held_back]
    means = ((record.session.id, both_means(record)) for record in records)
    apart = tuple(RatingGap(session, pair[0] - pair[1]) for session, pair in means if pair)
    by_scale = (agreement_on(scale, differences_on(records, scale)) for scale in SCALES)
    return Voices(
        overall=agreement_on("", [each.difference for each in apart]),
        scales=tuple(agreement for agreement in by_scale if agreement),
        noticed=_noticed(records),
        tension=tuple(_tension(records)),
        course=apart,
        held_back=len(course.held_back),
    )


def voices_together(each: Sequence[Voices]) -> Voices:
    """The comparison over several clients, given the comparison for each.

    Clients have equal weight, however long their courses.
    """
    overall = [one.overall for one in each if one.overall]
    scales = ([a for one in each for a in one.scales if a.scale == scale] for scale in SCALES)
    return Voices(
        overall=agreement_over_clients(overall) if overall else None,
        scales=tuple(agreement_over_clients(found) for found in scales if found),
        noticed=TensionCounts(
            sum(one.noticed.both for one in each),
            sum(one.noticed.client for one in each),
            sum(one.noticed.clinician for one in each),
        ),
        tension=tuple(_tension_over_clients([mean for one in each for mean in one.tension])),
        held_back=sum(one.held_back for one in each),
    )
