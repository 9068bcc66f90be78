"""Reads one summary row for each client, through indexes and from the latest sessions only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from alliance_cli.core.caseload.overview import RECENT, Overview
from alliance_cli.core.ratings import SCALES
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import by_code
from alliance_cli.storage.unfinished.held_back import NOT_HELD

_SCALES = ", ".join(f"'{scale}'" for scale in SCALES)
_WHICH = "(:closed OR closed_on IS NULL)"
_CLIENTS = f"""
SELECT id, code, closed_on,
  (SELECT count(*) FROM session WHERE session.client = client.id AND missed IS NULL) AS sessions,
  (SELECT max(held_on) FROM session WHERE session.client = client.id AND missed IS NULL) AS last_on
FROM client WHERE {_WHICH}
"""  # noqa: S608 - constant
# CROSS JOIN makes SQLite keep this order: from the few selected clients to their sessions.
_REFLECTED = f"""
SELECT client.id AS client, count(*) AS reflected FROM client CROSS JOIN session ON session.client = client.id
WHERE {_WHICH} AND (
  SELECT min(finished_at IS NOT NULL) FROM walk WHERE walk.session = session.id AND phase = '{Phase.POST_SESSION}'
) GROUP BY client.id
"""  # noqa: S608 - constant
_OPEN = f"""
SELECT session.client, count(*) AS ruptures FROM moment JOIN session ON session.id = moment.session
JOIN client ON client.id = session.client WHERE state = 'open' AND {_WHICH} GROUP BY session.client
"""  # noqa: S608 - constant
_MEANS = f"""
SELECT client.id AS client, (
  SELECT avg(value) FROM rating WHERE rating.session = session.id AND rater = 'client'
  AND scale IN ({_SCALES}) AND {NOT_HELD.format(session="session.id")}
) AS mean
FROM client CROSS JOIN session ON session.id IN (
  SELECT id FROM session AS recent WHERE recent.client = client.id AND missed IS NULL
  ORDER BY held_on DESC, id DESC LIMIT :recent
) WHERE {_WHICH} ORDER BY client.id, held_on, session.id
"""  # noqa: S608 - constant
# Answers are held back only for a short time, so these rows are few.
_HELD = """
SELECT client, count(DISTINCT held_back.session) AS sessions FROM held_back
CROSS JOIN session ON session.id = held_back.session AND missed IS NULL GROUP BY client
"""


class Overviews:
    """Summaries of clients."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self, *, closed: bool = False) -> tuple[Overview, ...]:
        """Open clients by code; closed ones too with ``closed``."""
        given = {"closed": closed, "recent": RECENT}
        means: dict[str, list[float | None]] = defaultdict(list)
        for row in self._vault.rows(_MEANS, given):
            means[row["client"]].append(row["mean"])
        reflected = {row["client"]: row["reflected"] for row in self._vault.rows(_REFLECTED, given)}
        ruptures = {row["client"]: row["ruptures"] for row in self._vault.rows(_OPEN, given)}
        held = {row["client"]: row["sessions"] for row in self._vault.rows(_HELD)}
        return tuple(
            Overview(
                client=row["code"],
                closed=row["closed_on"] is not None,
                sessions=row["sessions"],
                reflected=reflected.get(row["id"], 0),
                last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
                means=tuple(means[row["id"]]),
                open_ruptures=ruptures.get(row["id"], 0),
                held_back=held.get(row["id"], 0),
            )
            for row in by_code(self._vault.rows(_CLIENTS, given))
        )
