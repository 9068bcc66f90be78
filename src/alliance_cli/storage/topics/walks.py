"""Walks and their answers.

Every word has one home: ratings in ``rating``, moments in ``moment``, the rest in ``answer``.

The row in ``answer`` remembers that a step was reached; its value is NULL when the step was skipped or when the
value lives in one of the other two tables. The table ``rating`` is for sessions; in a walk apart from them a rating
is an answer like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.entities import Client, How, Session
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.walk.interview import Answers, Step
from alliance_cli.core.walk.kinds import RatingKind, Value
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.core.walk.tension import QUESTION, asked_in
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.moments import PUT_ANSWER, put_field

Event = tuple[Step, Value | None]
"""A step and what was answered to it; None for skipped."""

WORDED = "SELECT walk.*, text FROM walk JOIN wording ON sha256 = wording"

# A rating older than the answer was given elsewhere, and skipped here: the skip neither shows it nor takes it away.
_RATED = """
SELECT step, rater, scale, rating.value FROM answer CROSS JOIN rating
WHERE walk = :walk AND session = :session AND rated_at >= answered_at
"""
_PUT_RATING = """
INSERT INTO rating VALUES (:session, :rater, :scale, :value, :how, :at)
ON CONFLICT (session, rater, scale) DO UPDATE SET value = :value, how = :how, rated_at = :at
"""
_TAKE_RATING_AWAY = """
DELETE FROM rating WHERE session = :session AND rater = :rater AND scale = :scale
AND rated_at >= (SELECT answered_at FROM answer WHERE walk = :walk AND step = :step)
"""
# What was reported since, outside the walk, stays.
_TAKE_REPORT_AWAY = """
DELETE FROM tension WHERE session = :session AND rater = :rater
AND reported_at <= (SELECT answered_at FROM answer WHERE walk = :walk AND step = :step)
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk through a script, as kept. ``wording`` is the script's text as it was asked.

    ``session`` is empty for a walk apart from the sessions (see ``records``).
    """

    id: str
    session: str
    phase: Phase
    script: str
    wording: str
    finished: bool
    ties: WalkLinks = NO_LINKS


class Walks:
    """The walks of a session, and the answers of every walk."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def find(self, session: Session, script: str) -> Walk | None:
        """The session's walk of a script, if it was begun."""
        rows = self._vault.rows(
            f"{WORDED} WHERE session = :session AND script = :script", {"session": session.id, "script": script}
        )
        return walk_of(rows[0]) if rows else None

    def of(self, client: Client) -> tuple[Walk, ...]:
        """All walks of a client, in the order they were begun."""
        rows = self._vault.rows(
            f"{WORDED} JOIN session ON session.id = session WHERE session.client = :client ORDER BY held_on, walk.id",
            {"client": client.id},
        )
        return tuple(walk_of(row) for row in rows)

    def begin(self, session: Session, script: Script, wording: str) -> Walk:
        """Begin a walk, or take up a begun one under the wording given."""
        with self._vault.change() as db:
            digest = keep_script_version(db, wording)
            db.execute(
                "INSERT INTO walk (id, session, phase, script, wording, started_at)"
                " VALUES (:id, :session, :phase, :script, :wording, :at)"
                " ON CONFLICT (session, script) WHERE session IS NOT NULL DO UPDATE SET wording = :wording",
                {
                    "id": self._clock.new_id(),
                    "session": session.id,
                    "phase": script.phase,
                    "script": script.id,
                    "wording": digest,
                    "at": self._clock.stamp,
                },
            )
        walk = self.find(session, script.id)
        if walk is None:
            raise LookupError("a walk vanished while being begun")
        return walk

    def answers(self, walk: Walk, script: Script) -> Answers:
        """What was answered so far, by step key; None for skipped."""
        given = {"walk": walk.id, "session": walk.session}
        rows = self._vault.rows("SELECT step, value FROM answer WHERE walk = :walk", given)
        answers: dict[str, Value | None] = {row["step"]: value_of(row["value"]) for row in rows}
        rated = {(row["step"], row["rater"], row["scale"]): row["value"] for row in self._vault.rows(_RATED, given)}
        for prompt in script.prompts:
            if walk.session and isinstance(prompt.kind, RatingKind) and prompt.id in answers:
                answers[prompt.id] = rated.get((prompt.id, prompt.kind.rater, prompt.kind.scale))
        for row in self._vault.rows("SELECT * FROM moment WHERE walk = :walk", given):
            noted = {f"{row['slot']}.{field}": row[field] or None for field in MOMENT_FIELDS}
            answers.update({step: value for step, value in noted.items() if step in answers})
        return answers

    def wordings(self, walk: Walk) -> Mapping[str, frozenset[str]]:
        """Each text of the script under which this walk was answered, to the keys of the steps answered under it."""
        rows = self._vault.rows(
            "SELECT text, step FROM answer JOIN wording ON sha256 = answer.wording WHERE walk = :walk",
            {"walk": walk.id},
        )
        return {row["text"]: frozenset(each["step"] for each in rows if each["text"] == row["text"]) for row in rows}

    def save(self, walk: Walk, events: Iterable[Event], how: How, noted_in: str = "") -> None:
        """Keep answers; they are on disk, all or none, when this returns.

        ``noted_in`` is the session of the moments that are noted in a walk apart from the sessions.
        """
        with self._vault.change() as db:
            self._refuse_erased(walk)
            for step, value in events:
                self._put(db, walk, step, value, how, noted_in or walk.session)

    def _refuse_erased(self, walk: Walk) -> None:
        if not self._vault.rows("SELECT 1 FROM walk WHERE id = :walk", {"walk": walk.id}):
            raise VaultTrouble("What this is about was erased in another window.", "There is nothing left to add to.")

    def finish(self, walk: Walk) -> None:
        """Mark the walk as walked to its end."""
        given = {"at": self._clock.stamp, "walk": walk.id, "session": walk.session}
        with self._vault.change() as db:
            db.execute("UPDATE walk SET finished_at = :at WHERE id = :walk", given)
            if walk.phase is Phase.IN_SESSION:
                db.execute("UPDATE session SET ended_at = :at WHERE id = :session", given)

    def _put(self, db: Connection, walk: Walk, step: Step, value: Value | None, how: How, session: str) -> None:
        at, kept_here = self._clock.stamp, value
        if step.slot is not None:
            words = None if value is None else str(value)
            put_field(db, self._clock, {"walk": walk.id, "session": session}, step, step.slot, words)
            kept_here = None
        elif walk.session and isinstance(step.kind, RatingKind):
            rated = {"session": walk.session, "rater": step.kind.rater, "scale": step.kind.scale}
            if value is None:
                db.execute(_TAKE_RATING_AWAY, {**rated, "walk": walk.id, "step": step.key})
            else:
                db.execute(_PUT_RATING, {**rated, "value": value, "how": how, "at": at})
            kept_here = None
        elif value is None and step.key == QUESTION and (rater := asked_in(walk.phase)):
            given = {"session": walk.session, "rater": rater, "walk": walk.id, "step": step.key}
            db.execute(_TAKE_REPORT_AWAY, given)
        db.execute(
            f"{PUT_ANSWER} ON CONFLICT (walk, step)"
            " DO UPDATE SET value = :value, answered_at = :at, wording = excluded.wording",
            {"walk": walk.id, "step": step.key, "value": _text(kept_here), "at": at},
        )


def keep_script_version(db: Connection, wording: str) -> str:
    """Keep a script's text, once; returns what it is found by."""
    digest = sha256(wording.encode()).hexdigest()
    db.execute("INSERT INTO wording VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, wording])
    return digest


def walk_of(row: Row) -> Walk:
    """The walk of a row of ``WORDED``."""
    finished = row["finished_at"] is not None
    ties = WalkLinks(row["client"] or "", row["moment"] or "", row["about"] or "")
    return Walk(row["id"], row["session"] or "", Phase(row["phase"]), row["script"], row["text"], finished, ties)


def _text(value: Value | None) -> str | None:
    return None if value is None else json.dumps(value)


def value_of(text: str | None) -> Value | None:
    """The value kept as JSON text; None for skipped."""
    value = None if text is None else json.loads(text)
    return tuple(value) if isinstance(value, list) else value
