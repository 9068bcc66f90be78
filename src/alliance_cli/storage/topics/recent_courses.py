"""Reads, of the courses of clients seen lately, what the flags of their last sessions rest on.

Of the sessions before the last one that the client rated, that is the client's ratings alone. Such sessions make up
nearly all of a vault; they are read in one query for many clients.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from msgspec.structs import replace

from alliance_cli.core.course.entities import Client, Course, Ratings, SessionRecord
from alliance_cli.core.exchange.row_rules import QUICK_RATING
from alliance_cli.core.flags.signals import last_rated_place
from alliance_cli.core.walk.kinds import SESSION_SCALES, Rater
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.database_errors import misfit
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import client_of
from alliance_cli.storage.topics.courses import Courses
from alliance_cli.storage.topics.sessions import session
from alliance_cli.translation import _

AT_ONCE = 50
"""So many clients are read together: few queries, and little in memory."""

_SEEN = """
SELECT * FROM client WHERE closed_on IS NULL
AND id IN (SELECT client FROM session WHERE held_on >= :since AND missed IS NULL AND {which}) ORDER BY code
"""
# CROSS JOIN keeps the order of the clients given; within one, the index gives the order by date.
_RATED = f"""
SELECT s.client, s.id, held_on, row_number() OVER (PARTITION BY given.key ORDER BY held_on, s.id) AS number,
  (SELECT json_group_object(scale, value) FROM rating WHERE session = s.id AND rater = '{Rater.CLIENT}') AS ratings
FROM json_each(:clients) AS given CROSS JOIN session AS s ON s.client = given.value AND missed IS NULL
ORDER BY given.key, held_on, s.id
"""  # noqa: S608 - constant


class RecentCourses:
    """The courses of open clients who were seen lately."""

    def __init__(self, vault: Vault, courses: Courses) -> None:
        self._vault = vault
        self._courses = courses

    def seen_since(self, day: date, client: str | None = None) -> Iterator[tuple[Course, ...]]:
        """The courses of open clients who had a session on ``day`` or later, by code, some at a time.

        ``client`` is the id of the one that is asked about.
        They come without repairs and missed sessions, and a session before the last one that the client rated with
        nothing but the client's ratings.
        """
        which = "client = :client" if client else "TRUE"
        clients = [
            client_of(row)
            for row in self._vault.rows(_SEEN.format(which=which), {"since": day.isoformat(), "client": client})
        ]
        for first in range(0, len(clients), AT_ONCE):
            yield self._of(clients[first : first + AT_ONCE])

    def _of(self, clients: Sequence[Client]) -> tuple[Course, ...]:
        rows = self._vault.stream(_RATED, {"clients": json.dumps([client.id for client in clients])})
        rated = {
            each: [_rated(row) for row in of_client] for each, of_client in groupby(rows, lambda row: row["client"])
        }
        latest = [each.session.id for records in rated.values() for each in records[last_rated_place(records) :]]
        whole = {each.session.id: each for each in self._courses.records(latest)}
        return tuple(
            Course(client, tuple(_completed(each, whole.get(each.session.id)) for each in rated[client.id]))
            for client in clients
        )


def _completed(rated: SessionRecord, whole: SessionRecord | None) -> SessionRecord:
    """All of a session where it was read, under its number in the course."""
    return replace(whole, session=rated.session) if whole else rated


def _rated(row: Row) -> SessionRecord:
    ratings = _ratings(row["ratings"])
    if ratings is None:
        raise misfit("rating", _("session {id}", id=row["id"]), "value")
    return SessionRecord(session(row), ratings=ratings)


@lru_cache(maxsize=10_000)
def _ratings(text: str) -> Ratings | None:
    """The client's ratings of a JSON object; None where one is not from 1 to 10. Most courses repeat a few."""
    given = json.loads(text)
    if any(scale in SESSION_SCALES and value not in QUICK_RATING for scale, value in given.items()):
        return None
    return {Rater.CLIENT: given} if given else {}
