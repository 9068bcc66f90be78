"""Summarises and erases whole client files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.vault.retention import ClientFile
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import by_code, client_of

# Standalone walks are few and have their own index.
_FILES = """
WITH apart AS MATERIALIZED (SELECT client, max(dated) AS last_on FROM walk WHERE session IS NULL GROUP BY client)
SELECT client.*, (SELECT count(*) FROM session WHERE session.client = client.id AND missed IS NULL) AS sessions,
  nullif(max(coalesce((SELECT max(held_on) FROM session WHERE session.client = client.id), ''),
             coalesce((SELECT max(taken_on) FROM administration WHERE administration.client = client.id), ''),
             coalesce((SELECT max(rated_on) FROM goal JOIN goal_progress ON goal = goal.id
                       WHERE goal.client = client.id), ''),
             coalesce((SELECT last_on FROM apart WHERE apart.client = client.id), '')), '') AS last_on
FROM client WHERE :client IS NULL OR client.id = :client
"""
# A walk belongs to a client by its session, its client, the moment it is about, or the walk it is about.
_WALKS = """
WITH RECURSIVE doomed (id) AS (
  SELECT id FROM walk WHERE client = :client OR session IN (SELECT id FROM session WHERE client = :client)
    OR moment IN (SELECT moment.id FROM moment JOIN session ON session.id = session WHERE client = :client)
  UNION SELECT walk.id FROM walk JOIN doomed ON walk.about = doomed.id)
DELETE FROM walk WHERE id IN (SELECT id FROM doomed)
"""
_EVERYTHING = (
    _WALKS,
    "DELETE FROM access WHERE client = :client",
    "DELETE FROM draft WHERE code = (SELECT code FROM client WHERE id = :client)",
    "DELETE FROM resumption WHERE client IS NULL",  # without a known client: possibly about this one
    "DELETE FROM client WHERE id = :client",  # foreign keys delete the rest
    "DELETE FROM wording WHERE sha256 NOT IN (SELECT wording FROM walk) AND sha256 NOT IN (SELECT wording FROM answer)",
)


class ClientFiles:
    """Everything stored about a client, summarised or erased."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def all(self) -> tuple[ClientFile, ...]:
        """Every client's file, by code."""
        return self._files(None)

    def of(self, client: Client) -> ClientFile:
        """One client's file."""
        return self._files(client.id)[0]

    def erase(self, client: Client, action: str) -> None:
        """Delete everything about a client in one transaction; the access log records that it was done.

        SQLite overwrites what is deleted; ``compact`` then removes the freed pages.
        """
        with self._vault.change() as db:
            for statement in _EVERYTHING:
                db.execute(statement, {"client": client.id})
            db.execute("INSERT INTO access VALUES (?, ?, NULL)", [self._clock.stamp, action])

    def compact(self) -> None:
        """Rewrite the vault without freed space; raises VaultTrouble and leaves it unchanged if that fails."""
        self._vault.compact()

    def backups(self) -> tuple[Path, ...]:
        """The paths of all backups, oldest first; some may no longer exist."""
        return tuple(Path(row["path"]) for row in self._vault.rows("SELECT path FROM backup ORDER BY made_at"))

    def _files(self, client_id: str | None) -> tuple[ClientFile, ...]:
        rows = self._vault.rows(_FILES, {"client": client_id})
        return tuple(
            ClientFile(client_of(row), row["sessions"], date.fromisoformat(row["last_on"]) if row["last_on"] else None)
            for row in by_code(rows)
        )
