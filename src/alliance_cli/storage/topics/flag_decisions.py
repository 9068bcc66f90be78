"""Stores and reads the clinician's decisions about flags. Flags themselves are computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.flags.flag import Decision, FlagKey
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault

_DECIDED = """
SELECT session, kind, component, instrument, reason, moment, decided_at
FROM flag_decision JOIN session AS s ON s.id = session
"""


class FlagDecisions:
    """Flags that were set aside, or confirmed as a moment."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def keep(self, flag: FlagKey, *, reason: str = "", moment: str | None = None) -> None:
        """Set a flag aside with a reason, or link it to the moment it was confirmed as."""
        given = {**flag._asdict(), "reason": reason, "moment": moment, "at": self._clock.stamp}
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO flag_decision VALUES (:session, :kind, :component, :instrument, :reason, :moment, :at)"
                " ON CONFLICT DO UPDATE SET reason = :reason, moment = :moment, decided_at = :at",
                given,
            )

    def take_back(self, flags: Iterable[FlagKey]) -> None:
        """Withdraw the decision to set flags aside; flags confirmed as a moment keep their decision."""
        with self._vault.change() as db:
            for flag in flags:
                db.execute(
                    "DELETE FROM flag_decision WHERE session = :session AND kind = :kind"
                    " AND component = :component AND instrument = :instrument AND moment IS NULL",
                    flag._asdict(),
                )

    def about(self, client: Client) -> tuple[Decision, ...]:
        """Every decision about a client's flags, earliest first."""
        return tuple(map(self._decision, self._of(client)))

    def of(self, client: Client) -> frozenset[FlagKey]:
        """The flags of a client with a decision."""
        return frozenset(map(_key, self._of(client)))

    def all(self) -> frozenset[FlagKey]:
        """The flags of the whole caseload with a decision."""
        return frozenset(map(_key, self._vault.rows(_DECIDED)))

    def _of(self, client: Client) -> list[Row]:
        return self._vault.rows(f"{_DECIDED} WHERE client = :client ORDER BY decided_at", {"client": client.id})

    def _decision(self, row: Row) -> Decision:
        on = self._clock.local(row["decided_at"]).date()
        return Decision(_key(row), on, row["reason"], row["moment"] or "")


def _key(row: Row) -> FlagKey:
    return FlagKey(row["session"], row["kind"], row["component"], row["instrument"])
