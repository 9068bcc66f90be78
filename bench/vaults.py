"""Vaults of a given size for the benchmarks, filled row by row with invented numbers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from alliance_cli.cli.setup import system_clock
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.walk.interview import Interview, Step
from alliance_cli.core.walk.kinds import RatingKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.keys import derive, new_salt
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository

PASSPHRASE = "a passphrase for the bench"
WATCHED = "J7"
WATCHED_SESSIONS = 40
"""The client whose history is timed has the same course in every vault; only the rest of the vault grows."""
A_COURSE = 20
OPEN_CLIENTS = 40
"""A full practice; everyone before them is closed."""
ANSWERS = 10
AT = "2026-01-01T09:00:00.000+00:00"


def fill(home: Path, sessions: int, seed: int = 1) -> None:
    """A vault of so many sessions with ten answers each, in weekly courses of 20."""
    places, clock = Places(home), system_clock()
    places.make_home()
    vault = Vault.create(places.vault, derive(PASSPHRASE, new_salt()))
    repository, rng = Repository(vault, clock), random.Random(seed)
    with vault.change() as db:
        for place, (code, count) in enumerate(_courses(sessions)):
            last = clock.today - timedelta(days=1 + place * 5)
            client = repository.clients.add(code, last)
            if place > OPEN_CLIENTS:
                db.execute("UPDATE client SET closed_on = opened_on WHERE id = ?", [client.id])
            for table, rows in _rows(client.id, count, last, rng).items():
                slots = ", ".join("?" * len(rows[0]))
                db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({slots})", rows)
    vault.close()


def _courses(sessions: int) -> Iterator[tuple[str, int]]:
    yield WATCHED, WATCHED_SESSIONS
    for place, first in enumerate(range(WATCHED_SESSIONS, sessions, A_COURSE)):
        yield f"C{place}", min(A_COURSE, sessions - first)


def _asked() -> tuple[str, str, list[Step]]:
    """Digest and text of a wording, and its first ten steps: four ratings among them."""
    catalog = Catalog((shipped_folder(),))
    script = catalog.script(Phase.IN_SESSION)
    text = catalog.script_version(script)
    return sha256(text.encode()).hexdigest(), text, list(Interview(script, {}, full=True).steps)[-ANSWERS:]


DIGEST, TEXT, STEPS = _asked()


def _rows(client: str, count: int, last: date, rng: random.Random) -> dict[str, list[tuple[object, ...]]]:
    """Table to rows, in the order in which they refer to each other."""
    rows: dict[str, list[tuple[object, ...]]] = {
        "session (id, client, held_on, started_at)": [],
        "wording": [(DIGEST, TEXT)],
        "walk (id, session, phase, script, wording, started_at, finished_at)": [],
        "answer": [],
        "rating": [],
    }
    sessions, _, walks, answers, ratings = rows.values()
    for week in range(count):
        session, walk = f"{client}-{week:03}", f"{client}-{week:03}-w"
        sessions.append((session, client, (last - timedelta(weeks=count - 1 - week)).isoformat(), AT))
        for phase in Phase(Phase.IN_SESSION), Phase.POST_SESSION:
            walks.append((f"{walk}-{phase}", session, phase, phase, DIGEST, AT, AT))
        for step in STEPS:
            rated = isinstance(step.kind, RatingKind)
            kept = None if rated else json.dumps("Something was said, and it was kept.")
            answers.append((f"{walk}-{Phase.IN_SESSION}", step.key, kept, AT, DIGEST))
            if isinstance(step.kind, RatingKind):
                ratings.append((session, step.kind.rater, step.kind.scale, rng.choice((8, 9, 9, 10)), "read-aloud", AT))
    return rows
