"""Stores and reads clients."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alliance_cli.core.clock import Clock
from alliance_cli.core.codes import code_order
from alliance_cli.core.course.client import Client, Termination
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault


def client_of(row: Row) -> Client:
    """The client of a row."""
    closed_on, keep_until = row["closed_on"], row["keep_until"]
    return Client(
        id=row["id"],
        code=row["code"],
        opened_on=date.fromisoformat(row["opened_on"]),
        closed_on=date.fromisoformat(closed_on) if closed_on else None,
        ending=Termination(row["ending"]) if row["ending"] else None,
        keep_until=date.fromisoformat(keep_until) if keep_until else None,
    )


def by_code(rows: Iterable[Row]) -> list[Row]:
    """The rows of clients in the order in which their codes are listed."""
    return sorted(rows, key=lambda row: code_order(row["code"]))


class Clients:
    """The clients of the caseload."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def find(self, code: str) -> Client | None:
        """The client with a code, ignoring case; None if there is none."""
        rows = self._vault.rows("SELECT * FROM client WHERE code = :code", {"code": code})
        return client_of(rows[0]) if rows else None

    def all(self) -> tuple[Client, ...]:
        """All clients, sorted by code."""
        return tuple(client_of(row) for row in by_code(self._vault.rows("SELECT * FROM client")))

    def add(self, code: str, opened_on: date) -> Client:
        """Add a client, or return the one with that code."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO client (id, code, opened_on) VALUES (:id, :code, :on) ON CONFLICT (code) DO NOTHING",
                {"id": self._clock.new_id(), "code": code, "on": opened_on.isoformat()},
            )
        found = self.find(code)
        if found is None:
            raise LookupError("a client vanished while being added")
        return found

    def change(self, client: Client) -> None:
        """Store a client's code, dates and termination. The code must be free."""
        given = {
            "id": client.id,
            "code": client.code,
            "opened": client.opened_on.isoformat(),
            "closed": _text(client.closed_on),
            "ending": client.ending,
            "until": _text(client.keep_until),
        }
        with self._vault.change() as db:
            db.execute(
                "UPDATE client SET code = :code, opened_on = :opened, closed_on = :closed, ending = :ending,"
                " keep_until = :until WHERE id = :id",
                given,
            )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
