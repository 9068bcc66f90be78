"""The work of exports and imports grows linearly with their rows, and their memory does not grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from alliance_cli.content.readers import json_pieces
from alliance_cli.content.readers.export_file import read_export
from alliance_cli.core.clock import Clock
from alliance_cli.core.exchange.deidentified import deidentified
from alliance_cli.core.exchange.export import DataClass, Export
from alliance_cli.report.export import formats
from alliance_cli.storage.exchange import vault_rows
from alliance_cli.storage.file.connection import Fields
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository
from tests.export_formats import OF_ANY_CLASS
from tests.steps import exponent, peak, steps

from . import whole

EVERYTHING = frozenset(DataClass)
SMALL, TIMES = 60, 4
AT = "2026-01-05T18:00:00.000+00:00"
WORDING = sha256(b"no script").hexdigest()
CLOCK = Clock(lambda: datetime(2026, 11, 20, 9, tzinfo=UTC))
ROWS = 10
"""The number of rows of a session in all tables."""
SIZES = {"clients": ((6, 10), (24, 10)), "one client": ((1, SMALL), (1, TIMES * SMALL))}
"""Numbers of clients and of sessions each: a few, and four times as many."""

EXPORTS = [*((name, False) for name in formats.names()), *((name, True) for name in OF_ANY_CLASS)]
"""Formats, with codes and with aliases."""
MOST_STEPS = {
    False: {"json": 4, "csv": 4, "sqlite": 4, "markdown": 23, "fhir": 14, "fhir-ndjson": 13},
    True: {"json": 19, "csv": 18, "sqlite": 19, "markdown": 37},
}
"""With codes and with aliases: the limit of steps per row, a fifth above the measured number."""


def fill(vault: Vault, clients: int, sessions: int) -> None:
    """Clients with sessions, each with a walk, five answers, two ratings and a moment."""
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES (?, 'no script')", [WORDING])
        for n in range(clients):
            db.execute("INSERT INTO client (id, code, opened_on) VALUES (?, ?, '2026-01-05')", [f"c{n:04}", f"C{n}"])
            for id_ in (f"s{n:04}-{m:04}" for m in range(sessions)):
                db.execute(
                    "INSERT INTO session (id, client, held_on, started_at) VALUES (?, ?, '2026-01-05', ?)",
                    [id_, f"c{n:04}", AT],
                )
                db.execute(
                    "INSERT INTO walk (id, session, phase, script, wording, started_at)"
                    " VALUES (?, ?, 'post-session', 'post-session', ?, ?)",
                    [f"{id_}-w", id_, WORDING, AT],
                )
                answers = [(f"{id_}-w", f"step-{m}", f'"{id_} said {m}"', AT, WORDING) for m in range(5)]
                db.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", answers)
                rated = [(id_, "client", scale, 7, "recalled", AT) for scale in ("bond", "goals")]
                db.executemany("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?)", rated)
                db.execute(
                    "INSERT INTO moment (id, session, kind, note, noted_at) VALUES (?, ?, 'strong', ?, ?)",
                    [f"{id_}-m", id_, f"noted at {id_}", AT],
                )


Vaults = Callable[[int, int], Repository]


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vaults]:
    """A vault with this many clients and sessions each."""
    folder, opened = tmp_path_factory.mktemp("vaults"), []

    @cache
    def made(clients: int, sessions: int) -> Repository:
        vault = Vault.create(folder / f"{clients}-{sessions}.db", Key(bytes(32), bytes(16)))
        opened.append(vault)
        fill(vault, clients, sessions)
        return Repository(vault, CLOCK)

    yield made
    for vault in opened:
        vault.close()


def write(repository: Repository, name: str, to: Path, *, aliases: bool = False) -> None:
    """Export everything in a format to a new file or folder."""
    writer = formats.load(name)
    to.mkdir() if writer.FOLDER else to.touch()
    with repository.change():
        tables = repository.tables.of(EVERYTHING if not aliases else EVERYTHING - {DataClass.OWN})
        if aliases:
            codes = [client.code for client in repository.clients.all()]
            tables = deidentified(tables, codes, lambda stamp: whole.DAY).tables
        writer.write(Export(tuple(DataClass), whole.DAY, tables, deidentified=aliases), to)


def database_steps(repository: Repository, work: Callable[[Repository], None]) -> int:
    """How many instructions the database runs for a call."""
    ticks: list[int] = []
    connection = repository.tables._vault._connection
    connection.set_progress_handler(lambda: ticks.append(1), 100)
    work(repository)
    connection.set_progress_handler(None, 0)
    return len(ticks)


@pytest.mark.parametrize("aliases", [False, True])
def test_the_csv_reads_its_ratings_once(
    vaults: Vaults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, aliases: bool
) -> None:
    """A large vault does not fit into memory, so a second pass is expensive."""
    reading, rows = Vault.batches, []

    def watched(vault: Vault, sql: str, given: Mapping[str, object], size: int) -> Iterator[list[Fields]]:
        for batch in reading(vault, sql, given, size):
            rows.extend(batch if " FROM rating " in sql else [])
            yield batch

    monkeypatch.setattr(Vault, "batches", watched)
    write(vaults(6, 10), "csv", tmp_path / "csv", aliases=aliases)
    assert len(rows) == 6 * 10 * 2


@pytest.mark.parametrize("aliases", [False, True])
def test_the_ratings_of_a_session_can_be_read_in_parts(
    vaults: Vaults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, aliases: bool
) -> None:
    write(vaults(6, 10), "csv", tmp_path / "whole", aliases=aliases)
    monkeypatch.setattr(vault_rows, "AT_ONCE", 1)
    write(vaults(6, 10), "csv", tmp_path / "parts", aliases=aliases)
    one, other = (tmp_path / each / "ratings-by-session.csv" for each in ("whole", "parts"))
    assert one.read_bytes() == other.read_bytes()
    assert one.read_text(encoding="utf-8-sig").splitlines()[1].endswith(",client,,7,,7,,")


def test_an_export_enlarges_the_page_cache_only_while_it_is_written(vaults: Vaults) -> None:
    repository = vaults(6, 10)
    (before,) = repository.tables._vault.rows("PRAGMA cache_size")
    with repository.much_room(), repository.change():
        rooms = repository.tables._vault.rows("PRAGMA cache_size")
    assert rooms[0]["cache_size"] < before["cache_size"] < 0  # in KiB, which SQLite writes as a negative number
    assert repository.tables._vault.rows("PRAGMA cache_size") == [before]


def export(repository: Repository, folder: Path) -> bytes:
    to = folder / f"{len(list(folder.iterdir()))}.json"
    write(repository, "json", to)
    return to.read_bytes()


def put(raw: bytes, folder: Path) -> None:
    """Import an export into a new vault."""
    path = folder / f"{len(list(folder.iterdir()))}.db"
    with closing(Vault.create(path, Key(bytes(32), bytes(16)))) as vault:
        repository = Repository(vault, CLOCK)
        tables = read_export(BytesIO(raw), "x.json", repository.tables.empty, lambda text: None)
        plan = repository.imports.plan(tables)
        assert plan.problems == ()
        repository.imports.add(plan)
        assert plan.counts["answer"] == raw.count(b" said ")


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(("name", "aliases"), EXPORTS)
def test_an_exports_work_grows_linearly_with_its_rows(
    vaults: Vaults, tmp_path: Path, name: str, sizes: tuple[tuple[int, int], tuple[int, int]], *, aliases: bool
) -> None:
    one, many = (vaults(*size) for size in sizes)
    write(one, name, tmp_path / "first", aliases=aliases)  # modules are imported once
    small = steps(lambda: write(one, name, tmp_path / "small", aliases=aliases))
    large = steps(lambda: write(many, name, tmp_path / "large", aliases=aliases))
    assert exponent(small, large, TIMES) <= 1.1
    if sizes == SIZES["one client"]:  # each further client takes steps of its own
        assert (large - small) / ((TIMES - 1) * SMALL * ROWS) < MOST_STEPS[aliases][name]


@pytest.mark.parametrize("sizes", [((24, 4), (96, 4)), SIZES["one client"]], ids=SIZES)
@pytest.mark.parametrize(("name", "aliases"), [*((name, False) for name in formats.names()), ("json", True)])
def test_an_exports_database_work_grows_linearly_with_its_rows(
    vaults: Vaults, tmp_path: Path, name: str, sizes: tuple[tuple[int, int], tuple[int, int]], *, aliases: bool
) -> None:
    """The rows of one client are found without reading those of all others."""
    small, large = (
        database_steps(vaults(*size), lambda it, to=to: write(it, name, tmp_path / to, aliases=aliases))
        for to, size in zip(("small", "large"), sizes, strict=True)
    )
    assert exponent(small, large, TIMES) <= 1.1


@pytest.mark.parametrize("name", formats.names())
def test_an_export_never_has_all_its_rows_in_memory(
    vaults: Vaults, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_rows, "AT_ONCE", 10)  # otherwise a few hundred rows are in memory at any size
    one, many = (vaults(*size) for size in SIZES["clients"])
    write(one, name, tmp_path / "first")
    small = peak(lambda: write(one, name, tmp_path / "small"))
    large = peak(lambda: write(many, name, tmp_path / "large"))
    assert (large - small) / ((TIMES - 1) * SMALL * ROWS) < 60  # a row in memory takes about 500 bytes


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_an_imports_work_grows_linearly_with_its_rows(
    vaults: Vaults, tmp_path: Path, sizes: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    few, many = (export(vaults(*size), tmp_path) for size in sizes)
    put(few, tmp_path)
    small, large = steps(lambda: put(few, tmp_path)), steps(lambda: put(many, tmp_path))
    assert exponent(small, large, TIMES) <= 1.1


def test_an_import_has_only_one_number_per_row_in_memory(
    vaults: Vaults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number in a set takes up to 100 bytes; a row takes about 500."""
    monkeypatch.setattr(json_pieces, "_CHUNK", 4096)
    few, many = (export(vaults(clients, 10), tmp_path) for clients in (24, 24 * TIMES))
    put(few, tmp_path)
    small, large = peak(lambda: put(few, tmp_path)), peak(lambda: put(many, tmp_path))
    assert (large - small) / (many.count(b"\n") - few.count(b"\n")) < 150
