"""The access log: which command opened which client's file and when. It is stored in the vault."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.vault.safekeeping import Access
from alliance_cli.storage.file.vault import Vault

PATIENCE_SECONDS = 0.5
"""How many seconds a reading command waits for another program before it gives up the log entry."""

_ENTRIES = "SELECT at, action, code FROM access LEFT JOIN client ON client.id = access.client WHERE at >= :since"


class AccessLog:
    """The entries of the access log."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def note(self, action: str, client: Client | None) -> None:
        """Log an access, to the whole caseload if ``client`` is None; raises VaultTrouble if that fails."""
        given = {"at": self._clock.stamp, "action": action, "client": client.id if client else None}
        with self._vault.patience(PATIENCE_SECONDS), self._vault.change("access") as db:
            db.execute("INSERT INTO access VALUES (:at, :action, :client)", given)

    def entries(self, client: Client | None = None, since: date | None = None) -> tuple[Access, ...]:
        """The entries since the start of a day, of all or of one client, oldest first."""
        whose = "" if client is None else " AND access.client = :client"
        given = {"since": self._clock.start_of(since) if since else "", "client": client.id if client else None}
        rows = self._vault.rows(f"{_ENTRIES}{whose} ORDER BY at, access.rowid", given)
        return tuple(Access(self._clock.local(row["at"]), row["action"], row["code"] or "") for row in rows)

    def forget_before(self, day: date) -> int:
        """Delete the entries before the start of a day; return how many there were."""
        given = {"day": self._clock.start_of(day)}
        with self._vault.change("access") as db:
            return int(db.execute("DELETE FROM access WHERE at < :day", given).rowcount)
