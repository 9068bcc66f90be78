"""Stores where a locked program resumes; an entry is deleted when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import asdict

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.clock import Clock
from alliance_cli.core.resumption import Resumption
from alliance_cli.storage.file.vault import Vault

_KEPT = timedelta(days=1)
"""A program locked for longer than this starts its question again."""

_KEEP = "INSERT INTO resumption VALUES (:id, (SELECT id FROM client WHERE code = :code), :session, :place, :at)"


class Resumptions:
    """The places of locked programs, under random ids that reveal nothing."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def keep(self, places: Sequence[Resumption]) -> str:
        """Store the places of one program, outermost walk first; return the id under which ``take`` finds them."""
        kept = self._clock.new_id()
        code = next((place.action.client for place in places if place.action), "")
        given = {
            "id": kept,
            "code": code,
            "session": next((place.session for place in places if place.session), None),
            "place": json.dumps([_plain(place) for place in places]),
            "at": self._clock.stamp,
            "before": (self._clock.now() - _KEPT).isoformat(),
        }
        with self._vault.change() as db:
            db.execute("DELETE FROM resumption WHERE datetime(saved_at) < datetime(:before)", given)
            db.execute(_KEEP, given)
        return kept

    def take(self, kept: str) -> tuple[Resumption, ...]:
        """Return and delete the places stored under an id; empty if there are none."""
        rows = self._vault.rows("SELECT place FROM resumption WHERE id = :id", {"id": kept})
        if not rows:
            return ()
        with self._vault.change() as db:
            db.execute("DELETE FROM resumption WHERE id = :id", {"id": kept})
        return tuple(map(_resumption, json.loads(rows[0]["place"])))


def _plain(place: Resumption) -> Mapping[str, object]:
    action = asdict(place.action) if place.action else None
    if action and action["on"]:
        action["on"] = action["on"].isoformat()
    return {**place._asdict(), "action": action}


def _resumption(kept: Mapping[str, Any]) -> Resumption:
    action = kept["action"]
    if action is not None:
        on = date.fromisoformat(action["on"]) if action["on"] else None
        named = {"kind": ActionKind(action["kind"]), "on": on, "confirmed": tuple(action["confirmed"])}
        action = Action(**{**action, **named})
    return Resumption(**{**kept, "action": action})
