"""Vaults of whole practices for the benchmark of scale: open clients with 100 sessions each, kept in full."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from alliance_cli.cli.setup import system_clock
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.ratings import SCALES
from alliance_cli.core.walk.script import SESSION_PHASES
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.keys import derive, new_salt
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.tally import renew
from alliance_cli.storage.file.vault import Vault

PASSPHRASE = "a passphrase for the bench"
SESSIONS = 100
AT = "2026-01-01T09:00:00.000+00:00"
SAID = "Something was said about the week between the sessions, and it was kept as it was said, word for word."
TYPED = {
    "pre-session": ("grounded", "carry-over", "intention"),
    "in-session": ("opening", "mid-point", "closing", "tension"),
    "post-session": ("strongest.1.note", "outcome", "learned"),
}
Rows = dict[str, list[tuple[object, ...]]]


def fill_practice(home: Path, clients: int, seed: int = 1) -> None:
    """Weekly sessions of each client, the last within a week; ids sort by time, so clients lie among one another."""
    places, rng, today = Places(home), random.Random(seed), system_clock().today
    places.make_home()
    key = derive(PASSPHRASE, new_salt())
    Vault.create(places.vault, key).close()
    database = connecting.connect(places.vault, key)
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("BEGIN")
    scripts = _scripts()
    _insert(database, {"wording": [(digest, text) for digest, text in scripts.values()]})
    _insert(database, {"client (id, code, opened_on)": [_client(number, today) for number in range(1, clients + 1)]})
    digests = {phase: digest for phase, (digest, _) in scripts.items()}
    for week in range(SESSIONS):
        for number in range(1, clients + 1):
            on = today - timedelta(weeks=SESSIONS - 1 - week, days=number % 7)
            _insert(database, _rows(number, week, on, digests, rng))
    renew(database)
    database.execute("COMMIT")
    database.close()


def add_moments(home: Path, count: int) -> None:
    """So many strong moments of the client C1, spread over the sessions."""
    with _Open(home) as database:
        sessions = [row[0] for row in database.execute("SELECT id FROM session WHERE client = ?", [_id(1, 0, "c")])]
        rows = [(f"m{n}", sessions[n % len(sessions)], "strong", SAID, AT) for n in range(count)]
        _insert(database, {"moment (id, session, kind, note, noted_at)": rows})


def add_note(home: Path, kib: int) -> None:
    """One note of the client C1 of so many KiB, in lines of a sentence."""
    text = "\n".join([SAID] * (kib * 1024 // len(SAID)))
    with _Open(home) as database:
        walk = _id(1, SESSIONS - 1, "post-session")
        database.execute("UPDATE answer SET value = ? WHERE walk = ? AND step = 'learned'", [json.dumps(text), walk])


def write_scripts(home: Path, count: int) -> None:
    """So many copies of the shipped script for a reflection, each under an id of its own."""
    text = (shipped_folder() / "post-session.yaml").read_text()
    folder = Places(home).prompts
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"my-{number}.yaml").write_text(text)


class _Open:
    """The database of a vault in one transaction, whose rows are counted anew at the end."""

    def __init__(self, home: Path) -> None:
        from alliance_cli.storage.file.vault_file import salt_of

        path = Places(home).vault
        self._database = connecting.connect(path, derive(PASSPHRASE, salt_of(path)))

    def __enter__(self) -> connecting.Connection:
        self._database.execute("BEGIN")
        return self._database

    def __exit__(self, *_: object) -> None:
        renew(self._database)
        self._database.execute("COMMIT")
        self._database.close()


def _scripts() -> dict[str, tuple[str, str]]:
    """Phase to digest and text of its script."""
    catalog = Catalog((shipped_folder(),))
    texts = {str(phase): catalog.script_version(catalog.script(phase)) for phase in SESSION_PHASES}
    return {phase: (sha256(text.encode()).hexdigest(), text) for phase, text in texts.items()}


def _insert(database: connecting.Connection, tables: Rows) -> None:
    for table, rows in tables.items():
        if rows:
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _id(number: int, week: int, what: str) -> str:
    """An id of the usual length that sorts by the week it was made in."""
    return f"{week:08x}-{number:04x}-{sha256(f'{number} {week} {what}'.encode()).hexdigest()[:22]}"


def _client(number: int, today: date) -> tuple[object, ...]:
    return _id(number, 0, "c"), f"C{number}", (today - timedelta(weeks=SESSIONS)).isoformat()


def _rows(number: int, week: int, on: date, digests: dict[str, str], rng: random.Random) -> Rows:
    """What is kept of one session, table to rows: every question answered, a strong moment, now and then a rupture."""
    session = _id(number, week, "s")
    walks = {phase: _id(number, week, phase) for phase in digests}
    if week == SESSIONS - 1 and number % 20 == 0:
        del walks["post-session"]  # waits for its reflection
    return {
        "session (id, client, held_on, started_at, ended_at)": [(session, _id(number, 0, "c"), on.isoformat(), AT, AT)],
        "walk (id, session, phase, script, wording, started_at, finished_at)": [
            (walk, session, phase, phase, digests[phase], AT, AT) for phase, walk in walks.items()
        ],
        "answer": list(_answers(walks, digests)),
        "rating": [
            (session, rater, scale, rng.choice((8, 9, 9, 10)), "read-aloud", AT)
            for rater in ("client", "clinician")
            for scale in SCALES
        ],
        "tension": [(session, "client", 0, "read-aloud", AT)],
        "moment (id, session, walk, slot, kind, note, state, noted_at)": list(_moments(number, week, session, walks)),
        **(_instrument(number, week, session, on) if week % 10 == 0 else {}),
    }


def _instrument(number: int, week: int, session: str, on: date) -> Rows:
    taken = _id(number, week, "a")
    return {
        "administration (id, client, session, instrument, version, rater, taken_on)": [
            (taken, _id(number, 0, "c"), session, "srs", "3", "client", on.isoformat())
        ],
        "item": [(taken, n, 9.5) for n in range(1, 5)],
    }


def _answers(walks: dict[str, str], digests: dict[str, str]) -> Iterator[tuple[object, ...]]:
    for phase, walk in walks.items():
        for step in TYPED[phase]:
            value = None if step.endswith("note") else json.dumps({"tension": False}.get(step, SAID))
            yield walk, step, value, AT, digests[phase]
        if phase != "pre-session":
            rater = "client" if phase == "in-session" else "clinician"
            yield from ((walk, f"{rater}-{scale}", None, AT, digests[phase]) for scale in SCALES)


def _moments(number: int, week: int, session: str, walks: dict[str, str]) -> Iterable[tuple[object, ...]]:
    if walk := walks.get("post-session"):
        yield _id(number, week, "m"), session, walk, "strongest.1", "strong", SAID, None, AT
    if week % 25 == 10:
        state = "open" if week == 85 and number % 10 == 0 else "repaired"
        yield _id(number, week, "r"), session, None, None, "rupture", SAID, state, AT
