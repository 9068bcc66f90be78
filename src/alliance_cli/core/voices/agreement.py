"""Compares the clinician's ratings with the client's on one scale, over the sessions that both rated."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.formatting import points
from alliance_cli.core.ratings import SCALES, Rater, scale_in_a_sentence
from alliance_cli.translation import N_, _, _n

CLOSE = 1.0
"""The greatest difference, in points, that counts as close."""
ABOUT_THE_SAME = 0.5
"""The mean difference, in points, below which ratings are called about the same: a convention of this program."""
ENOUGH = 5
"""How many sessions with both ratings are needed for a comparison, over all clients together: a convention of this
program."""


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
"""The sentences for a comparison, for one client or several, overall or on one scale."""


class Agreement(Struct, frozen=True):
    """The comparison on one scale, or ("") of the mean of the shared scales, over the sessions that both rated.

    ``difference``: the mean of the clinician's minus the client's rating, in points. ``close``: the share of sessions
    within one point, 0 to 1. ``sessions`` and ``clients``: how many it is based on.
    """

    scale: str
    difference: float
    close: float
    sessions: int
    clients: int = 1

    @property
    def says(self) -> str:
        """The comparison in one sentence, with the number of sessions if there are several clients."""
        says = _SAYS[self._verdict][self.clients > 1][bool(self.scale)]
        apart = points(abs(self.difference))
        apart = _n("{number} point", "{number} points", 1 if apart == "1" else 2, number=apart)
        sessions = _n("{count} session", "{count} sessions", self.sessions)
        return _(says, scale=scale_in_a_sentence(self.scale), points=apart, sessions=sessions, clients=self.clients)

    @property
    def is_apart(self) -> bool:
        """Whether the two differ over enough sessions."""
        return self._verdict in {"above", "below"}

    @property
    def _verdict(self) -> str:
        if self.sessions < ENOUGH:
            return "early"
        if abs(self.difference) < ABOUT_THE_SAME:
            return "same"
        return "above" if self.difference > 0 else "below"


def both_means(record: SessionRecord) -> tuple[float, float] | None:
    """The clinician's and the client's mean over the quick ratings that both gave; None if there are none."""
    clinician, client = record.ratings_by(Rater.CLINICIAN), record.ratings_by(Rater.CLIENT)
    shared = [scale for scale in SCALES if scale in clinician and scale in client]
    if not shared:
        return None
    return sum(clinician[s] for s in shared) / len(shared), sum(client[s] for s in shared) / len(shared)


def agreement_on(scale: str, differences: Sequence[float]) -> Agreement | None:
    """The agreement on a scale, or ("") of the means, from these differences in points; None without differences."""
    if not differences:
        return None
    close = sum(abs(difference) <= CLOSE for difference in differences)
    count = len(differences)
    return Agreement(scale, sum(differences) / count, close / count, count)


def differences_on(records: Sequence[SessionRecord], scale: str) -> list[float]:
    """The clinician's rating minus the client's, in each session that both rated on a scale."""
    pairs = ((r.ratings_by(Rater.CLINICIAN).get(scale), r.ratings_by(Rater.CLIENT).get(scale)) for r in records)
    return [mine - theirs for mine, theirs in pairs if mine is not None and theirs is not None]


def agreement_over_clients(agreements: Sequence[Agreement]) -> Agreement:
    """The agreement over one or more clients, each with equal weight."""
    count = len(agreements)
    return Agreement(
        agreements[0].scale,
        sum(each.difference for each in agreements) / count,
        sum(each.close for each in agreements) / count,
        sum(each.sessions for each in agreements),
        count,
    )
