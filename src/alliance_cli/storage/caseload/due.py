"""Reads what is due over the whole caseload, through indexes that skip old sessions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.day import DaySession, PhaseWalk
from alliance_cli.core.caseload.due import WAITS_FOR, DueItem, Urgency
from alliance_cli.core.caseload.overview import Glance
from alliance_cli.core.walk.hand_over import own_ratings_action
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import by_code
from alliance_cli.storage.unfinished.held_back import NOT_HELD

_UNFINISHED = """
SELECT code, phase, script, held_on FROM walk
JOIN session ON session.id = walk.session JOIN client ON client.id = session.client
WHERE finished_at IS NULL AND closed_on IS NULL AND missed IS NULL AND (phase <> :before OR held_on = :today)
AND {which}
"""
# SQLite uses the partial index of reflections only if the query contains their phase literally.
_REFLECTION = f"phase = '{Phase.POST_SESSION}'"
_NOT_REFLECTED = f"""
SELECT session.id AS session, code, held_on FROM session JOIN client ON client.id = client
WHERE held_on >= :since AND closed_on IS NULL AND missed IS NULL
AND NOT EXISTS (SELECT 1 FROM walk WHERE walk.session = session.id AND {_REFLECTION})
AND EXISTS (SELECT 1 FROM walk WHERE walk.session = session.id AND (phase = :held OR held_on < :today))
AND {{which}}
"""  # noqa: S608 - constant
# CROSS JOIN makes SQLite begin with the few sessions that have held-back answers.
_HELD_BACK = f"""
SELECT session.id AS session, code, held_on,
  EXISTS (SELECT 1 FROM walk WHERE walk.session = session.id AND {_REFLECTION}) AS reflected
FROM (SELECT DISTINCT session FROM held_back) AS held
CROSS JOIN session ON session.id = held.session CROSS JOIN client ON client.id = client
WHERE closed_on IS NULL AND missed IS NULL
AND NOT EXISTS (SELECT 1 FROM walk WHERE walk.session = session.id AND finished_at IS NULL AND {_REFLECTION})
AND {{which}}
"""  # noqa: S608 - constant
# A running session and an unfinished reflection are already listed as unfinished.
_MARKED = f"""
SELECT session, code, held_on, count(*) AS marks FROM mark JOIN session ON session.id = mark.session
JOIN client ON client.id = client WHERE settled_at IS NULL AND kind <> 'note' AND closed_on IS NULL AND missed IS NULL
AND NOT EXISTS (SELECT 1 FROM walk WHERE walk.session = session.id AND finished_at IS NULL AND (
  {_REFLECTION} OR (phase = :held AND held_on = :today)))
AND {{which}} GROUP BY session.id
"""  # noqa: S608 - constant
_OPEN_RUPTURES = """
SELECT code, held_on, plan FROM moment JOIN session ON session.id = moment.session
JOIN client ON client.id = client WHERE state = 'open' AND closed_on IS NULL
AND {which}
"""
_ON_DAY = """
SELECT session.id AS session, code, missed, phase, script, finished_at FROM session
JOIN client ON client.id = session.client LEFT JOIN walk ON walk.session = session.id
WHERE held_on = :day ORDER BY session.id, walk.id
"""
_GLANCE = f"""
SELECT code, closed_on, count(session.id) AS sessions, max(held_on) AS last_on,
  (SELECT avg(value) FROM rating WHERE rater = 'client' AND session = (
     SELECT s.id FROM session AS s WHERE s.client = client.id AND s.missed IS NULL AND EXISTS (
       SELECT 1 FROM rating AS r WHERE r.session = s.id AND r.rater = 'client') AND {NOT_HELD.format(session="s.id")}
     ORDER BY held_on DESC, id DESC LIMIT 1)) AS last_client_mean,
  (SELECT count(*) FROM moment JOIN session AS m ON m.id = moment.session
   WHERE m.client = client.id AND state = 'open') AS open_ruptures,
  (SELECT count(DISTINCT h.session) FROM held_back AS h CROSS JOIN session AS s ON s.id = h.session
   WHERE s.client = client.id AND s.missed IS NULL) AS held_back
FROM client LEFT JOIN session ON session.client = client.id AND missed IS NULL GROUP BY client.id
"""  # noqa: S608 - constant


_Given = Mapping[str, str | None]


class Caseload:
    """What is due over the whole caseload."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def due(self, today: date, client: str | None = None) -> list[DueItem]:
        """Unfinished walks, held-back answers, sessions to reflect on and open possible ruptures of open clients.

        ``client`` is a client's id and limits the result to that client.
        """
        given = {
            "client": client,
            "since": (today - WAITS_FOR).isoformat(),
            "today": today.isoformat(),
            "held": Phase.IN_SESSION,
        }
        return [
            *self._unfinished(given),
            *self._after_a_session(given),
            *self._open_ruptures(today, given),
        ]

    def _unfinished(self, given: _Given) -> list[DueItem]:
        items = []
        for row in self._vault.rows(_for(_UNFINISHED, given), {**given, "before": Phase.PRE_SESSION}):
            on, phase = date.fromisoformat(row["held_on"]), Phase(row["phase"])
            do = session_action(row["code"], phase, on, row["script"])
            items.append(DueItem(row["code"], Urgency.UNFINISHED, on, do, phase))
        return items

    def _after_a_session(self, given: _Given) -> list[DueItem]:
        """Sessions without a reflection, with open marks, or with held-back answers."""
        held = {row["session"]: row for row in self._vault.rows(_for(_HELD_BACK, given), given)}
        marked = {row["session"]: row for row in self._vault.rows(_for(_MARKED, given), given)}
        found = {row["session"]: row for row in self._vault.rows(_for(_NOT_REFLECTED, given), given)}
        items = []
        for session, row in {**held, **found, **marked}.items():
            on, marks = date.fromisoformat(row["held_on"]), row.get("marks", 0)
            urgency = Urgency.HELD_BACK if session in held else Urgency.NOT_REFLECTED
            reflected = session in held and bool(held[session]["reflected"]) and not marks
            do = own_ratings_action(row["code"], on, reflected=reflected)
            phase = None if reflected else Phase.POST_SESSION
            items.append(DueItem(row["code"], urgency, on, do, phase, marks=marks))
        return items

    def _open_ruptures(self, today: date, given: _Given) -> list[DueItem]:
        items = []
        for row in self._vault.rows(_for(_OPEN_RUPTURES, given), given):
            on = date.fromisoformat(row["held_on"])
            # A preparation shows ruptures of earlier sessions, not one that was noted today.
            before = session_action(row["code"], Phase.PRE_SESSION, None)
            do = before if on < today else Action(ActionKind.LIST_MOMENTS, row["code"])
            items.append(DueItem(row["code"], Urgency.OPEN_RUPTURE, on, do, plan=row["plan"]))
        return items

    def on(self, day: date) -> tuple[DaySession, ...]:
        """The sessions held on a day, each with its walks. One without a walk has other content."""
        sessions: dict[str, DaySession] = {}
        for row in self._vault.rows(_ON_DAY, {"day": day.isoformat()}):
            if row["missed"]:
                continue
            found = sessions.get(row["session"], DaySession(row["code"], at_least=Phase.POST_SESSION))
            if row["phase"] in SESSION_PHASES:
                walk = PhaseWalk(Phase(row["phase"]), row["script"], row["finished_at"] is not None)
                found = found._replace(walks=(*found.walks, walk), at_least=Phase.PRE_SESSION)
            sessions[row["session"]] = found
        return tuple(sessions.values())

    def missed_on(self, day: date) -> frozenset[str]:
        """The codes of clients who missed their session on a day."""
        sql = "SELECT code FROM session JOIN client ON client.id = client WHERE held_on = :day AND missed IS NOT NULL"
        return frozenset(row["code"] for row in self._vault.rows(sql, {"day": day.isoformat()}))

    def glances(self) -> tuple[Glance, ...]:
        """One summary for each client, by code."""
        return tuple(
            Glance(
                client=row["code"],
                closed=row["closed_on"] is not None,
                sessions=row["sessions"],
                last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
                last_client_mean=row["last_client_mean"],
                open_ruptures=row["open_ruptures"],
                held_back=row["held_back"],
            )
            for row in by_code(self._vault.rows(_GLANCE))
        )


def _for(sql: str, given: _Given) -> str:
    """The query for one client, whose sessions an index finds, or for all."""
    return sql.format(which="session.client = :client" if given["client"] else "TRUE")
