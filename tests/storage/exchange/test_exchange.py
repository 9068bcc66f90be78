"""Exports contain the requested classes of data and are read back without loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.content.readers.export_file import read_export
from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import Damaged
from alliance_cli.core.exchange.export import DataClass, Export, Table
from alliance_cli.core.exchange.row_source import NOBODY
from alliance_cli.core.exchange.selection import FOR_RECORD, tables_for_record
from alliance_cli.core.walk.script import Phase
from alliance_cli.report.export.export_json import write
from alliance_cli.storage.columns import EXCHANGED, TALLIED, declared
from alliance_cli.storage.exchange import vault_rows
from alliance_cli.storage.exchange.tables import Tables
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository

from . import whole
from .owners import Owners

EVERYTHING = frozenset(DataClass)
Tabled = dict[str, list[dict[str, Any]]]
MEASURED = {"client", "session", "rating", "administration", "item", "goal", "goal_progress"}
"""The tables of an export for a record."""
HERE = ("backup", "draft", "held_back", "part_file", "resumption")
"""The tables that are never exported."""


@pytest.fixture
def filled(vault: Vault, repository: Repository) -> Repository:
    whole.fill(vault, repository)
    return repository


@pytest.fixture
def other(tmp_path: Path, key: Key) -> Iterator[Vault]:
    vault = Vault.create(tmp_path / "other.db", key)
    yield vault
    vault.close()


def rows_of(vault: Vault) -> Tabled:
    """Every stored row of every table except the tally, which differs between vaults."""
    names = [row["name"] for row in vault.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [name for name in names if not name.startswith(("sqlite_", "_sqlite"))]
    ours.remove("tally")
    return {name: sorted(vault.rows(f"SELECT * FROM {name}"), key=str) for name in ours}


def through_a_file(tables: Sequence[Table], folder: Path) -> tuple[Table, ...]:
    """The tables, written to a file and read back."""
    file = folder / "export.json"
    write(Export(tuple(DataClass), whole.DAY, tuple(tables)), file)
    empty = [replace(table, rows=()) for table in tables]
    return read_export(BytesIO(file.read_bytes()), file.name, empty, whole.CATALOG.read_script_version)


def held_of(
    repository: Repository, classes: frozenset[DataClass], clients: frozenset[str] = frozenset()
) -> tuple[Table, ...]:
    """The tables with their rows in memory, where tests can inspect them."""
    tables = repository.tables.of(classes, clients)
    return tuple(replace(table, rows=tuple(table.rows)) for table in tables)


def put(repository: Repository, tables: Sequence[Table]) -> dict[str, int]:
    plan = repository.imports.plan(tables)
    assert plan.problems == ()
    repository.imports.add(plan)
    return plan.counts


def test_a_round_trip_of_all_classes_loses_nothing(
    filled: Repository, vault: Vault, other: Vault, clock: Clock, tmp_path: Path
) -> None:
    before = rows_of(vault)
    assert set(before) == set(TALLIED)
    assert all(before.values()), "every table takes part"
    put(Repository(other, clock), through_a_file(held_of(filled, EVERYTHING), tmp_path))
    assert rows_of(other) == {**before, **{name: [] for name in HERE}}
    assert rows_of(vault) == before
    assert other.rows("PRAGMA foreign_key_check") == []


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(kept=st.text(), answered=st.text(st.characters(exclude_categories=())))
def test_no_text_is_lost_in_a_round_trip(
    kept: str, answered: str, filled: Repository, vault: Vault, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("text")
    other = Vault.create(folder / "other.db", Key(bytes(32), bytes(16)))
    answer = held_of(filled, frozenset({DataClass.NOTES}))
    tables = [
        replace(
            table,
            rows=tuple(
                {name: odd if (name, bool(value)) == (column, True) else value for name, value in row.items()}
                for row in table.rows
            ),
        )
        for table in answer
        for column, odd in [{"answer": ("value", answered), "moment": ("note", kept)}.get(table.name, ("", ""))]
    ]
    put(Repository(other, clock), through_a_file(tables, folder))
    assert {row["note"] for row in other.rows("SELECT note FROM moment")} == {kept}
    values = [
        row for table in held_of(Repository(other, clock), EVERYTHING) if table.name == "answer" for row in table.rows
    ]
    assert {row["value"] for row in values if row["value"] is not None} == {answered}
    other.close()


def test_importing_the_same_file_again_adds_nothing(filled: Repository, vault: Vault) -> None:
    before = rows_of(vault)
    assert put(filled, held_of(filled, EVERYTHING)) == {}
    assert rows_of(vault) == before


def test_differing_rows_stay_and_are_named(filled: Repository, vault: Vault) -> None:
    tables = held_of(filled, EVERYTHING)
    with vault.change() as db:
        db.execute("UPDATE moment SET note = 'changed since'")
        db.execute("DELETE FROM rating")
    plan = filled.imports.plan(tables)
    assert {table for table, _ in plan.differing} == {"moment"}
    assert plan.counts == {"rating": 4}
    filled.imports.add(plan)
    assert {row["note"] for row in vault.rows("SELECT note FROM moment")} == {"changed since"}


def test_an_export_of_measures_contains_only_measures(filled: Repository) -> None:
    tables = held_of(filled, frozenset({DataClass.MEASURES}))
    assert {table.name for table in tables} == {*MEASURED, "walk"}
    for table in tables:
        assert table.rows
        assert {declared(table.name, name).data_class for name in table.names} <= {"measure", "key"}
        assert not {"moment", "wording", "slot"} & set(table.names)
        assert all(row.get("session", "") is not None for row in table.rows)
    assert whole.RARE not in str(tables)
    assert whole.OWN not in str(tables)


def test_an_export_of_notes_has_client_and_date_but_no_rating_and_no_own_data(filled: Repository) -> None:
    tables = {table.name: table for table in held_of(filled, frozenset({DataClass.NOTES}))}
    assert "tension" in tables
    assert not {"rating", "item", "administration", "access", "backup"} & set(tables)
    assert {row["phase"] for row in tables["walk"].rows}.isdisjoint({"practice", "self-care"})
    assert len([row for row in tables["walk"].rows if row["session"] is None]) == 5
    assert whole.OWN not in str(tables)


def test_own_data_is_in_no_other_class(filled: Repository) -> None:
    tables = {table.name: table for table in held_of(filled, frozenset({DataClass.OWN}))}
    assert set(tables) == {"wording", "walk", "answer", "access"}
    assert {row["phase"] for row in tables["walk"].rows} == {"practice", "self-care"}
    assert {row["value"] for row in tables["answer"].rows} == {whole.OWN}
    assert len(tables["wording"].rows) == 2


def test_a_clients_export_contains_all_their_data_and_no_one_elses(filled: Repository) -> None:
    client = filled.clients.find("J7")
    assert client is not None
    classes = frozenset({DataClass.MEASURES, DataClass.NOTES})
    every = held_of(filled, classes)
    tables = {table.name: table for table in held_of(filled, classes, frozenset({client.id}))}
    assert [row["code"] for row in tables["client"].rows] == ["J7"]
    owners = Owners(list(tables.values()))
    for name in (
        "session",
        "walk",
        "answer",
        "rating",
        "tension",
        "moment",
        "mark",
        "administration",
        "item",
        "flag_decision",
        "goal",
    ):
        assert {owners.client_of(name, row) for row in tables[name].rows} == {client.id}
        theirs = next(table for table in every if table.name == name)
        shared = 1 if name in ("walk", "answer") else 0  # the supervision question without a client
        assert len(tables[name].rows) * 2 + shared == len(theirs.rows)
    asked = {row["wording"] for name in ("walk", "answer") for row in tables[name].rows}
    assert {row["sha256"] for row in tables["wording"].rows} == asked


def test_a_record_gets_only_columns_that_are_measures(filled: Repository) -> None:
    for name, columns in FOR_RECORD.items():
        if name != "score":
            assert {declared(name, column).data_class for column in columns} <= {"measure", "key"}
    tables = tables_for_record(held_of(filled, frozenset({DataClass.MEASURES})))
    assert {table.name for table in tables} == MEASURED
    assert all("keep_until" not in row for table in tables for row in table.rows)


def test_importing_measures_notes_and_own_data_in_turn_restores_everything(
    filled: Repository, vault: Vault, other: Vault, clock: Clock, tmp_path: Path
) -> None:
    there = Repository(other, clock)
    for class_ in DataClass:
        put(there, through_a_file(held_of(filled, frozenset({class_})), tmp_path))
    assert rows_of(other) == {**rows_of(vault), **{name: [] for name in HERE}}


def test_an_import_of_measures_alone_leaves_out_walks_and_says_how_many(
    filled: Repository, other: Vault, clock: Clock
) -> None:
    plan = Repository(other, clock).imports.plan(held_of(filled, frozenset({DataClass.MEASURES})))
    assert (plan.unworded, plan.problems) == (6, ())
    assert "walk" not in plan.counts


def test_a_code_of_another_client_in_the_vault_is_refused(filled: Repository, other: Vault, clock: Clock) -> None:
    there = Repository(other, clock)
    there.clients.add("j7", whole.DAY)
    problems = there.imports.plan(held_of(filled, EVERYTHING)).problems
    assert [(problem.table, problem.column) for problem in problems] == [("client", "code")]


def test_rows_with_missing_references_or_parts_are_refused(filled: Repository, other: Vault, clock: Clock) -> None:
    tables = [table for table in held_of(filled, EVERYTHING) if table.name in ("session", "rating")]
    cut = [replace(table, rows=tuple({**row} for row in table.rows)) for table in tables]
    del cut[0].rows[0]["started_at"]  # type: ignore[attr-defined]
    problems = Repository(other, clock).imports.plan(cut).problems
    assert {(problem.table, problem.row, problem.column) for problem in problems} == {
        ("session", 1, "client"),
        ("session", 2, "client"),
        ("session", 1, "started_at"),
    }


def test_every_table_can_be_exported_except_those_about_this_vault(vault: Vault) -> None:
    assert set(rows_of(vault)) == set(TALLIED) == {*EXCHANGED, *HERE}
    assert {table.name: table.names for table in Tables(vault).empty} == {
        name: tuple(row["name"] for row in vault.rows(f"SELECT name FROM pragma_table_info('{name}')"))
        for name in EXCHANGED
    }


@pytest.mark.parametrize("classes", [EVERYTHING, frozenset({DataClass.MEASURES}), frozenset({DataClass.NOTES})])
def test_the_rows_of_each_client_and_of_nobody_add_up_to_all_rows(
    filled: Repository, classes: frozenset[DataClass]
) -> None:
    owners = Owners(held_of(filled, classes))
    ids = [client.id for client in filled.clients.all()]
    for table in filled.tables.of(classes):
        assert len(table.rows) == len(list(table.rows))
        assert set(table.names) >= {name for row in table.rows for name in row}
        for client in (*ids, NOBODY):
            theirs = [row for row in table.rows if owners.client_of(table.name, row) == client]
            assert list(table.of(client)) == theirs


@pytest.mark.parametrize(
    ("table", "change", "place"),
    [
        ("rating", "scale = 'bond', value = 11", "scale bond, column value"),
        ("rating", "rated_at = 'at ten'", "column rated_at"),
        ("walk", "phase = 'pre-session'", "column phase"),
        ("answer", "value = '[[1]]'", "column value"),
    ],
)
@pytest.mark.parametrize("at_once", [1, 500])
def test_an_invalid_row_is_found_among_valid_ones(
    filled: Repository, vault: Vault, monkeypatch: pytest.MonkeyPatch, table: str, change: str, place: str, at_once: int
) -> None:
    monkeypatch.setattr(vault_rows, "AT_ONCE", at_once)
    (rows,) = (each.rows for each in filled.tables.of(EVERYTHING) if each.name == table)
    before = list(rows)
    with vault.change() as db:
        last = db.execute(f"SELECT * FROM {table} ORDER BY 1 DESC, 2 DESC").fetchone()
        columns = [each[1] for each in db.execute(f"PRAGMA table_info({table})")][:2]
        where = " AND ".join(f"{name} IS ?" for name in columns)
        db.execute(f"UPDATE {table} SET {change} WHERE {where}", last[:2])
    assert len(before) > 1
    with pytest.raises(Damaged, match=place):
        list(rows)


def test_an_export_reads_rows_lazily(filled: Repository, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_rows, "AT_ONCE", 1)  # else a few hundred at a time
    answers = next(table for table in filled.tables.of(EVERYTHING) if table.name == "answer")
    rows = iter(answers.rows)
    next(rows)
    with vault.change() as db:
        changed = db.execute("UPDATE answer SET value = '\"later\"' WHERE value IS NOT NULL").rowcount
    assert sum(row["value"] == "later" for row in rows) >= changed - 1


@pytest.mark.parametrize("classes", [EVERYTHING, frozenset({DataClass.MEASURES})])
def test_an_export_counts_rows_without_reading_all_answers(
    filled: Repository, vault: Vault, classes: frozenset[DataClass]
) -> None:
    """Reading all answers takes seconds in a large practice."""
    run: list[str] = []
    vault._connection.set_trace_callback(run.append)
    tables = filled.tables.of(classes)
    counts = {table.name: len(table.rows) for table in tables}
    wordings = [row for table in tables if table.name == "wording" for row in table.rows]
    vault._connection.set_trace_callback(None)
    assert len(wordings) == counts.get("wording", 0)
    assert not [sql for sql in run if ("FROM answer" in sql and "walk IN" not in sql) or "JOIN answer" in sql]


@pytest.mark.parametrize(("phases", "leaves"), [((Phase.REPAIR, Phase.PRACTICE), True), ((Phase.PRACTICE,), False)])
def test_a_script_version_is_exported_with_notes_if_any_note_answered_it(
    filled: Repository, vault: Vault, phases: tuple[Phase, ...], *, leaves: bool
) -> None:
    """Also if no walk began with it, because an answer keeps its own version."""
    digest = sha256(b"older").hexdigest()
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES (?, 'older')", [digest])
        for phase in phases:
            walk = "walk IN (SELECT id FROM walk WHERE phase = ?)"
            db.execute(f"UPDATE answer SET wording = ? WHERE {walk}", [digest, phase])
    found = {
        classes: {row["sha256"] for table in filled.tables.of(classes) if table.name == "wording" for row in table.rows}
        for classes in map(frozenset, ({DataClass.NOTES}, {DataClass.OWN}, EVERYTHING))
    }
    assert [digest in found[frozenset(classes)] for classes in ({DataClass.NOTES}, {DataClass.OWN}, EVERYTHING)] == [
        leaves,
        True,
        True,
    ]
