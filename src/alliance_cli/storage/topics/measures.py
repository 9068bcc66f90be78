"""Stores and reads quick ratings outside a walk, and administrations of instruments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import How, Rater
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.answers import PUT_RATING
from alliance_cli.storage.unfinished.held_back import settle

_ADMINISTRATIONS = "SELECT a.*, n, value FROM administration AS a LEFT JOIN item ON item.administration = a.id"
_SINCE = """
SELECT a.*, n, item.value FROM json_each(:starts) AS given CROSS JOIN administration AS a ON a.client = given.key
AND (a.session IN (SELECT value FROM json_each(:sessions)) OR (taken_on >= given.value AND NOT EXISTS (
  SELECT 1 FROM session AS s WHERE s.id = a.session AND s.client = a.client AND missed IS NULL
)))
LEFT JOIN item ON item.administration = a.id
"""
_OLDEST_FIRST = "ORDER BY taken_on, a.id, n"
_LATEST = """
SELECT max(id) FROM administration
WHERE client = :client AND instrument = :instrument AND rater = :rater AND taken_on = :on
"""


class Measures:
    """Ratings and administrations of instruments, which are measures."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def rate(self, session: Session, rater: Rater, ratings: Mapping[str, int], how: How) -> None:
        """Store quick ratings, scale to a value from 1 to 10, replacing earlier ones."""
        with self._vault.change() as db:
            rated = {"session": session.id, "rater": rater, "how": how, "at": self._clock.stamp}
            for scale, value in ratings.items():
                db.execute(PUT_RATING, {**rated, "scale": scale, "value": value})
            settle(db, session.id)

    def given(self, session: Session, rater: Rater) -> Mapping[str, int]:
        """One rater's quick ratings for a session, scale to value."""
        rows = self._vault.rows(
            "SELECT scale, value FROM rating WHERE session = :session AND rater = :rater",
            {"session": session.id, "rater": rater},
        )
        return {row["scale"]: row["value"] for row in rows}

    def take_away(self, session: Session, rater: Rater, scale: str) -> None:
        """Delete one quick rating."""
        with self._vault.change() as db:
            db.execute("DELETE FROM rating WHERE session = ? AND rater = ? AND scale = ?", [session.id, rater, scale])

    def administer(self, client: Client, session: Session | None, taken: Administration) -> None:
        """Store an administration in one transaction: its total, and its items in addition to those it has already."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO administration VALUES (:id, :client, :session, :instrument, :version, :rater, :on, :total)"
                " ON CONFLICT (id) DO UPDATE"
                " SET session = coalesce(:session, session), version = :version, total = :total",
                {
                    "id": taken.id,
                    "client": client.id,
                    "session": session.id if session else None,
                    "instrument": taken.instrument,
                    "version": taken.version,
                    "rater": taken.rater,
                    "on": taken.on.isoformat(),
                    "total": taken.total,
                },
            )
            for n, value in taken.values.items():
                db.execute(
                    "INSERT INTO item VALUES (:taken, :n, :value)"
                    " ON CONFLICT (administration, n) DO UPDATE SET value = :value",
                    {"taken": taken.id, "n": n, "value": value},
                )

    def leave_out(self, taken: Administration, n: int) -> None:
        """Delete one item. Without items and without an own total, the administration is deleted too."""
        given = {"taken": taken.id, "n": n}
        with self._vault.change() as db:
            db.execute("DELETE FROM item WHERE administration = :taken AND n = :n", given)
            db.execute(
                "DELETE FROM administration WHERE id = :taken AND total IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM item WHERE administration = :taken)",
                given,
            )

    def taken(self, client: Client, instrument: str, rater: Rater, on: date) -> Administration | None:
        """The client's latest administration by a rater on a day, if any."""
        rows = self._vault.rows(
            f"{_ADMINISTRATIONS} WHERE a.id = ({_LATEST}) ORDER BY n",
            {"client": client.id, "instrument": instrument, "rater": rater, "on": on.isoformat()},
        )
        return administration_of(rows) if rows else None

    def administrations(self, client: Client) -> tuple[Administration, ...]:
        """All administrations of a client, oldest first."""
        return self._grouped(f"{_ADMINISTRATIONS} WHERE client = :client {_OLDEST_FIRST}", client=client.id)[client.id]

    def administrations_since(
        self, starts: Mapping[str, date], sessions: Sequence[str]
    ) -> Mapping[str, tuple[Administration, ...]]:
        """Client id to administrations, oldest first.

        These are the administrations linked to one of the ``sessions`` (ids), and those on or after a client's start
        that are linked to no held session. ``starts`` maps client ids to days.
        """
        from json import dumps

        given = dumps({client: start.isoformat() for client, start in starts.items()})
        return self._grouped(f"{_SINCE} {_OLDEST_FIRST}", starts=given, sessions=dumps(list(sessions)))

    def _grouped(self, sql: str, **given: str) -> Mapping[str, tuple[Administration, ...]]:
        by_client: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self._vault.rows(sql, given):
            by_client[row["client"]][row["id"]].append(row)
        found = {client: tuple(map(administration_of, taken.values())) for client, taken in by_client.items()}
        return defaultdict(tuple, found)


def administration_of(rows: list[Row]) -> Administration:
    """Build an administration from its rows, one per item."""
    first = rows[0]
    return Administration(
        id=first["id"],
        session=first["session"] or "",
        instrument=first["instrument"],
        version=first["version"],
        rater=Rater(first["rater"]),
        on=date.fromisoformat(first["taken_on"]),
        values={row["n"]: row["value"] for row in rows if row["n"] is not None},
        total=first["total"],
    )
