"""Quick ratings outside a walk, and administrations of instruments, in and out of the vault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alliance_cli.core.administration import Administration
from alliance_cli.core.caseload import Client, How, Session
from alliance_cli.core.clock import Clock
from alliance_cli.core.kinds import Rater
from alliance_cli.storage.vault import Row, Vault

_ADMINISTRATIONS = """
SELECT administration.*, n, value FROM administration LEFT JOIN item ON item.administration = administration.id
WHERE client = :client ORDER BY taken_on, administration.id, n
"""


class Measures:
    """Numbers that may go to a record: ratings and scores."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def rate(self, session: Session, rater: Rater, ratings: Mapping[str, int], how: How) -> None:
        """Keep quick ratings, scale to 1-10; a corrected one takes the place of the old."""
        with self._vault.change() as db:
            for scale, value in ratings.items():
                db.execute(
                    "INSERT INTO rating VALUES (:session, :rater, :scale, :value, :how, :at)"
                    " ON CONFLICT (session, rater, scale) DO UPDATE SET value = :value, how = :how, rated_at = :at",
                    {
                        "session": session.id,
                        "rater": rater,
                        "scale": scale,
                        "value": value,
                        "how": how,
                        "at": self._clock.stamp,
                    },
                )

    def take_away(self, session: Session, rater: Rater, scale: str) -> None:
        """Take one quick rating away."""
        with self._vault.change() as db:
            db.execute("DELETE FROM rating WHERE session = ? AND rater = ? AND scale = ?", [session.id, rater, scale])

    def administer(self, client: Client, session: Session | None, taken: Administration) -> None:
        """Keep the items of one administration; it is whole or not at all."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO administration VALUES (:id, :client, :session, :instrument, :version, :rater, :on)",
                {
                    "id": taken.id,
                    "client": client.id,
                    "session": session.id if session else None,
                    "instrument": taken.instrument,
                    "version": taken.version,
                    "rater": taken.rater,
                    "on": taken.on.isoformat(),
                },
            )
            for n, value in taken.values.items():
                db.execute("INSERT INTO item VALUES (?, ?, ?)", [taken.id, n, value])

    def administrations(self, client: Client) -> tuple[Administration, ...]:
        """All administrations of a client, oldest first."""
        grouped: dict[str, list[Row]] = {}
        for row in self._vault.rows(_ADMINISTRATIONS, {"client": client.id}):
            grouped.setdefault(row["id"], []).append(row)
        return tuple(_administration(rows) for rows in grouped.values())


def _administration(rows: list[Row]) -> Administration:
    first = rows[0]
    return Administration(
        id=first["id"],
        session=first["session"] or "",
        instrument=first["instrument"],
        version=first["version"],
        rater=Rater(first["rater"]),
        on=date.fromisoformat(first["taken_on"]),
        values={row["n"]: row["value"] for row in rows if row["n"] is not None},
    )
