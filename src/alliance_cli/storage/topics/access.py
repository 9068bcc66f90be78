"""The access log: which command opened which client's file when. It is stored in the vault."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.vault.safekeeping import Access
from alliance_cli.storage.file.vault import Vault

PATIENCE_SECONDS = 0.5
"""How long reading waits for another program before the log entry is given up."""

_ENTRIES = "SELECT at, action, code FROM access LEFT JOIN client ON client.id = access.client WHERE at >= :since"


class AccessLog:
    """Which files were opened when."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def note(self, action: str, client: Client | None) -> None:
        """Log an access, to the whole caseload where ``client`` is None; raises VaultTrouble where that fails."""
        given = {"at": self._clock.stamp, "action": action, "client": client.id if client else None}
        with self._vault.patience(PATIENCE_SECONDS), self._vault.change("access") as db:
            db.execute("INSERT INTO access VALUES (:at, :action, :client)", given)

    def entries(self, client: Client | None = None, since: date | None = None) -> tuple[Access, ...]:
        """The entries, or those of one client, from the start of a day on; oldest first."""
        whose = "" if client is None else " AND access.client = :client"
        given = {"since": self._clock.start_of(since) if since else "", "client": client.id if client else None}
        rows = self._vault.rows(f"{_ENTRIES}{whose} ORDER BY at, access.rowid", given)
        return tuple(Access(self._clock.local(row["at"]), row["action"], row["code"] or "") for row in rows)

    def forget_before(self, day: date) -> int:
        """Delete the entries from before the start of a day; returns how many there were."""
        given = {"day": self._clock.start_of(day)}
        with self._vault.change("access") as db:
            return int(db.execute("DELETE FROM access WHERE at < :day", given).rowcount)
