"""Defines the rows of a file of earlier ratings, and the stored ratings for the same clients and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.missed import MissedSession
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater


class FilledIn(Struct, frozen=True):
    """An instrument in one row: answers by item number, and its total if the row has one."""

    instrument: Instrument
    values: Mapping[int, float]
    total: float | None = None

    def named(self) -> Iterator[tuple[str, float]]:
        """Each value under the name of its column, such as ``srs.1``."""
        yield from ((f"{self.instrument.id}.{n}", value) for n, value in self.values.items())
        if self.total is not None:
            yield f"{self.instrument.id}.total", self.total


class RatedRow(Struct, frozen=True):
    """The ratings by one rater on one day, and their line in the file; scales that were not rated are absent."""

    line: int
    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]
    filled: tuple[FilledIn, ...] = ()

    def named(self) -> Iterator[tuple[str, float]]:
        """Each value under the name of its column."""
        yield from self.ratings.items()
        for each in self.filled:
            yield from each.named()


ClientDay = tuple[str, date]
"""A client's id and a date."""
Sheet = tuple[str, str, Rater, date]
"""A client's id, an instrument's id, who filled it in, and the date."""


class KeptRatings(Struct, frozen=True):
    """The stored ratings of some clients between two dates; code that adds ratings also records them here.

    ``clients`` is keyed by code in lower case. If there are several sessions on a date, the latest counts.
    """

    clients: dict[str, Client]
    sessions: dict[ClientDay, Session]
    missed: dict[ClientDay, MissedSession]
    ratings: dict[tuple[str, Rater], dict[str, int]]
    """Session id and rater to scale to value."""
    taken: dict[Sheet, Administration]


class NewRatings(Struct, frozen=True):
    """The ratings to add, in the order of the file."""

    clients: list[Client]
    sessions: list[Session]
    ratings: list[tuple[str, Rater, str, int]]
    """Session id, rater, scale and value."""
    taken: dict[str, tuple[str, Administration]]
    """Id to the client's id and the administration, which may be stored already; its new items are in ``items``."""
    items: list[tuple[str, int, float]]
    """Administration id, item number, and answer."""

    @classmethod
    def nothing(cls) -> NewRatings:
        return cls([], [], [], {}, [])

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows by table."""
        return {
            "client": len(self.clients),
            "session": len(self.sessions),
            "rating": len(self.ratings),
            "administration": len(self.taken),
            "item": len(self.items),
        }
