"""Stores text that was typed at a question but not entered yet."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from alliance_cli.core.clock import Clock
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.vault import Vault

_HERE = """
step = :step AND phase = :phase AND script = :script AND (walk = :walk OR (
  walk IS NULL AND (client = :client OR (client IS NULL AND code = :code))
  AND (session IS NULL OR session = :session) AND moment IS :moment AND about IS :about
  AND (:session_day IS NULL OR dated = :session_day)))
"""
_TEXT = f"SELECT text FROM draft WHERE {_HERE} ORDER BY saved_at DESC"  # noqa: S608 - constants
_DELETE = f"DELETE FROM draft WHERE {_HERE}"  # noqa: S608 - constants
_PUT = """
INSERT INTO draft (id, client, session, moment, dated, phase, script, step, text, saved_at, walk, about, code)
VALUES (:id, :client, :session, :moment, :dated, :phase, :script, :step, :text, :at, :walk, :about, :code)
"""
HAND_OVER = "hand-over"
"""The script id of a client's drafts, which keeps them out of the clinician's walks."""


class DraftPlace(NamedTuple):
    """The question that a draft belongs to, by ids; an id is empty if there is none, or none yet.

    ``code`` is the client's code. ``of_session`` is true for a walk about the session of that date; other drafts are
    found whatever the date.
    """

    phase: Phase
    script: str
    step: str
    on: date
    of_session: bool = False
    code: str = ""
    client: str = ""
    session: str = ""
    walk: str = ""
    moment: str = ""
    about: str = ""


class DraftStore:
    """The half-typed texts, at most one per question."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def text(self, place: DraftPlace) -> str:
        """The half-typed text of a question; empty for none."""
        rows = self._vault.rows(_TEXT, _given(place))
        return str(rows[0]["text"]) if rows else ""

    def put(self, place: DraftPlace, text: str) -> None:
        """Store the text, replacing an earlier one; a blank text deletes the earlier one."""
        if not text.strip() and not self.text(place):
            return
        with self._vault.change() as db:
            db.execute(_DELETE, _given(place))
            if text.strip():
                put = {"id": self._clock.new_id(), "dated": place.on.isoformat(), "text": text, "at": self._clock.stamp}
                db.execute(_PUT, {**_given(place), **put, "code": "" if place.client else place.code})

    def is_any_for(self, code: str) -> bool:
        """Whether there is half-typed text for a code without a client."""
        found = self._vault.rows("SELECT 1 FROM draft WHERE code = :code AND code <> '' LIMIT 1", {"code": code})
        return bool(found)

    def erase(self, code: str, action: str) -> None:
        """Delete the half-typed text for such a code, and record that in the access log."""
        with self._vault.change() as db:
            db.execute("DELETE FROM draft WHERE code = ?", [code])
            db.execute("INSERT INTO access VALUES (?, ?, NULL)", [self._clock.stamp, action])

    def drop(self, walk: str) -> None:
        """Delete every draft of a finished walk."""
        with self._vault.change() as db:
            db.execute("DELETE FROM draft WHERE walk = :walk", {"walk": walk})


def _given(place: DraftPlace) -> dict[str, str | None]:
    ids = {name: getattr(place, name) or None for name in ("client", "session", "walk", "moment", "about")}
    day = place.on.isoformat() if place.of_session else None
    named = {"phase": place.phase, "script": place.script, "step": place.step, "code": place.code}
    return {**ids, **named, "session_day": day}
