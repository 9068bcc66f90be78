"""Summarises, moves, joins and erases sessions together with everything that belongs to them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.session_admin import COUNTED, SessionContents, SessionSummary
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.sessions import NUMBERED, session
from alliance_cli.storage.topics.tension import TENSION_ANSWERS
from alliance_cli.storage.unfinished.held_back import ANSWER_SHOWN, RATING_SHOWN, settle

_ABOUT_MOMENTS = """
(SELECT count(*) FROM walk JOIN moment ON moment.id = walk.moment
 WHERE moment.session = n.id AND phase = '{phase}' AND (about IS NULL OR phase = 'repair'))
"""
_SUMMARIES = f"""
SELECT n.*,
  (SELECT count(*) FROM walk JOIN answer ON answer.walk = walk.id
   WHERE walk.session = n.id AND value IS NOT NULL AND {ANSWER_SHOWN}) AS answers,
  (SELECT count(*) FROM rating WHERE session = n.id AND {RATING_SHOWN.format(session="n.id")}) AS ratings,
  (SELECT count(*) FROM tension WHERE session = n.id AND {RATING_SHOWN.format(session="n.id")}) AS tension,
  EXISTS (SELECT 1 FROM held_back WHERE session = n.id) AS held_back,
  (SELECT count(*) FROM moment WHERE session = n.id) AS moments,
  (SELECT count(*) FROM mark WHERE session = n.id AND (kind = 'note' OR settled_at IS NULL)) AS marks,
  (SELECT count(*) FROM administration WHERE session = n.id AND {RATING_SHOWN.format(session="n.id")}) AS measures,
  (SELECT count(*) FROM flag_decision WHERE session = n.id) AS decisions,
  {_ABOUT_MOMENTS.format(phase=Phase.REPAIR)} AS repairs,
  {_ABOUT_MOMENTS.format(phase=Phase.SUPERVISION)} AS questions,
  (SELECT count(*) FROM session AS s JOIN moment ON moment.session = s.id
   WHERE s.client = n.client AND s.id <> n.id AND resolved_in = n.id) AS settled
FROM (
  SELECT numbered.*, NULL AS missed FROM ({NUMBERED}) AS numbered
  UNION ALL SELECT id, client, held_on, 0, missed FROM session WHERE client = :client AND missed IS NOT NULL
) AS n ORDER BY held_on, id
"""  # noqa: S608 - constants
_PHASES = """
SELECT session, phase, min(finished_at IS NOT NULL) AS finished FROM walk
WHERE session IN (SELECT id FROM session WHERE client = :client) GROUP BY session, phase
"""
# Walks about a moment of the session (repairs, questions), and walks about those walks, belong to the session.
_BELONGING = """
WITH RECURSIVE belonging (id) AS (
  SELECT id FROM walk WHERE session IS NULL AND (
    moment IN (SELECT id FROM moment WHERE session = :session)
    OR id IN (SELECT walk FROM moment WHERE session = :session))
  UNION SELECT walk.id FROM walk JOIN belonging ON walk.about = belonging.id)
"""
_STAYING_BEHIND = f"""
{_BELONGING}
SELECT count(*) AS count FROM walk AS w WHERE w.session IS NULL AND w.client = :client
AND w.phase IN ('{Phase.REPAIR}', '{Phase.SUPERVISION}') AND w.id NOT IN (SELECT id FROM belonging)
AND (w.dated = :day OR EXISTS (
  SELECT 1 FROM walk WHERE walk.session = :session
  AND w.started_at BETWEEN walk.started_at AND coalesce(walk.finished_at, w.started_at)))
"""  # noqa: S608 - constants
# An instrument filled in before the session began belongs to it if it is the only session that day.
_MEASURED = """
session = :session OR (session IS NULL AND client = :from AND taken_on = :before
  AND (SELECT count(*) FROM session WHERE session.client = :from AND held_on = :before AND missed IS NULL) = 1)
"""
_MOVE_ALONG = (
    f"""
    UPDATE administration SET client = :client, taken_on = iif(taken_on = :before, :day, taken_on)
    WHERE {_MEASURED}
    """,  # noqa: S608 - constant
    f"""
    UPDATE walk SET dated = :day WHERE session IS NULL AND phase = '{Phase.REPAIR}' AND dated = :before
    AND moment IN (SELECT id FROM moment WHERE session = :session OR resolved_in = :session)
    """,  # noqa: S608 - constant
)
_MOVE = (
    f"{_BELONGING} UPDATE walk SET client = :client WHERE client = :from AND id IN (SELECT id FROM belonging)",  # noqa: S608 - constant
    # A rupture that was asked about in this session's reflection stays with its client, and so does its repair.
    """
    UPDATE walk SET about = NULL WHERE client = :from AND :client <> :from
    AND about IN (SELECT id FROM walk WHERE session = :session)
    """,
    "UPDATE session SET client = :client, held_on = :day WHERE id = :session",
    "UPDATE client SET opened_on = min(opened_on, :day) WHERE id = :client",
)
# First everything that refers to the session, then the session itself.
_JOIN = (
    *(
        f"UPDATE {table} SET {column} = :into WHERE {column} = :session"  # noqa: S608 - constants
        for table, column in (
            ("walk", "session"),
            ("rating", "session"),
            ("tension", "session"),
            ("moment", "session"),
            ("moment", "resolved_in"),
            ("mark", "session"),
            ("administration", "session"),
            ("flag_decision", "session"),
            ("held_back", "session"),
        )
    ),
    """
    UPDATE session SET started_at = min(session.started_at, joined.started_at),
      ended_at = coalesce(session.ended_at, joined.ended_at)
    FROM session AS joined WHERE session.id = :into AND joined.id = :session
    """,
    "DELETE FROM session WHERE id = :session",
)
_ERASE = (
    f"{_BELONGING} DELETE FROM walk WHERE id IN (SELECT id FROM belonging)",  # noqa: S608 - constant
    "DELETE FROM administration WHERE session = :session",
    "DELETE FROM session WHERE id = :session",  # foreign keys delete the rest
    "DELETE FROM wording WHERE sha256 NOT IN (SELECT wording FROM walk) AND sha256 NOT IN (SELECT wording FROM answer)",
)


class SessionAdmin:
    """A client's sessions with everything that belongs to each."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of(self, client: Client) -> tuple[SessionSummary, ...]:
        """A summary of each session, oldest first."""
        given = {"client": client.id}
        phases: dict[str, dict[Phase, str]] = defaultdict(dict)
        for row in self._vault.rows(_PHASES, given):
            phases[row["session"]][Phase(row["phase"])] = "finished" if row["finished"] else "unfinished"
        return tuple(
            SessionSummary(
                session(row),
                phases[row["id"]],
                {name: row[name] for name in COUNTED},
                Missed(row["missed"]) if row["missed"] else None,
            )
            for row in self._vault.rows(_SUMMARIES, given)
        )

    def left_behind(self, moved: Session) -> int:
        """How many repairs and questions from that day or its walks concern no moment of the session."""
        given = {"session": moved.id, "client": moved.client, "day": moved.on.isoformat()}
        return int(self._vault.rows(_STAYING_BEHIND, given)[0]["count"])

    def move(self, moved: Session, to: Client, day: date, *, alone: bool = False) -> None:
        """Move a session with everything that belongs to it to another date, client or both, in one transaction.

        With ``alone``, which is for another date, a questionnaire or a repair of its day keeps its date.
        """
        given = {
            "session": moved.id,
            "from": moved.client,
            "before": moved.on.isoformat(),
            "client": to.id,
            "day": day.isoformat(),
        }
        with self._vault.change() as db:
            for statement in _MOVE if alone else (*_MOVE_ALONG, *_MOVE):
                db.execute(statement, given)

    def contents(self, of: Session) -> SessionContents:
        """The contents of which a session can have only one; held-back ones are left out."""
        given = {"session": of.id, "from": of.client, "before": of.on.isoformat()}
        rows = self._vault.rows
        walks = rows("SELECT phase, script FROM walk WHERE session = :session", given)
        ratings = rows("SELECT rater, scale FROM rating WHERE session = :session", given)
        tension = rows(TENSION_ANSWERS.format(which="s.id = :session"), given)
        measured = rows(f"SELECT instrument, rater FROM administration WHERE {_MEASURED}", given)  # noqa: S608 - constant
        decided = rows("SELECT kind, component, instrument FROM flag_decision WHERE session = :session", given)
        contents = SessionContents(
            walks=frozenset((Phase(row["phase"]), row["script"]) for row in walks),
            ratings=frozenset((Rater(row["rater"]), row["scale"]) for row in ratings),
            tension=frozenset(Rater(row["rater"]) for row in tension),
            instruments=frozenset((row["instrument"], Rater(row["rater"])) for row in measured),
            decisions=frozenset(" ".join(filter(None, row.values())) for row in decided),
        )
        held = rows("SELECT 1 FROM held_back WHERE session = :session LIMIT 1", given)
        return contents.with_client_held_back() if held else contents

    def join(self, joined: Session, into: Session) -> None:
        """Move everything of one session to another of the same client and date, and delete the first."""
        with self._vault.change() as db:
            for statement in _JOIN:
                db.execute(statement, {"session": joined.id, "into": into.id})
            settle(db, into.id)

    def erase(self, erased: Session) -> None:
        """Delete a session with everything that belongs to it; compact the vault afterwards to drop its pages."""
        with self._vault.change() as db:
            for statement in _ERASE:
                db.execute(statement, {"session": erased.id})
