"""Stores and reads each rater's answer to the direct question about tension.

In a walk it is stored as an ordinary answer, outside a walk as a row of ``tension``.
"""

from __future__ import annotations

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.course import Session
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.script import TENSION_ASKED_IN, TENSION_PROMPT
from alliance_cli.storage.file.vault import Vault

_RATER_OF_WALK = " ".join(f"WHEN '{phase}' THEN '{rater}'" for rater, phase in TENSION_ASKED_IN.items())
TENSION_ANSWERS = f"""
SELECT session, rater, reported FROM (
  SELECT w.session, CASE w.phase {_RATER_OF_WALK} END AS rater, value = 'true' AS reported,
    answered_at AS at, 0 AS apart
  FROM answer JOIN walk AS w ON w.id = walk JOIN session AS s ON s.id = w.session
  WHERE {{which}} AND step = '{TENSION_PROMPT}' AND value IN ('true', 'false')
  UNION ALL
  SELECT session, rater, reported, reported_at, 1 FROM tension JOIN session AS s ON s.id = session WHERE {{which}}
) WHERE rater IS NOT NULL ORDER BY at, apart
"""  # noqa: S608 - constants
"""The answers in the sessions of ``which``, oldest first."""
_FORGET_ANSWER = f"""
UPDATE answer SET value = NULL, answered_at = :at WHERE step = '{TENSION_PROMPT}' AND value IN ('true', 'false')
AND walk IN (SELECT id FROM walk WHERE session = :session AND phase = :phase)
"""  # noqa: S608 - constant


class TensionReports:
    """Reports of tension outside a walk, at most one for each session and rater."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def keep(self, session: Session, rater: Rater, how: How, *, tense: bool) -> None:
        """Store a rater's answer, replacing an earlier one."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO tension VALUES (:session, :rater, :tense, :how, :at)"
                " ON CONFLICT (session, rater) DO UPDATE SET reported = :tense, how = :how, reported_at = :at",
                {"session": session.id, "rater": rater, "tense": int(tense), "how": how, "at": self._clock.stamp},
            )

    def take_away(self, session: Session, rater: Rater) -> None:
        """Delete a rater's answer, including one given in a walk, because both are shown as one."""
        given = {"session": session.id, "rater": rater, "phase": TENSION_ASKED_IN[rater], "at": self._clock.stamp}
        with self._vault.change() as db:
            db.execute("DELETE FROM tension WHERE session = :session AND rater = :rater", given)
            db.execute(_FORGET_ANSWER, given)
