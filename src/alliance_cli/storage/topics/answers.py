"""Stores and reads the answers of walks.

Each answer is stored in one place: a rating in ``rating``, a moment in ``moment``, everything else in ``answer``.
The row in ``answer`` records that a step was reached; its value is NULL when the step was skipped or when its value
is in one of the other two tables. ``rating`` is for sessions: in a standalone walk a rating is an ordinary answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import AnsweredElsewhere
from alliance_cli.core.ratings import How
from alliance_cli.core.walk.kinds import RatingKind, Value
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, moment_value
from alliance_cli.core.walk.script import TENSION_PROMPT, Script, tension_rater
from alliance_cli.core.walk.steps import Answers, Step
from alliance_cli.storage.answer_text import text_of, value_of
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.moments import PUT_ANSWER, put_field
from alliance_cli.storage.topics.walks import Walk, erased
from alliance_cli.storage.unfinished.held_back import settle

Event = tuple[Step, Value | None]
"""A step and its answer; None for skipped."""

# A rating older than the answer was given outside the walk; the step was skipped, so the answer is a skip.
_RATED = """
SELECT step, rater, scale, rating.value FROM answer CROSS JOIN rating
WHERE walk = :walk AND session = :session AND rated_at >= answered_at
"""
_ONE_ANSWER = """
SELECT answer.step, answer.value, rating.value AS rated, moment.* FROM walk
LEFT JOIN answer ON answer.walk = walk.id AND answer.step = :step
LEFT JOIN rating ON rating.session = walk.session AND rater = :rater AND scale = :scale AND rated_at >= answered_at
LEFT JOIN moment ON moment.walk = walk.id AND moment.slot = :slot
WHERE walk.id = :walk
"""
PUT_RATING = """
INSERT INTO rating VALUES (:session, :rater, :scale, :value, :how, :at)
ON CONFLICT (session, rater, scale) DO UPDATE SET value = :value, how = :how, rated_at = :at
"""
_DELETE_RATING = """
DELETE FROM rating WHERE session = :session AND rater = :rater AND scale = :scale
AND rated_at >= (SELECT answered_at FROM answer WHERE walk = :walk AND step = :step)
"""
# A later report from outside the walk is kept.
_DELETE_REPORT = """
DELETE FROM tension WHERE session = :session AND rater = :rater
AND reported_at <= (SELECT answered_at FROM answer WHERE walk = :walk AND step = :step)
"""


class AnswerStore:
    """The answers of every walk."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def of(self, walk: Walk, script: Script) -> Answers:
        """The answers so far, by step key; None for skipped."""
        given = {"walk": walk.id, "session": walk.session}
        rows = self._vault.rows("SELECT step, value FROM answer WHERE walk = :walk", given)
        answers: dict[str, Value | None] = {row["step"]: value_of(row["value"]) for row in rows}
        rated = {(row["step"], row["rater"], row["scale"]): row["value"] for row in self._vault.rows(_RATED, given)}
        for prompt in script.prompts:
            if walk.session and isinstance(prompt.kind, RatingKind) and prompt.id in answers:
                answers[prompt.id] = rated.get((prompt.id, prompt.kind.rater, prompt.kind.scale))
        for row in self._vault.rows("SELECT * FROM moment WHERE walk = :walk", given):
            noted = {f"{row['slot']}.{field}": moment_value(field, row[field]) for field in MOMENT_FIELDS}
            answers.update({step: value for step, value in noted.items() if step in answers})
        return answers

    def script_versions(self, walk: Walk) -> Mapping[str, frozenset[str]]:
        """Each script version under which this walk was answered, with the keys of the steps answered under it."""
        rows = self._vault.rows(
            "SELECT text, step FROM answer JOIN wording ON sha256 = answer.wording WHERE walk = :walk",
            {"walk": walk.id},
        )
        return {row["text"]: frozenset(each["step"] for each in rows if each["text"] == row["text"]) for row in rows}

    def save(
        self, walk: Walk, events: Iterable[Event], how: How, noted_in: str = "", seen: Answers | None = None
    ) -> None:
        """Store answers, all or none; they are on disk when this returns.

        ``noted_in`` is the session of the moments noted in a standalone walk. ``seen`` has the answers the caller last
        read, by step key. Raises AnsweredElsewhere if the vault now has a different answer, other than a skip, to one
        of these steps, and VaultTrouble if the walk was erased.
        """
        events = list(events)
        with self._vault.change() as db:
            for step, value in events:
                there = self._stored(walk, step)
                if seen is not None and there not in (None, seen.get(step.key), value):
                    raise AnsweredElsewhere
            for step, value in events:
                self._put(db, walk, step, value, how, noted_in or walk.session)

    def _stored(self, walk: Walk, step: Step) -> Value | None:
        """The stored answer to a step; raises VaultTrouble for a walk that was erased."""
        rating = step.kind if isinstance(step.kind, RatingKind) else None
        given = {
            "walk": walk.id,
            "step": step.key,
            "rater": rating and rating.rater,
            "scale": rating and rating.scale,
            "slot": step.slot and step.slot.key,
        }
        rows = self._vault.rows(_ONE_ANSWER, given)
        if not rows:
            raise erased()
        row = rows[0]
        if row["step"] is None:
            return None
        if step.slot is not None:
            return moment_value(step.field, row.get(step.field) or "")
        return row["rated"] if rating and walk.session else value_of(row["value"])

    def steps_found_again(self, walk: Walk) -> frozenset[str]:
        """The answered steps of a walk, read again from the vault's file; raises AllianceError."""
        rows = self._vault.read_again("SELECT step FROM answer WHERE walk = :walk", {"walk": walk.id})
        return frozenset(row["step"] for row in rows)

    def _put(self, db: Connection, walk: Walk, step: Step, value: Value | None, how: How, session: str) -> None:
        at, in_answer = self._clock.stamp, value
        if step.slot is not None:
            put_field(db, self._clock, {"walk": walk.id, "session": session}, step, step.slot, value)
            in_answer = None
        elif walk.session and isinstance(step.kind, RatingKind):
            rated = {"session": walk.session, "rater": step.kind.rater, "scale": step.kind.scale}
            if value is None:
                db.execute(_DELETE_RATING, {**rated, "walk": walk.id, "step": step.key})
            else:
                db.execute(PUT_RATING, {**rated, "value": value, "how": how, "at": at})
                settle(db, walk.session)
            in_answer = None
        elif value is None and step.key == TENSION_PROMPT and (rater := tension_rater(walk.phase)):
            db.execute(_DELETE_REPORT, {"session": walk.session, "rater": rater, "walk": walk.id, "step": step.key})
        db.execute(
            f"{PUT_ANSWER} ON CONFLICT (walk, step)"
            " DO UPDATE SET value = :value, answered_at = :at, wording = excluded.wording",
            {"walk": walk.id, "step": step.key, "value": text_of(in_answer), "at": at},
        )
