"""Reads whole courses: one client's, or those of every client or of those seen lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.exchange.row_rules import QUICK_RATING
from alliance_cli.core.ratings import SESSION_SCALES, Rater
from alliance_cli.core.walk.hand_over import as_shown
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.answer_text import value_of
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.database_errors import misfit
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import by_code, client_of
from alliance_cli.storage.topics.moments import FROM_NUMBERS, moment
from alliance_cli.storage.topics.records import Records
from alliance_cli.storage.topics.sessions import session
from alliance_cli.storage.topics.tension import TENSION_ANSWERS
from alliance_cli.storage.unfinished.held_back import HELD_SESSIONS
from alliance_cli.translation import _

INTENTION = "intention"
"""The prompt whose answer appears on the next preparation's card."""

_ONE = "s.client = :client"
_ALL = "TRUE"
_OPEN = "s.client IN (SELECT id FROM client WHERE closed_on IS NULL)"
_NAMED = "s.id IN (SELECT value FROM json_each(:sessions))"
_SESSIONS = """
SELECT id, client, held_on, row_number() OVER (PARTITION BY client ORDER BY held_on, id) AS number
FROM session AS s WHERE {which} AND missed IS NULL ORDER BY client, number
"""
_MISSED = """
SELECT s.id, held_on, missed, (
  SELECT value FROM answer JOIN walk ON walk.id = walk WHERE walk.session = s.id AND step = :intention
) AS intention
FROM session AS s WHERE {which} AND missed IS NOT NULL ORDER BY held_on, s.id
"""
_WALKS = """
SELECT session, phase, min(finished_at IS NOT NULL) AS finished FROM walk JOIN session AS s ON s.id = session
WHERE {which} GROUP BY session, phase
"""
_RATINGS = "SELECT session, rater, scale, value FROM rating JOIN session AS s ON s.id = session WHERE {which}"
_MOMENTS = f"""
SELECT moment.*, {FROM_NUMBERS}, held_on FROM moment JOIN session AS s ON s.id = moment.session
WHERE {{which}} ORDER BY moment.rowid
"""  # noqa: S608 - constant
_ANSWERS = """
SELECT w.session, value FROM answer JOIN walk AS w ON w.id = walk JOIN session AS s ON s.id = w.session
WHERE {which} AND step = :intention AND value IS NOT NULL
"""


class Courses:
    """The courses of clients, without held-back answers and ratings."""

    def __init__(self, vault: Vault, records: Records) -> None:
        self._vault = vault
        self._kept = records

    def of(self, client: Client) -> Course:
        """The client's course, oldest session first."""
        records = self._records(_ONE, {"client": client.id}, self._repairs(client))
        return Course(client, tuple(records[client.id]), missed=self._missed(client))

    def records(self, sessions: Sequence[str]) -> tuple[SessionRecord, ...]:
        """The complete held sessions with these ids, without repairs; their numbers differ from those in the course."""
        from json import dumps

        records = self._records(_NAMED, {"sessions": dumps(list(sessions))})
        return tuple(each for of_client in records.values() for each in of_client)

    def every(self, *, closed: bool = False) -> tuple[Course, ...]:
        """The courses, without repairs, of open clients by code; of closed ones too with ``closed``."""
        wanted = [client_of(row) for row in by_code(self._vault.rows("SELECT * FROM client"))]
        records = self._records(_ALL if closed else _OPEN, {})
        return tuple(Course(each, tuple(records[each.id])) for each in wanted if each.id in records)

    def _missed(self, client: Client) -> tuple[MissedSession, ...]:
        rows = self._vault.rows(_MISSED.format(which=_ONE), {"client": client.id, "intention": INTENTION})
        return tuple(
            MissedSession(
                row["id"],
                date.fromisoformat(row["held_on"]),
                Missed(row["missed"]),
                str(value_of(row["intention"]) or ""),
            )
            for row in rows
        )

    def _repairs(self, client: Client) -> dict[str, list[WalkRecord]]:
        grouped: dict[str, list[WalkRecord]] = defaultdict(list)
        for repair in self._kept.of(Phase.REPAIR, client.id):
            grouped[repair.links.moment].append(repair)
        return grouped

    def _records(
        self, which: str, given: dict[str, str], repairs: Mapping[str, Sequence[WalkRecord]] = MappingProxyType({})
    ) -> dict[str, list[SessionRecord]]:
        """Client id to session records, oldest first."""
        walks, ratings = self._by_session(_WALKS, which, given), self._by_session(_RATINGS, which, given)
        moments = self._by_session(_MOMENTS, which, given)
        answers = self._by_session(_ANSWERS, which, {**given, "intention": INTENTION})
        tension = self._by_session(TENSION_ANSWERS, which, given)
        held = self._by_session(HELD_SESSIONS, which, given)
        records: dict[str, list[SessionRecord]] = defaultdict(list)
        for row in self._vault.rows(_SESSIONS.format(which=which), given):
            intentions = [value_of(each["value"]) for each in answers[row["id"]]]
            records[row["client"]].append(
                as_shown(
                    SessionRecord(
                        session=session(row),
                        phases={Phase(each["phase"]): _finished(each) for each in walks[row["id"]]},
                        ratings=_ratings(ratings[row["id"]]),
                        moments=tuple(moment(each, repairs.get(each["id"], ())) for each in moments[row["id"]]),
                        intention=str(intentions[-1]) if intentions else "",
                        # Rows are sorted oldest first, so a later answer replaces an earlier one.
                        tension={Rater(each["rater"]): bool(each["reported"]) for each in tension[row["id"]]},
                        held_back=row["id"] in held,
                    )
                )
            )
        return records

    def _by_session(self, sql: str, which: str, given: dict[str, str]) -> dict[str, list[Row]]:
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in self._vault.rows(sql.format(which=which), given):
            grouped[row["session"]].append(row)
        return grouped


def _finished(row: Row) -> str:
    return "finished" if row["finished"] else "unfinished"


def _ratings(rows: list[Row]) -> dict[Rater, dict[str, int]]:
    ratings: dict[Rater, dict[str, int]] = {}
    for row in rows:
        if row["scale"] in SESSION_SCALES and row["value"] not in QUICK_RATING:
            raise misfit("rating", _("session {id}", id=row["session"]), "value")
        ratings.setdefault(Rater(row["rater"]), {})[row["scale"]] = row["value"]
    return ratings
