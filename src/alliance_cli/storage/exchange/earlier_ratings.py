"""Reads some clients' ratings between two dates, and adds earlier ratings, in a few statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.exchange.rated_rows import ClientDay, KeptRatings, NewRatings, Sheet
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import How, Rater
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.clients import client_of
from alliance_cli.storage.topics.measures import administration_of

_CLIENTS = "SELECT * FROM client WHERE code IN (SELECT value FROM json_each(:codes))"
_THEIRS = "client IN (SELECT value FROM json_each(:clients))"
_SESSIONS = f"SELECT id, client, held_on, missed FROM session WHERE {_THEIRS} AND held_on BETWEEN :first AND :last"  # noqa: S608 - constant
_TAKEN = f"""
SELECT a.*, n, value FROM administration AS a LEFT JOIN item ON item.administration = a.id
WHERE {_THEIRS} AND taken_on BETWEEN :first AND :last ORDER BY a.id, n
"""  # noqa: S608 - constant
_RATINGS = f"SELECT session, rater, scale, value FROM rating JOIN ({_SESSIONS}) AS s ON s.id = session"  # noqa: S608 - constant


class EarlierRatings:
    """Ratings and instruments from before the vault, many at once."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def kept(self, codes: Iterable[str], first: date, last: date) -> KeptRatings:
        """The ratings of the clients with these codes from ``first`` to ``last``, both included."""
        theirs = {"codes": json.dumps([*codes])}
        clients = {row["code"].casefold(): client_of(row) for row in self._vault.stream(_CLIENTS, theirs)}
        ids = json.dumps([client.id for client in clients.values()])
        given = {"clients": ids, "first": first.isoformat(), "last": last.isoformat()}
        sessions, missed = self._sessions(given)
        return KeptRatings(clients, sessions, missed, self._ratings(given), self._taken(given))

    def _sessions(self, given: Mapping[str, str]) -> tuple[dict[ClientDay, Session], dict[ClientDay, MissedSession]]:
        sessions: dict[ClientDay, Session] = {}
        missed: dict[ClientDay, MissedSession] = {}
        for row in self._vault.stream(f"{_SESSIONS} ORDER BY held_on, id", given):
            on = date.fromisoformat(row["held_on"])
            if row["missed"]:
                missed.setdefault((row["client"], on), MissedSession(row["id"], on, Missed(row["missed"])))
            else:
                sessions[row["client"], on] = Session(row["id"], row["client"], on, 0)
        return sessions, missed

    def _ratings(self, given: Mapping[str, str]) -> dict[tuple[str, Rater], dict[str, int]]:
        ratings: dict[tuple[str, Rater], dict[str, int]] = defaultdict(dict)
        for row in self._vault.stream(_RATINGS, given):
            ratings[row["session"], Rater(row["rater"])][row["scale"]] = row["value"]
        return ratings

    def _taken(self, given: Mapping[str, str]) -> dict[Sheet, Administration]:
        """The latest administration of each client, instrument, rater and day."""
        taken: dict[Sheet, Administration] = {}
        for _, rows in groupby(self._vault.stream(_TAKEN, given), key=itemgetter("id")):
            theirs = list(rows)
            each = administration_of(theirs)
            taken[theirs[0]["client"], each.instrument, each.rater, each.on] = each
        return taken

    def add(self, new: NewRatings) -> None:
        """Store the new ratings, all or none."""
        at = self._clock.stamp
        with self._vault.change() as db:
            db.executemany("INSERT INTO client (id, code, opened_on) VALUES (?, ?, ?)", map(_client_row, new.clients))
            db.executemany(
                "INSERT INTO session (id, client, held_on, started_at) VALUES (?, ?, ?, ?)",
                ((each.id, each.client, each.on.isoformat(), at) for each in new.sessions),
            )
            db.executemany(
                "INSERT INTO rating (session, rater, scale, value, how, rated_at) VALUES (?, ?, ?, ?, ?, ?)",
                ((*rated, How.IMPORTED, at) for rated in new.ratings),
            )
            db.executemany(
                "INSERT INTO administration (client, id, session, instrument, version, rater, taken_on, total)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET session = coalesce(session, excluded.session), total = excluded.total",
                ((client, *_administration_row(taken)) for client, taken in new.taken.values()),
            )
            db.executemany("INSERT INTO item (administration, n, value) VALUES (?, ?, ?)", new.items)


def _client_row(client: Client) -> tuple[str, str, str]:
    return client.id, client.code, client.opened_on.isoformat()


def _administration_row(taken: Administration) -> tuple[str | float | None, ...]:
    on = taken.on.isoformat()
    return taken.id, taken.session or None, taken.instrument, taken.version, taken.rater, on, taken.total
