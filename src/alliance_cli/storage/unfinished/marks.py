"""Stores and reads the marks made during sessions."""

from __future__ import annotations

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.walk.marks import Mark, MarkKind
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault

_OF_CLIENT = """
SELECT mark.* FROM session AS s JOIN mark ON mark.session = s.id WHERE s.client = :client ORDER BY marked_at, mark.rowid
"""
_OF_SESSION = "SELECT * FROM mark WHERE session = :session ORDER BY marked_at, rowid"


class MarkStore:
    """The marks of sessions."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def of(self, client: Client) -> tuple[Mark, ...]:
        """All marks of a client, oldest first."""
        return tuple(map(self._mark, self._vault.rows(_OF_CLIENT, {"client": client.id})))

    def of_session(self, session: Session) -> tuple[Mark, ...]:
        """The marks of a session, oldest first."""
        return tuple(map(self._mark, self._vault.rows(_OF_SESSION, {"session": session.id})))

    def add(self, session: Session, kind: MarkKind, marker: str = "", words: str = "") -> Mark:
        """Store a mark with the current time."""
        given = {"id": self._clock.new_id(), "session": session.id, "at": self._clock.stamp}
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO mark (id, session, kind, marker, words, marked_at)"
                " VALUES (:id, :session, :kind, :marker, :words, :at)",
                {**given, "kind": kind, "marker": marker, "words": words},
            )
        return Mark(given["id"], session.id, kind, self._clock.local(given["at"]), marker, words)

    def take_back(self, mark: Mark) -> bool:
        """Delete a mark; return False, without a change, if it is settled or gone."""
        with self._vault.change() as db:
            return bool(db.execute("DELETE FROM mark WHERE id = ? AND settled_at IS NULL", [mark.id]).rowcount)

    def settle(self, mark: Mark) -> None:
        """Mark as settled: its moment was described, or there was none."""
        with self._vault.change() as db:
            db.execute("UPDATE mark SET settled_at = ? WHERE id = ?", [self._clock.stamp, mark.id])

    def _mark(self, row: Row) -> Mark:
        return Mark(
            row["id"],
            row["session"],
            MarkKind(row["kind"]),
            self._clock.local(row["marked_at"]),
            row["marker"],
            row["words"],
            row["settled_at"] is not None,
        )
