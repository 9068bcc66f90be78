"""Compares the clinician's ratings with the client's, and counts who noticed possible ruptures.

The two are never merged. A rupture seen by both, by the client only or by the clinician only means something
different for what follows (Rubel et al. 2018), so each is counted by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from msgspec import Struct

from alliance_cli.core.course.entities import Course, SessionRecord
from alliance_cli.core.walk.kinds import SCALES, TENSION_SCALES, Rater
from alliance_cli.core.wording import points, spoken
from alliance_cli.translation import N_, _, _n

CLOSE = 1.0
"""A clinician's rating is close to the client's when it lies within one point of it."""
ABOUT_THE_SAME = 0.5
"""A mean difference smaller than this, in points, is called about the same: a convention of this program."""
ENOUGH = 5
"""So many sessions with both ratings are needed to say how they compare, over clients so many in all: a convention of
this program."""

TOP = 10
TENS_FOR = 3
"""After so many sessions of nothing but tens, what would make the work more useful is asked: a convention of this
program."""


def straight_tens(records: Sequence[SessionRecord]) -> bool:
    """Whether the client's last three sessions with quick ratings have nothing but tens; records are oldest first."""
    means = [mean for each in records if (mean := each.mean(Rater.CLIENT)) is not None]
    return len(means) >= TENS_FOR and all(mean == TOP for mean in means[-TENS_FOR:])


class RatingGap(Struct, frozen=True):
    """One session that both rated: the clinician's mean minus the client's, over the ratings both gave."""

    session: str
    difference: float


_SAYS = {
    "early": (
        (
            N_("It is too early to compare you with the client. Rated by both so far: {sessions}."),
            N_("It is too early to compare you with the client on {scale}. Rated by both so far: {sessions}."),
        ),
        (
            N_("It is too early to compare you with your clients. Rated by both so far, with all of them: {sessions}."),
            N_(
                "It is too early to compare you with your clients on {scale}. Rated by both so far, with all of them: "
                "{sessions}."
            ),
        ),
    ),
    "same": (
        (
            N_("You tend to rate about the same as the client."),
            N_("You tend to rate about the same as the client on {scale}."),
        ),
        (
            N_("Over {sessions} with {clients} clients, you tend to rate about the same as they do."),
            N_("Over {sessions} with {clients} clients, you tend to rate about the same as they do on {scale}."),
        ),
    ),
    "above": (
        (
            N_("You tend to rate {points} above the client."),
            N_("You tend to rate {points} above the client on {scale}."),
        ),
        (
            N_("Over {sessions} with {clients} clients, you tend to rate {points} above them."),
            N_("Over {sessions} with {clients} clients, you tend to rate {points} above them on {scale}."),
        ),
    ),
    "below": (
        (
            N_("You tend to rate {points} below the client."),
            N_("You tend to rate {points} below the client on {scale}."),
        ),
        (
            N_("Over {sessions} with {clients} clients, you tend to rate {points} below them."),
            N_("Over {sessions} with {clients} clients, you tend to rate {points} below them on {scale}."),
        ),
    ),
}
"""The sentence for a comparison: with one client and with several, overall and on one scale."""


class Agreement(Struct, frozen=True):
    """How one scale, or ("") the mean of the shared ones, compares over the sessions that both rated.

    ``difference``: clinician's minus client's rating on average, in points. ``close``: the share of sessions
    within one point, 0 to 1. ``clients`` counts those it rests on.
    """

    scale: str
    difference: float
    close: float
    sessions: int
    clients: int = 1

    @property
    def says(self) -> str:
        """The comparison in one sentence; over several clients it says on how many sessions it rests."""
        says = _SAYS[self._verdict][self.clients > 1][bool(self.scale)]
        apart = points(abs(self.difference))
        apart = _n("{number} point", "{number} points", 1 if apart == "1" else 2, number=apart)
        sessions = _n("{count} session", "{count} sessions", self.sessions)
        return _(says, scale=spoken(self.scale), points=apart, sessions=sessions, clients=self.clients)

    @property
    def is_apart(self) -> bool:
        """Whether enough sessions show that the two differ."""
        return self._verdict in {"above", "below"}

    @property
    def _verdict(self) -> str:
        if self.sessions < ENOUGH:
            return "early"
        if abs(self.difference) < ABOUT_THE_SAME:
            return "same"
        return "above" if self.difference > 0 else "below"


class TensionCounts(Struct, frozen=True):
    """Sessions with reported tension or a possible rupture, by who noticed."""

    both: int = 0
    client: int = 0
    clinician: int = 0


class TensionMean(Struct, frozen=True):
    """One rater's mean, 1 to 10, on a scale rated after tension, over so many sessions.

    Over a caseload it is the mean of the clients' means, so that every client counts once.
    """

    scale: str
    rater: Rater
    mean: float
    sessions: int


class Voices(Struct, frozen=True):
    """The two views side by side.

    ``overall`` is None and ``scales`` empty where no session was rated by both. ``course`` is the difference
    session by session, for one client.
    """

    overall: Agreement | None
    scales: tuple[Agreement, ...]
    noticed: TensionCounts
    tension: tuple[TensionMean, ...] = ()
    """What was rated after tension, by scale and rater; a rater who rated none is absent."""
    course: tuple[RatingGap, ...] = ()
    held_back: int = 0
    """How many sessions are left out, since the client's answers are not shown yet."""


def both_means(record: SessionRecord) -> tuple[float, float] | None:
    """Clinician's and client's mean over the quick ratings that both gave; None where they share none."""
    clinician, client = record.ratings_by(Rater.CLINICIAN), record.ratings_by(Rater.CLIENT)
    shared = [scale for scale in SCALES if scale in clinician and scale in client]
    if not shared:
        return None
    return sum(clinician[s] for s in shared) / len(shared), sum(client[s] for s in shared) / len(shared)


def _agreement(scale: str, differences: Sequence[float]) -> Agreement | None:
    if not differences:
        return None
    close = sum(abs(difference) <= CLOSE for difference in differences)
    count = len(differences)
    return Agreement(scale, sum(differences) / count, close / count, count)


def _differences(records: Sequence[SessionRecord], scale: str) -> list[float]:
    pairs = ((r.ratings_by(Rater.CLINICIAN).get(scale), r.ratings_by(Rater.CLIENT).get(scale)) for r in records)
    return [mine - theirs for mine, theirs in pairs if mine is not None and theirs is not None]


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
    """Compare the two views over one client's sessions. Only what both rated is compared.

    Sessions of which something is held back are left out.
    """
    records = [record for record in course.records if not record.held_back]
    means = ((record.session.id, both_means(record)) for record in records)
    apart = tuple(RatingGap(session, pair[0] - pair[1]) for session, pair in means if pair)
    by_scale = (_agreement(scale, _differences(records, scale)) for scale in SCALES)
    return Voices(
        overall=_agreement("", [each.difference for each in apart]),
        scales=tuple(agreement for agreement in by_scale if agreement),
        noticed=_noticed(records),
        tension=tuple(_tension(records)),
        course=apart,
        held_back=len(course.held_back),
    )


def _over_clients(agreements: Sequence[Agreement]) -> Agreement:
    count = len(agreements)
    return Agreement(
        agreements[0].scale,
        sum(each.difference for each in agreements) / count,
        sum(each.close for each in agreements) / count,
        sum(each.sessions for each in agreements),
        count,
    )


def voices_together(each: Sequence[Voices]) -> Voices:
    """The comparison over the clients whose own comparisons these are.

    Every client counts once, however long the course was.
    """
    overall = [one.overall for one in each if one.overall]
    scales = ([a for one in each for a in one.scales if a.scale == scale] for scale in SCALES)
    return Voices(
        overall=_over_clients(overall) if overall else None,
        scales=tuple(_over_clients(found) for found in scales if found),
        noticed=TensionCounts(
            sum(one.noticed.both for one in each),
            sum(one.noticed.client for one in each),
            sum(one.noticed.clinician for one in each),
        ),
        tension=tuple(_tension_over_clients([mean for one in each for mean in one.tension])),
        held_back=sum(one.held_back for one in each),
    )
