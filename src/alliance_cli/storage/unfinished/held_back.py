"""Stores which answers of clients are held back until the clinician has rated the session.

One row is a step that the client answered, or an instrument that was filled in, after the keyboard was handed over.
The rows are deleted when the ratings are in, or when the clinician asks to see the answers earlier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.hand_over import ratings_are_in
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.vault import Vault

HELD_SESSIONS = "SELECT DISTINCT session FROM held_back JOIN session AS s ON s.id = session WHERE {which}"
"""The sessions that match ``which`` and have held-back answers."""
NOT_HELD = "NOT EXISTS (SELECT 1 FROM held_back WHERE held_back.session = {session})"
"""Condition: no answer of a session is held back."""
ANSWER_SHOWN = f"""(walk, step) NOT IN (
  SELECT id, step FROM held_back JOIN walk USING (session) WHERE phase = '{Phase.IN_SESSION}')"""  # noqa: S608 - constant
"""Condition: an answer of a walk is not held back; counting held-back answers would reveal them."""
RATING_SHOWN = f"(rater <> '{Rater.CLIENT}' OR {NOT_HELD})"
"""Condition: a session's rating or report of tension is not held back."""
_RATED = "SELECT rater, scale, value FROM rating WHERE session = ?"
_SHOW = "DELETE FROM held_back WHERE session = ?"


class HeldBack:
    """The held-back answers of clients."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def hold(self, session: Session, steps: Iterable[str]) -> None:
        """Hold back the answers at these steps, unless the clinician has rated the session."""
        with self._vault.change() as db:
            db.executemany(
                "INSERT INTO held_back VALUES (?, ?) ON CONFLICT DO NOTHING", [(session.id, step) for step in steps]
            )
            settle(db, session.id)

    def settle(self) -> None:
        """Release the answers of every session that the clinician has rated."""
        with self._vault.change() as db:
            for row in self._vault.rows("SELECT DISTINCT session FROM held_back"):
                settle(db, row["session"])

    def show(self, session: Session) -> bool:
        """Release the answers of a session; return whether any were held back."""
        with self._vault.change() as db:
            return bool(db.execute(_SHOW, [session.id]).rowcount)

    def steps(self, session: Session) -> frozenset[str]:
        """The held-back steps and instruments of a session."""
        rows = self._vault.rows("SELECT step FROM held_back WHERE session = :session", {"session": session.id})
        return frozenset(row["step"] for row in rows)

    def days(self) -> frozenset[tuple[str, date]]:
        """The client's code and the day of each session with held-back answers."""
        rows = self._vault.rows(
            "SELECT DISTINCT code, held_on FROM held_back JOIN session ON session.id = session"
            " JOIN client ON client.id = client"
        )
        return frozenset((row["code"], date.fromisoformat(row["held_on"])) for row in rows)

    def clients(self) -> frozenset[str]:
        """The ids of the clients with held-back answers."""
        rows = self._vault.rows("SELECT DISTINCT client FROM held_back JOIN session ON session.id = session")
        return frozenset(row["client"] for row in rows)

    def of(self, client: Client) -> Mapping[str, frozenset[str]]:
        """Session id to its held-back steps and instruments."""
        found: dict[str, set[str]] = defaultdict(set)
        sql = "SELECT session, step FROM held_back JOIN session ON session.id = session WHERE client = :client"
        for row in self._vault.rows(sql, {"client": client.id}):
            found[row["session"]].add(row["step"])
        return {session: frozenset(steps) for session, steps in found.items()}


def settle(db: Connection, session: str) -> None:
    """Release a session's answers if the clinician has rated it; call it inside the change that stores ratings."""
    if not db.execute("SELECT 1 FROM held_back WHERE session = ?", [session]).fetchone():
        return
    ratings: dict[Rater, dict[str, int]] = defaultdict(dict)
    for rater, scale, value in map(tuple, db.execute(_RATED, [session]).fetchall()):
        ratings[Rater(rater)][scale] = value
    if ratings_are_in(ratings):
        db.execute(_SHOW, [session])
