"""Stores and reads sessions.

A session's number is its place by date among the held sessions, so a late entry renumbers the others. A missed session
has no number, and searches for held sessions leave it out.
"""

from __future__ import annotations

from datetime import date

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault

NUMBERED = """
SELECT id, client, held_on, row_number() OVER (ORDER BY held_on, id) AS number
FROM session WHERE client = :client AND missed IS NULL
"""
_ON_DATE = f"""
SELECT * FROM ({NUMBERED}) AS n WHERE held_on = :day ORDER BY EXISTS (
  SELECT 1 FROM walk WHERE walk.session = n.id AND phase = :phase AND finished_at IS NOT NULL
), number DESC LIMIT 1
"""  # noqa: S608 - constant

# The content of a session, not counting skipped steps and settled marks.
_DROP_EMPTY = """
DELETE FROM session WHERE id = :id AND missed IS NULL
AND NOT EXISTS (SELECT 1 FROM walk JOIN answer ON answer.walk = walk.id WHERE walk.session = :id AND value IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM walk JOIN walk AS other ON other.about = walk.id WHERE walk.session = :id)
AND NOT EXISTS (SELECT 1 FROM rating WHERE session = :id)
AND NOT EXISTS (SELECT 1 FROM tension WHERE session = :id)
AND NOT EXISTS (SELECT 1 FROM moment WHERE session = :id)
AND NOT EXISTS (SELECT 1 FROM moment WHERE resolved_in = :id)
AND NOT EXISTS (SELECT 1 FROM mark WHERE session = :id AND (kind = 'note' OR settled_at IS NULL))
AND NOT EXISTS (SELECT 1 FROM administration WHERE session = :id)
AND NOT EXISTS (SELECT 1 FROM flag_decision WHERE session = :id)
"""


def session(row: Row) -> Session:
    """Build a session from a row of ``NUMBERED``."""
    return Session(row["id"], row["client"], date.fromisoformat(row["held_on"]), row["number"])


class Sessions:
    """A client's sessions."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def on(self, client: Client, day: date, phase: str = "") -> Session | None:
        """The client's session on a date: the latest whose walk of ``phase`` is not finished, else the latest."""
        rows = self._vault.rows(_ON_DATE, {"client": client.id, "day": day.isoformat(), "phase": phase})
        return session(rows[0]) if rows else None

    def find(self, client: Client, session_id: str) -> Session | None:
        """The client's held session with an id; None if there is none."""
        rows = self._vault.rows(
            f"SELECT * FROM ({NUMBERED}) WHERE id = :id",  # noqa: S608 - constant
            {"client": client.id, "id": session_id},
        )
        return session(rows[0]) if rows else None

    def latest(self, client: Client, until: date) -> Session | None:
        """The client's last held session on or before a date."""
        rows = self._vault.rows(
            f"SELECT * FROM ({NUMBERED}) WHERE held_on <= :until ORDER BY number DESC LIMIT 1",  # noqa: S608 - constant
            {"client": client.id, "until": until.isoformat()},
        )
        return session(rows[0]) if rows else None

    def any_before(self, client: Client, day: date, session: Session | None) -> bool:
        """Whether the client has a session before this one or, for a new one, before that day."""
        given = {"client": client.id, "day": day.isoformat(), "number": session.number if session else None}
        earlier = "CASE WHEN :number IS NULL THEN held_on <= :day ELSE number < :number END"
        return bool(self._vault.rows(f"SELECT 1 FROM ({NUMBERED}) WHERE {earlier} LIMIT 1", given))  # noqa: S608 - constants

    def dates_answered_yes(self, step: str) -> tuple[date, ...]:
        """The dates of all clients' sessions in which a prompt was answered with yes, oldest first."""
        rows = self._vault.rows(
            "SELECT held_on FROM session AS s WHERE EXISTS (SELECT 1 FROM walk JOIN answer ON answer.walk = walk.id"
            " WHERE walk.session = s.id AND step = :step AND value = 'true') ORDER BY held_on",
            {"step": step},
        )
        return tuple(date.fromisoformat(row["held_on"]) for row in rows)

    def ids_answered_yes(self, step: str) -> frozenset[str]:
        """The ids of the sessions in which a prompt was answered with yes."""
        rows = self._vault.rows(
            "SELECT walk.session AS id FROM walk JOIN answer ON answer.walk = walk.id"
            " WHERE walk.session IS NOT NULL AND step = :step AND value = 'true'",
            {"step": step},
        )
        return frozenset(row["id"] for row in rows)

    def missed_on(self, client: Client, day: date) -> MissedSession | None:
        """The client's missed session on a date, without its intention."""
        rows = self._vault.rows(
            "SELECT id, missed FROM session WHERE client = :client AND held_on = :day AND missed IS NOT NULL"
            " ORDER BY id LIMIT 1",
            {"client": client.id, "day": day.isoformat()},
        )
        return MissedSession(rows[0]["id"], day, Missed(rows[0]["missed"])) if rows else None

    def mark(self, session_id: str, why: Missed | None) -> None:
        """Store why a session was missed; None stores that it was held."""
        with self._vault.change() as db:
            db.execute("UPDATE session SET missed = ? WHERE id = ?", [why, session_id])

    def add_missed(self, client: Client, day: date, why: Missed) -> None:
        """Add a missed session."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO session (id, client, held_on, started_at, missed) VALUES (?, ?, ?, ?, ?)",
                [self._clock.new_id(), client.id, day.isoformat(), self._clock.stamp, why],
            )

    def exists(self, session_id: str) -> bool:
        """Whether the session is still there."""
        return bool(self._vault.rows("SELECT 1 FROM session WHERE id = :id", {"id": session_id}))

    def drop_empty(self, session_id: str) -> bool:
        """Delete a held session without any content but skipped steps; return whether it was deleted."""
        with self._vault.change() as db:
            return bool(db.execute(_DROP_EMPTY, {"id": session_id}).rowcount)

    def add(self, client: Client, day: date) -> Session:
        """Add a session on a date."""
        given = {
            "id": self._clock.new_id(),
            "client": client.id,
            "day": day.isoformat(),
            "at": self._clock.stamp,
        }
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO session (id, client, held_on, started_at) VALUES (:id, :client, :day, :at)",
                given,
            )
        numbered = self._vault.rows(
            f"SELECT * FROM ({NUMBERED}) WHERE id = :id",  # noqa: S608 - constant
            given,
        )
        return session(numbered[0])
