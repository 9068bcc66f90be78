"""What the clinician decided about a flag, in and out of the vault. Flags themselves are computed, never stored."""

from __future__ import annotations

from alliance_cli.core.caseload import Client
from alliance_cli.core.clock import Clock
from alliance_cli.core.flag import FlagKey
from alliance_cli.storage.vault import Vault

_KEYS = """
SELECT session, kind, component, instrument FROM flag_decision JOIN session AS s ON s.id = session
"""


class Decisions:
    """Flags that were set aside, or confirmed and so became a moment."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def keep(self, flag: FlagKey, *, reason: str = "", moment: str | None = None) -> None:
        """Set a flag aside for good with a reason, or tie it to the moment it was confirmed as."""
        given = {**flag._asdict(), "reason": reason, "moment": moment, "at": self._clock.stamp}
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO flag_decision VALUES (:session, :kind, :component, :instrument, :reason, :moment, :at)"
                " ON CONFLICT DO UPDATE SET reason = :reason, moment = :moment, decided_at = :at",
                given,
            )

    def of(self, client: Client) -> frozenset[FlagKey]:
        """The flags of a client that need no further look."""
        return self._keys(f"{_KEYS} WHERE client = :client", {"client": client.id})

    def all(self) -> frozenset[FlagKey]:
        """The same over the whole caseload."""
        return self._keys(_KEYS, {})

    def _keys(self, sql: str, given: dict[str, str]) -> frozenset[FlagKey]:
        rows = self._vault.rows(sql, given)
        return frozenset(FlagKey(row["session"], row["kind"], row["component"], row["instrument"]) for row in rows)
