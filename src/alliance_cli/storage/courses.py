"""Reading a client's whole course, session by session."""

from __future__ import annotations

from collections import defaultdict

from alliance_cli.core.caseload import Client, Course, SessionRecord
from alliance_cli.core.kinds import Rater
from alliance_cli.core.records import Record
from alliance_cli.core.script import Phase
from alliance_cli.storage.moments import moment
from alliance_cli.storage.records import Records
from alliance_cli.storage.sessions import NUMBERED, session
from alliance_cli.storage.vault import Row, Vault
from alliance_cli.storage.walks import value_of

INTENTION = "intention"
"""The prompt whose answer comes back on the next carry-over card."""

_WALKS = """
SELECT session, phase, min(finished_at IS NOT NULL) AS finished FROM walk JOIN session AS s ON s.id = session
WHERE s.client = :client GROUP BY session, phase
"""
_RATINGS = """
SELECT session, rater, scale, value FROM rating JOIN session AS s ON s.id = session WHERE s.client = :client
"""
_MOMENTS = """
SELECT moment.*, held_on FROM moment JOIN session AS s ON s.id = session WHERE s.client = :client ORDER BY moment.id
"""
_INTENTIONS = """
SELECT session, value FROM answer JOIN walk AS w ON w.id = walk JOIN session AS s ON s.id = w.session
WHERE s.client = :client AND step = :step AND value IS NOT NULL
"""


class Courses:
    """Everything kept of a client."""

    def __init__(self, vault: Vault, records: Records) -> None:
        self._vault = vault
        self._kept = records

    def of(self, client: Client) -> Course:
        """The client's course, oldest session first."""
        given = {"client": client.id, "step": INTENTION}
        phases = self._by_session(_WALKS, given)
        ratings = self._by_session(_RATINGS, given)
        moments = self._by_session(_MOMENTS, given)
        intentions = self._by_session(_INTENTIONS, given)
        repairs = self._repairs(client)
        sessions = [session(row) for row in self._vault.rows(f"{NUMBERED} ORDER BY number", given)]
        records = (
            SessionRecord(
                session=each,
                phases={Phase(r["phase"]): _finished(r) for r in phases[each.id]},
                ratings=_ratings(ratings[each.id]),
                moments=tuple(moment(r, repairs[r["id"]]) for r in moments[each.id]),
                intention="".join(str(value_of(r["value"])) for r in intentions[each.id]),
            )
            for each in sessions
        )
        return Course(client, tuple(records))

    def _repairs(self, client: Client) -> dict[str, list[Record]]:
        grouped: dict[str, list[Record]] = defaultdict(list)
        for repair in self._kept.of(Phase.REPAIR, client.id):
            grouped[repair.ties.moment].append(repair)
        return grouped

    def _by_session(self, sql: str, given: dict[str, str]) -> dict[str, list[Row]]:
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in self._vault.rows(sql, given):
            grouped[row["session"]].append(row)
        return grouped


def _finished(row: Row) -> str:
    return "finished" if row["finished"] else "unfinished"


def _ratings(rows: list[Row]) -> dict[Rater, dict[str, int]]:
    ratings: dict[Rater, dict[str, int]] = {}
    for row in rows:
        ratings.setdefault(Rater(row["rater"]), {})[row["scale"]] = row["value"]
    return ratings
