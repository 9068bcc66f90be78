"""Measures how well the clinician's ratings follow the client's: their distance, and whether they rise together.

These are separate questions (the truth and bias model, West and Kenny 2011, 10.1037/a0022936). Bias is the mean
difference. Tracking is the correlation of the two means over one client's sessions, with a 95% interval by Fisher's z
(Fisher 1921, Metron 1, 3-32); over a caseload, each client's z is weighted by the number of sessions minus three
(Hedges and Olkin 1985, Statistical Methods for Meta-Analysis, chapter 11). Sessions of one course resemble each other,
so the interval is too narrow; it still keeps readers from overrating a correlation from few sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atanh, sqrt, tanh

from msgspec import Struct

from alliance_cli.core.course.course import Course
from alliance_cli.core.formatting import decimal
from alliance_cli.core.voices.agreement import both_means
from alliance_cli.translation import N_, _, _n

FROM_SESSIONS = 8
"""How many sessions rated by both are needed for tracking; a convention of this program."""
_Z = 1.959964
"""The normal quantile of a 95% interval."""
_MOST = 0.999999
"""The largest correlation used, since 1 has no finite z."""
EVIDENCE = (
    N_(
        "In a study of 211 trainees and 6,888 sessions, sessions in which the trainee underestimated the client's "
        "rating were followed by more relief than sessions in which the trainee overestimated it "
        "(10.1080/10503307.2023.2193671)."
    ),
    N_(
        "Over 700 treatments, how closely both ratings agreed did not predict the outcome (Sinclair, Linköping "
        "University)."
    ),
)
"""The evidence on bias and agreement in two sentences: neither is a skill to be graded."""


_SAYS = {
    "with": (
        N_(
            "Your ratings tend to rise and fall with the client's (correlation {correlation}, 95% interval "
            "{low} to {high})."
        ),
        N_(
            "Over {sessions} with {clients}, your ratings tend to rise and fall with theirs "
            "(correlation {correlation}, 95% interval {low} to {high})."
        ),
    ),
    "against": (
        N_(
            "Your ratings tend to rise where the client's fall (correlation {correlation}, 95% interval "
            "{low} to {high})."
        ),
        N_(
            "Over {sessions} with {clients}, your ratings tend to rise where theirs fall "
            "(correlation {correlation}, 95% interval {low} to {high})."
        ),
    ),
    "open": (
        N_(
            "It is not clear yet whether your ratings rise and fall with the client's (correlation {correlation}, "
            "95% interval {low} to {high})."
        ),
        N_(
            "Over {sessions} with {clients}, it is not clear yet whether your ratings rise and fall with theirs "
            "(correlation {correlation}, 95% interval {low} to {high})."
        ),
    ),
}
"""The sentences for tracking, for one client and for a caseload."""


class Tracking(Struct, frozen=True):
    """The correlation of the clinician's and the client's means within clients, -1 to 1, with its 95% interval.

    ``sessions`` and ``clients``: how many it is based on.
    """

    correlation: float
    low: float
    high: float
    sessions: int
    clients: int = 1

    def says(self, *, of_caseload: bool) -> str:
        """The tracking in one sentence, for a caseload with the number of sessions and clients."""
        verdict = "with" if self.low > 0 else "against" if self.high < 0 else "open"
        return _(
            _SAYS[verdict][of_caseload],
            low=decimal(self.low, 2),
            high=decimal(self.high, 2),
            correlation=decimal(self.correlation, 2),
            sessions=_n("{count} session", "{count} sessions", self.sessions),
            clients=_n("{count} client", "{count} clients", self.clients),
        )


class Congruence(Struct, frozen=True):
    """Tracking and bias: the clinician's mean minus the client's in points, over ``sessions`` that both rated.

    ``tracking`` is None if no client has ``FROM_SESSIONS`` sessions, or if one of the two always gave the same mean. In
    the bias of a caseload, clients have equal weight. ``longest`` is the highest number of sessions with one client.
    """

    bias: float
    sessions: int
    tracking: Tracking | None
    clients: int = 1
    longest: int = 0

    @property
    def missing(self) -> int:
        """How many more sessions with one client both have to rate before tracking can be computed."""
        return max(0, FROM_SESSIONS - self.longest)

    @property
    def says(self) -> str:
        """The tracking in one sentence, or why it cannot be computed."""
        if self.tracking:
            return self.tracking.says(of_caseload=self.clients > 1)
        if not self.missing and self.clients > 1:
            return _(
                "Nothing can be said about whether your ratings rise and fall with your clients': in every course of "
                "{needed} sessions or more, one of the two stayed the same.",
                needed=FROM_SESSIONS,
            )
        if not self.missing:
            return _(
                "Nothing can be said about whether your ratings rise and fall with the client's: one of the two "
                "stayed the same in every session."
            )
        if self.clients > 1:
            return _(
                "It takes {needed} sessions with one client, rated by both, to say whether your ratings rise and fall "
                "with your clients': at least {missing} more.",
                needed=FROM_SESSIONS,
                missing=self.missing,
            )
        return _(
            "It takes {needed} sessions rated by both to say whether your ratings rise and fall with the client's: "
            "{missing} more.",
            needed=FROM_SESSIONS,
            missing=self.missing,
        )


def congruence(course: Course) -> Congruence | None:
    """Bias and tracking of one client's course; None if no session was rated by both."""
    pairs = [pair for record in course.records if (pair := both_means(record))]
    if not pairs:
        return None
    bias = sum(mine - theirs for mine, theirs in pairs) / len(pairs)
    return Congruence(bias, len(pairs), _tracking(pairs), longest=len(pairs))


def caseload_congruence(each: Iterable[Congruence]) -> Congruence | None:
    """Bias and tracking over clients; None without clients."""
    known = tuple(each)
    if not known:
        return None
    tracked = [one.tracking for one in known if one.tracking]
    bias = sum(one.bias for one in known) / len(known)
    sessions, longest = sum(one.sessions for one in known), max(one.longest for one in known)
    return Congruence(bias, sessions, _pooled(tracked), len(known), longest)


def _tracking(pairs: Sequence[tuple[float, float]]) -> Tracking | None:
    correlation = _correlation(pairs) if len(pairs) >= FROM_SESSIONS else None
    return None if correlation is None else _with_interval(correlation, len(pairs) - 3, len(pairs), 1)


def _pooled(tracked: Sequence[Tracking]) -> Tracking | None:
    if not tracked:
        return None
    weights = [each.sessions - 3 for each in tracked]
    z = sum(atanh(_held(each.correlation)) * weight for each, weight in zip(tracked, weights, strict=True))
    sessions = sum(each.sessions for each in tracked)
    return _with_interval(tanh(z / sum(weights)), sum(weights), sessions, len(tracked))


def _with_interval(correlation: float, weight: int, sessions: int, clients: int) -> Tracking:
    z, apart = atanh(_held(correlation)), _Z / sqrt(weight)
    return Tracking(correlation, tanh(z - apart), tanh(z + apart), sessions, clients)


def _held(correlation: float) -> float:
    return max(-_MOST, min(_MOST, correlation))


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation; None if one side does not vary."""
    count = len(pairs)
    means = sum(one for one, _other in pairs) / count, sum(other for _one, other in pairs) / count
    apart = [(one - means[0], other - means[1]) for one, other in pairs]
    spread = sum(x * x for x, _y in apart), sum(y * y for _x, y in apart)
    if min(spread) < 1e-9:
        return None
    return sum(x * y for x, y in apart) / sqrt(spread[0] * spread[1])
