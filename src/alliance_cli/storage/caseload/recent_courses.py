"""Reads as much of the recent clients' courses as the flags of their last sessions need.

For sessions before the last one that the client rated, only the client's ratings are needed. Nearly all sessions are of
this kind, so their ratings are read from an index, as one row per client.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, RecentCourse, Session, SessionRecord
from alliance_cli.core.ratings import SCALES, SESSION_SCALES, Rater
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import by_code, client_of
from alliance_cli.storage.topics.courses import Courses
from alliance_cli.storage.topics.sessions import session
from alliance_cli.storage.unfinished.held_back import NOT_HELD

AT_ONCE = 1000
"""How many clients one query reads, which keeps both queries and memory low."""

_SEEN = """
SELECT * FROM client WHERE closed_on IS NULL
AND id IN (SELECT client FROM session WHERE held_on >= :since AND missed IS NULL AND {which})
"""
_SHOWN = NOT_HELD.format(session="s.id")
_BITS = 4
"""A session's quick ratings are read as one number, with this many bits per rating."""
_MISFIT = 1 << _BITS * len(SCALES)
"""The number is at least this high if one of the ratings is not from 1 to 10."""
_PACKED = " ".join(f"WHEN '{scale}' THEN value << {_BITS * place}" for place, scale in enumerate(SCALES))
_KNOWN = ", ".join(f"'{scale}'" for scale in SESSION_SCALES)
# The query names the index; otherwise SQLite would read whole rows. A client with 100 sessions has 400 ratings, so the
# work per rating is kept small, and held-back answers are looked up once per session.
_RATED = f"""
SELECT given.value AS client, (
  SELECT group_concat(coalesce(CASE WHEN {_SHOWN} THEN (
    SELECT sum(CASE WHEN value BETWEEN 1 AND 10 THEN CASE scale {_PACKED} ELSE 0 END
      ELSE (scale IN ({_KNOWN})) * {_MISFIT} END)
    FROM rating INDEXED BY rating_by_client WHERE session = s.id AND rater = '{Rater.CLIENT}'
  ) END, ''), ' ' ORDER BY held_on, s.id) FROM session AS s WHERE s.client = given.value AND missed IS NULL
) AS ratings FROM json_each(:clients) AS given
"""  # noqa: S608 - constants
_LAST_RATED = f"""
SELECT given.value AS client, (
  SELECT held_on || s.id FROM session AS s WHERE s.client = given.value AND missed IS NULL AND {_SHOWN} AND EXISTS (
    SELECT 1 FROM rating INDEXED BY rating_by_client WHERE session = s.id AND rater = '{Rater.CLIENT}'
  ) ORDER BY held_on DESC, s.id DESC LIMIT 1
) AS last_rated FROM json_each(:clients) AS given
"""  # noqa: S608 - constants
_LATEST = """
SELECT s.client, s.id, held_on, 0 AS number FROM json_each(:starts) AS given
CROSS JOIN session AS s ON s.client = given.key AND missed IS NULL
AND held_on >= substr(given.value, 1, 10) AND held_on || s.id >= given.value ORDER BY s.client, held_on, s.id
"""


class RecentCourses:
    """The courses of open clients who were seen lately."""

    def __init__(self, vault: Vault, courses: Courses) -> None:
        self._vault = vault
        self._courses = courses

    def seen_since(self, day: date, client: str | None = None) -> Iterator[tuple[RecentCourse, ...]]:
        """The courses of open clients who had a session on ``day`` or later, by code, in batches.

        ``client`` is a client's id and limits the result to that client. Repairs and missed sessions are left out.
        """
        which = "client = :client" if client else "TRUE"
        rows = self._vault.rows(_SEEN.format(which=which), {"since": day.isoformat(), "client": client})
        clients = [client_of(row) for row in by_code(rows)]
        for first in range(0, len(clients), AT_ONCE):
            yield self._of(clients[first : first + AT_ONCE])

    def _of(self, clients: Sequence[Client]) -> tuple[RecentCourse, ...]:
        given = {"clients": json.dumps([client.id for client in clients])}
        rated = {row["client"]: row["ratings"].split(" ") for row in self._vault.rows(_RATED, given)}
        last = {row["client"]: row["last_rated"] or "" for row in self._vault.rows(_LAST_RATED, given)}
        latest = self._latest(last)
        return tuple(self._recent(each, rated[each.id], latest[each.id]) for each in clients)

    def _latest(self, starts: Mapping[str, str]) -> dict[str, list[SessionRecord]]:
        """Client id to whole sessions, from the last one that the client rated; ``starts`` has its day and id."""
        rows = self._vault.rows(_LATEST, {"starts": json.dumps(starts)})
        whole = {each.session.id: each for each in self._courses.records([row["id"] for row in rows])}
        return {
            client: [_completed(row, whole) for row in of_client]
            for client, of_client in groupby(rows, lambda row: str(row["client"]))
        }

    def _recent(self, client: Client, rated: Sequence[str], latest: Sequence[SessionRecord]) -> RecentCourse:
        earlier = tuple(map(_stand_in, rated[: len(rated) - len(latest)]))
        if None in earlier:
            self._courses.of(client)  # raises, naming the rating that does not fit
        records = (
            replace(each, session=replace(each.session, number=number))
            for number, each in enumerate(latest, start=len(earlier) + 1)
        )
        return RecentCourse(tuple(filter(None, earlier)), Course(client, tuple(records)))


def _completed(row: Row, whole: Mapping[str, SessionRecord]) -> SessionRecord:
    """Return the session with everything that was read of it."""
    return whole.get(row["id"]) or SessionRecord(session(row))


@lru_cache(maxsize=10_000)
def _stand_in(packed: str) -> SessionRecord | None:
    """Return a session with the client's quick ratings only; None if one is not from 1 to 10."""
    number = int(packed or 0)
    if number >= _MISFIT:
        return None
    ratings = {scale: number >> _BITS * place & (1 << _BITS) - 1 for place, scale in enumerate(SCALES)}
    given = {scale: value for scale, value in ratings.items() if value}
    return SessionRecord(Session("", "", date.min, 0), ratings={Rater.CLIENT: given} if given else {})
