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
"""Whether nothing of a session is held back."""
ANSWER_SHOWN = f"""(walk, step) NOT IN (
  SELECT id, step FROM held_back JOIN walk USING (session) WHERE phase = '{Phase.IN_SESSION}')"""  # noqa: S608 - constant
"""Whether an answer of a walk is not held back; counting held-back answers would reveal them."""
RATING_SHOWN = f"(rater <> '{Rater.CLIENT}' OR {NOT_HELD})"
"""Whether a rating, or a report of tension, of a session is not held back."""
_RATED = "SELECT rater, scale, value FROM rating WHERE session = ?"
_SHOW = "DELETE FROM held_back WHERE session = ?"


class HeldBack:
    """What is held back."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def hold(self, session: Session, steps: Iterable[str]) -> None:
        """Hold the answers at these steps back, unless the clinician's ratings are in."""
        with self._vault.change() as db:
            db.executemany(
                "INSERT INTO held_back VALUES (?, ?) ON CONFLICT DO NOTHING", [(session.id, step) for step in steps]
            )
            settle(db, session.id)

    def settle(self) -> None:
        """Hold nothing of a session back any more where the clinician's ratings are in."""
        with self._vault.change() as db:
            for row in self._vault.rows("SELECT DISTINCT session FROM held_back"):
                settle(db, row["session"])

    def show(self, session: Session) -> bool:
        """Stop holding answers of a session back; returns whether any were held back."""
        with self._vault.change() as db:
            return bool(db.execute(_SHOW, [session.id]).rowcount)

    def steps(self, session: Session) -> frozenset[str]:
        """The steps and instruments of a session that are held back."""
        rows = self._vault.rows("SELECT step FROM held_back WHERE session = :session", {"session": session.id})
        return frozenset(row["step"] for row in rows)

    def days(self) -> frozenset[tuple[str, date]]:
        """The client's code and the day of each session of which anything is held back."""
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
        """Session id to its steps and instruments that are held back."""
        found: dict[str, set[str]] = defaultdict(set)
        sql = "SELECT session, step FROM held_back JOIN session ON session.id = session WHERE client = :client"
        for row in self._vault.rows(sql, {"client": client.id}):
            found[row["session"]].add(row["step"])
        return {session: frozenset(steps) for session, steps in found.items()}


def settle(db: Connection, session: str) -> None:
    """Stop holding answers back if the clinician's ratings are in; call it inside the change that stores ratings."""
    if not db.execute("SELECT 1 FROM held_back WHERE session = ?", [session]).fetchone():
        return
    ratings: dict[Rater, dict[str, int]] = defaultdict(dict)
    for rater, scale, value in map(tuple, db.execute(_RATED, [session]).fetchall()):
        ratings[Rater(rater)][scale] = value
    if ratings_are_in(ratings):
        db.execute(_SHOW, [session])
