"""Summarises each client of a caseload, including the recent course against the client's own level."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

RECENT = 20
"""How many of the latest sessions are used; the own level is the mean of those before the last rated one."""


class Overview(Struct, frozen=True):
    """The summary of one client.

    ``means`` has the client's mean rating (1 to 10) in each of up to ``RECENT`` latest sessions, oldest first; None for
    a session without ratings. ``reflected`` counts sessions whose reflection was finished.
    """

    client: str
    closed: bool
    sessions: int
    reflected: int
    last_on: date | None
    means: tuple[float | None, ...]
    open_ruptures: int
    held_back: int = 0
    """How many sessions have held-back answers by the client; the means leave them out."""

    @property
    def last_mean(self) -> float | None:
        """The mean of the last session the client rated."""
        rated = self._rated
        return rated[-1] if rated else None

    @property
    def own_level(self) -> float | None:
        """The mean of the sessions rated before the last rated one; None if there are none."""
        before = self._rated[:-1]
        return sum(before) / len(before) if before else None

    @property
    def change(self) -> float | None:
        """The last mean minus the own level, in points."""
        last, level = self.last_mean, self.own_level
        return None if last is None or level is None else last - level

    def days_since(self, today: date) -> int | None:
        """Days from the last session to ``today``."""
        return (today - self.last_on).days if self.last_on else None

    @property
    def _rated(self) -> list[float]:
        return [mean for mean in self.means if mean is not None]


def most_pressing(overviews: Sequence[Overview], flagged: Collection[str], most: int) -> tuple[Overview, ...]:
    """The ``most`` most pressing clients, in their given order.

    Clients with an open possible rupture or a flag come before those seen most recently. ``flagged`` has the codes of
    clients with a flag.
    """

    def rank(each: Overview) -> tuple[bool, date]:
        return bool(each.open_ruptures) or each.client in flagged, each.last_on or date.min

    chosen = sorted(overviews, key=rank, reverse=True)[:most]
    return tuple(each for each in overviews if each in chosen)


class Glance(Struct, frozen=True):
    """A client in the list; ``last_client_mean`` is the mean, 1 to 10, of the last session that the client rated."""

    client: str
    closed: bool
    sessions: int
    last_on: date | None
    last_client_mean: float | None
    open_ruptures: int
    held_back: int = 0
    """How many sessions have held-back answers by the client; the mean leaves them out."""
