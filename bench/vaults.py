"""Vaults of a given size for the benchmarks, filled in one transaction with invented numbers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from alliance_cli.app import system_clock
from alliance_cli.content.catalog import Catalog, shipped_folder
from alliance_cli.core.caseload import How
from alliance_cli.core.interview import Interview, Step
from alliance_cli.core.kinds import Note, RatingKind, Value
from alliance_cli.core.script import Phase, Script
from alliance_cli.storage.keys import derive, new_salt
from alliance_cli.storage.places import Places
from alliance_cli.storage.repository import Repository
from alliance_cli.storage.vault import Vault

PASSPHRASE = "a passphrase for the bench"
WATCHED = "J7"
WATCHED_SESSIONS = 40
"""The client whose history is timed has the same course in every vault; only the rest of the vault grows."""
A_COURSE = 20
OPEN_CLIENTS = 40
"""A full practice; everyone before them is closed."""


def fill(home: Path, sessions: int, answers_each: int = 10, seed: int = 1) -> None:
    """A vault of so many sessions, about ``answers_each`` answers a session, in weekly courses of 20."""
    places = Places(home)
    places.make_home()
    repository = Repository(Vault.create(places.vault, derive(PASSPHRASE, new_salt())), system_clock())
    rng = random.Random(seed)
    with repository.change() as db:
        _course(repository, WATCHED, WATCHED_SESSIONS, date.today(), rng, answers_each)  # noqa: DTZ011 - a bench
        for place, first in enumerate(range(WATCHED_SESSIONS, sessions, A_COURSE)):
            last = date.today() - timedelta(days=1 + place * 5)  # noqa: DTZ011 - a bench
            _course(repository, f"C{place}", min(A_COURSE, sessions - first), last, rng, answers_each)
        db.execute(
            "UPDATE client SET closed_on = opened_on WHERE rowid > (SELECT min(rowid) FROM client) + :open",
            {"open": OPEN_CLIENTS},
        )
    repository.close()


def _course(repository: Repository, code: str, count: int, last: date, rng: random.Random, answers_each: int) -> None:
    client = repository.clients.add(code, last)
    walked = _scripts(answers_each)
    for week in reversed(range(count)):
        session = repository.sessions.add(client, last - timedelta(weeks=week))
        for script, wording, steps in walked:
            walk = repository.walks.begin(session, script, wording)
            repository.walks.save(walk, [(step, _answer(step, rng)) for step in steps], How.READ_ALOUD)
            repository.walks.finish(walk)


def _scripts(answers_each: int) -> list[tuple[Script, str, list[Step]]]:
    catalog = Catalog((shipped_folder(),))
    scripts, left = [], answers_each
    for phase in (Phase.IN_SESSION, Phase.POST_SESSION, Phase.PRE_SESSION):
        script = catalog.script(phase)
        steps = [step for step in Interview(script, {}).steps if not isinstance(step.kind, Note)][:left]
        left -= len(steps)
        scripts.append((script, catalog.wording(script), steps))
    return scripts


def _answer(step: Step, rng: random.Random) -> Value | None:
    if isinstance(step.kind, RatingKind):
        return rng.randint(6, 10)
    return None if step.slot else "Something was said, and it was kept."
