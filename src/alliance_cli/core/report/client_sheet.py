"""Builds the sheet for a client, which shows only the client's own quick ratings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from alliance_cli.core.course.course import Course
from alliance_cli.core.ratings import SCALES, Rater


class OwnRatings(Struct, frozen=True):
    """One session rated by the client: its number and day, the quick ratings (1 to 10), and their mean."""

    number: int
    on: date
    given: Mapping[str, int]
    mean: float


class ClientSheet(Struct, frozen=True):
    """The client's own ratings, oldest first, without codes, flags or anyone else's ratings."""

    sessions: tuple[OwnRatings, ...]
    held_back: tuple[date, ...] = ()
    """The days of held-back answers, oldest first."""

    def ends(self, scale: str) -> tuple[int, int] | None:
        """The first and the latest rating on a scale; None if there are fewer than two."""
        given = [each.given[scale] for each in self.sessions if scale in each.given]
        return (given[0], given[-1]) if len(given) > 1 else None


def client_sheet(course: Course) -> ClientSheet:
    """The sheet of one client's course."""
    sessions = []
    for record in course.records:
        given = record.ratings_by(Rater.CLIENT)
        mean = record.mean(Rater.CLIENT)
        if mean is not None:
            quick = {scale: given[scale] for scale in SCALES if scale in given}
            sessions.append(OwnRatings(record.session.number, record.session.on, quick, mean))
    return ClientSheet(tuple(sessions), tuple(record.session.on for record in course.held_back))
