"""Stores and reads walks.

A script version is the text of a script as it was asked, stored once in ``wording`` under its SHA-256.
"""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct
from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.translation import _

WITH_SCRIPT_VERSION = "SELECT walk.*, text FROM walk JOIN wording ON sha256 = wording"


class Walk(Struct, frozen=True):
    """One walk through a script, as stored.

    ``script_version`` is the script's text as it was asked; ``session`` is empty for a standalone walk.
    """

    id: str
    session: str
    phase: Phase
    script: str
    script_version: str
    finished: bool
    links: WalkLinks = NO_LINKS


class Walks:
    """The walks of a session."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def find(self, session: Session, script: str) -> Walk | None:
        """The session's walk through a script; None if it was not begun."""
        rows = self._vault.rows(
            f"{WITH_SCRIPT_VERSION} WHERE session = :session AND script = :script",
            {"session": session.id, "script": script},
        )
        return walk_of(rows[0]) if rows else None

    def of(self, client: Client) -> tuple[Walk, ...]:
        """All walks of a client, in the order they were begun."""
        rows = self._vault.rows(
            f"{WITH_SCRIPT_VERSION} JOIN session ON session.id = session"
            " WHERE session.client = :client ORDER BY held_on, walk.id",
            {"client": client.id},
        )
        return tuple(walk_of(row) for row in rows)

    def of_session(self, session: Session, phase: Phase) -> tuple[Walk, ...]:
        """The walks of one phase of a session, in the order they were begun."""
        rows = self._vault.rows(
            f"{WITH_SCRIPT_VERSION} WHERE session = :session AND phase = :phase ORDER BY walk.id",
            {"session": session.id, "phase": phase},
        )
        return tuple(walk_of(row) for row in rows)

    def begin(self, session: Session, script: Script, version: str) -> Walk:
        """Begin a walk, or move an existing one to this script version."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO walk (id, session, phase, script, wording, started_at)"
                " VALUES (:id, :session, :phase, :script, :version, :at)"
                " ON CONFLICT (session, script) WHERE session IS NOT NULL DO UPDATE SET wording = :version",
                {
                    "id": self._clock.new_id(),
                    "session": session.id,
                    "phase": script.phase,
                    "script": script.id,
                    "version": store_script_version(db, version),
                    "at": self._clock.stamp,
                },
            )
        walk = self.find(session, script.id)
        if walk is None:
            raise LookupError("a walk vanished while being begun")
        return walk

    def started_at(self, walk: Walk) -> str:
        """The time a walk was begun; raises VaultTrouble if it was erased."""
        rows = self._vault.rows("SELECT started_at FROM walk WHERE id = :walk", {"walk": walk.id})
        if not rows:
            raise erased()
        return str(rows[0]["started_at"])

    def finish(self, walk: Walk) -> None:
        """Mark the walk as finished; raises VaultTrouble if it was erased."""
        given = {"at": self._clock.stamp, "walk": walk.id, "session": walk.session}
        with self._vault.change() as db:
            if db.execute("UPDATE walk SET finished_at = :at WHERE id = :walk", given).rowcount == 0:
                raise erased()
            if walk.phase is Phase.IN_SESSION:
                db.execute("UPDATE session SET ended_at = :at WHERE id = :session", given)


def erased() -> VaultTrouble:
    """The error for a walk that another window has erased."""
    return VaultTrouble(_("What this is about was erased in another window."), _("There is nothing left to add to."))


def store_script_version(db: Connection, version: str) -> str:
    """Store a script's text once; returns its SHA-256, the key it is stored under."""
    digest = sha256(version.encode()).hexdigest()
    db.execute("INSERT INTO wording VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, version])
    return digest


def walk_of(row: Row) -> Walk:
    """Build a walk from a row of ``WITH_SCRIPT_VERSION``."""
    finished = row["finished_at"] is not None
    ties = WalkLinks(row["client"] or "", row["moment"] or "", row["about"] or "")
    return Walk(row["id"], row["session"] or "", Phase(row["phase"]), row["script"], row["text"], finished, ties)
