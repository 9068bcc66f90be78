"""The export command: what it writes for each class of data, and what it refuses."""

from __future__ import annotations

import csv
import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from alliance_cli.report.export import formats
from tests.export_formats import OF_ANY_CLASS

from .conftest import Alliance, Ran, made_once

RARE = "wolkenbruchglas"
ROOT = Path(__file__).parents[2]


@made_once
def seen(alliance: Alliance) -> Alliance:
    """Two clients; one with notes that name the other."""
    grounded = f"{{grounded: '{RARE} [wife] K9', intention: '=1+1'}}"
    assert alliance("prep", "J7", "--new", "--answers", "-", typed=grounded).code == 0
    assert alliance("reflect", "J7", "--answers", "-", typed=f"ruptures: [{{note: {RARE} J7s}}]").code == 0
    assert alliance("client", "add", "K9").code == 0
    assert alliance("rate", "J7", "--bond", "8", "--on", "2026-01-05").code == 0
    assert alliance("rate", "K9", "--bond", "4", "--goals", "5").code == 0
    return alliance


def exported(seen: Alliance, to: Path, *words: str) -> Ran:
    ran = seen("export", str(to), *words)
    assert ran.code == 0, ran.err
    return ran


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    document = json.loads(path.read_text())
    kept: dict[str, list[dict[str, Any]]] = document["tables"]
    return kept


def files(path: Path) -> list[Path]:
    return [each for each in [path, *path.rglob("*")] if each.is_file()]


@pytest.mark.parametrize("name", OF_ANY_CLASS)
def test_measures_contain_no_word_from_a_note(seen: Alliance, tmp_path: Path, name: str) -> None:
    for class_ in ("measures", "own"):
        to = tmp_path / class_
        exported(seen, to, "--class", class_, "--format", name)
        assert files(to)
        assert not any(RARE.encode() in each.read_bytes() for each in files(to))
    notes = tmp_path / "notes"
    exported(seen, notes, "--class", "notes", "--format", name, "--confirm", "notes")
    assert any(RARE.encode() in each.read_bytes() for each in files(notes))


@pytest.mark.parametrize("name", formats.names())
def test_an_export_is_readable_only_by_its_owner_and_says_what_it_is(seen: Alliance, tmp_path: Path, name: str) -> None:
    to = tmp_path / "out"
    ran = exported(seen, to, "--class", "measures", "--format", name)
    assert {stat.S_IMODE(each.stat().st_mode) for each in files(to)} == {0o600}
    assert stat.S_IMODE(to.stat().st_mode) == (0o700 if to.is_dir() else 0o600)
    for said in (ran.err.encode(), b"".join(each.read_bytes() for each in files(to))):
        assert b"This holds measures" in said
        assert b"not encrypted" in said
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "out"]


def test_notes_are_exported_only_on_explicit_request(seen: Alliance, tmp_path: Path) -> None:
    for words in ((), ("--confirm", "yes"), ("--confirm", "")):
        ran = seen("export", str(tmp_path / "x.json"), "--class", "notes", *words)
        assert ran.code == 8
        assert "you did not confirm" in ran.err
    assert not (tmp_path / "x.json").exists()


def test_an_export_never_overwrites_a_file(seen: Alliance, tmp_path: Path) -> None:
    there = tmp_path / "x.json"
    there.write_text("mine")
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    for name in ("x.json", "link.json", "folder"):
        ran = seen("export", str(tmp_path / name), "--class", "measures", "--format", "json")
        assert ran.code == 8
    assert seen("export", str(tmp_path / "folder"), "--class", "measures", "--format", "csv").code == 8
    assert there.read_text() == "mine"
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("x.json",), 2),
        (("--class", "measures"), 2),
        (("x.json", "--class", "everything"), 2),
        (("x.nothing", "--class", "measures"), 2),
        (("x", "--class", "measures", "--format", "pdf"), 2),
        (("x.json", "--class", "own", "--client", "J7"), 2),
        (("x.json", "--class", "own", "--deidentified"), 2),
        (("x.json", "--class", "notes", "--for-record"), 2),
        (("no/such/x.json", "--class", "measures"), 2),
        (("x.json", "--class", "measures", "--client", "J8"), 3),
    ],
)
def test_an_invalid_export_is_refused_and_nothing_is_written(
    seen: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = seen("export", *words)
    assert ran.code == code, ran.err
    assert ran.err.startswith("alliance: ")
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_a_clients_export_names_nobody_else(seen: Alliance, tmp_path: Path) -> None:
    to = tmp_path / "x.json"
    ran = exported(seen, to, "--class", "measures", "--client", "k9", "--json")
    assert (ran.document["clients"], ran.document["encrypted"]) == (1, False)
    assert ran.document["rows"]["rating"] == 2
    assert [row["code"] for row in tables(to)["client"]] == ["K9"]


def test_an_export_for_the_record_contains_only_results_and_dates(seen: Alliance, tmp_path: Path) -> None:
    to = tmp_path / "x.json"
    exported(seen, to, "--for-record")
    assert set(tables(to)) == {
        *("client", "session", "rating", "administration", "item", "score", "goal", "goal_progress")
    }
    assert set(tables(to)["client"][0]) == {"id", "code", "opened_on", "closed_on"}


def test_scores_are_exported_with_their_items(seen: Alliance, tmp_path: Path) -> None:
    assert seen("measure", "J7", "srs", "--items", "8,9,7,8.5").code == 0
    exported(seen, tmp_path / "x.json", "--class", "measures")
    kept = tables(tmp_path / "x.json")
    assert {row["scale"]: row["value"] for row in kept["score"]}["total"] == 32.5
    exported(seen, tmp_path / "x.md", "--class", "measures")
    assert "total 32.5" in (tmp_path / "x.md").read_text()


def test_without_identifiers_no_code_date_or_vault_id_remains(seen: Alliance, tmp_path: Path) -> None:
    exported(seen, tmp_path / "a.json", "--class", "measures", "--class", "notes", "--confirm", "notes")
    ran = exported(
        seen, tmp_path / "b.json", "--class", "measures", "--class", "notes", "--confirm", "notes", "--deidentified"
    )
    assert "Read it before you share it" in ran.err
    before, after = tables(tmp_path / "a.json"), tables(tmp_path / "b.json")
    text = (tmp_path / "b.json").read_text()
    head, _, body = text.partition('"tables"')
    assert '"deidentified": true' in head
    for rows in before.values():
        for row in rows:
            assert not {str(row[name]) for name in ("id", "code", "sha256") if name in row} & set(body.split('"'))
    for word in ("J7", "K9", "2026-"):
        assert word not in body
    assert {row["code"] for row in after["client"]} == {"A", "B"}
    assert {row["held_on_day"] for row in after["session"]} >= {0}
    assert {table: len(rows) for table, rows in after.items()} == {table: len(rows) for table, rows in before.items()}
    assert seen("import", str(tmp_path / "b.json")).code == 2


def test_formulas_are_defused_for_spreadsheets_and_numbers_stay_numbers(seen: Alliance, tmp_path: Path) -> None:
    exported(seen, tmp_path / "x", "--class", "measures", "--class", "notes", "--confirm", "notes", "--format", "csv")
    with (tmp_path / "x" / "answer.csv").open(encoding="utf-8-sig", newline="") as file:
        values = [row["value"] for row in csv.DictReader(file)]
    assert "'=1+1" in values
    with (tmp_path / "x" / "ratings-by-session.csv").open(encoding="utf-8-sig", newline="") as file:
        rated = [row for row in csv.DictReader(file) if row["client"] == "K9"]
    assert [(row["rater"], row["goals"], row["bond"], row["tasks"]) for row in rated] == [("client", "5", "4", "")]


def test_a_chart_reads_as_text(seen: Alliance, tmp_path: Path) -> None:
    exported(seen, tmp_path / "x.md", "--class", "notes", "--client", "J7", "--confirm", "notes")
    chart = (tmp_path / "x.md").read_text()
    assert "## J7\n" in chart
    assert (
        "**How are you arriving at this session: grounded and present, or still somewhere else?**\n\n> " + RARE in chart
    )
    assert r"\[wife\]" in chart
    assert "#### Possible rupture" in chart
    assert "Ratings" not in chart


def test_a_date_inside_a_line_of_a_chart_is_not_escaped(seen: Alliance, tmp_path: Path) -> None:
    assert seen("client", "edit", "J7", "--opened", "2026-01-01").code == 0
    exported(seen, tmp_path / "x.md", "--language", "de", "--class", "notes", "--client", "J7", "--confirm", "notes")
    assert "\nbegonnen am 01.01.2026\n" in (tmp_path / "x.md").read_text()


def test_reports_of_tension_are_exported_as_notes_and_read_back(seen: Alliance, tmp_path: Path) -> None:
    assert seen("rate", "K9", "--rater", "clinician", "--tension", "yes").code == 0
    exported(seen, tmp_path / "m.json", "--class", "measures")
    assert "tension" not in tables(tmp_path / "m.json")
    exported(seen, tmp_path / "n.md", "--class", "notes", "--client", "K9", "--confirm", "notes")
    assert "Tension, asked outside of a walk, by the clinician: yes" in (tmp_path / "n.md").read_text()
    words = ("--class", "measures", "--class", "notes", "--confirm", "notes")
    exported(seen, tmp_path / "all.json", *words)
    (said,) = tables(tmp_path / "all.json")["tension"]
    assert (said["rater"], said["reported"], said["how"]) == ("clinician", 1, "recalled")
    assert seen("client", "erase", "K9", "--confirm", "K9", "--confirm", "K9").code == 0
    assert seen("import", str(tmp_path / "all.json"), "--json").document["added"]["tension"] == 1
    shown = seen("history", "K9", "--json").document["sessions"][-1]["tension"]
    assert shown == {"client": None, "clinician": True}


def test_a_sqlite_file_contains_the_tables(seen: Alliance, tmp_path: Path) -> None:
    exported(seen, tmp_path / "x.sqlite", "--class", "measures")
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as db:
        ratings = (
            "SELECT code, value FROM rating JOIN session ON session.id = session JOIN client ON client.id = client"
        )
        assert sorted(db.execute(ratings)) == [("J7", 8), ("K9", 4), ("K9", 5)]
        assert db.execute("SELECT value FROM alliance_export WHERE name = 'classes'").fetchone() == ("measures",)


EVERYTHING = ("--class", "measures", "--class", "notes", "--confirm", "notes")


@pytest.mark.parametrize(("name", "folder"), [("measures.csv", True), ("measures.json", False)])
def test_row_counts_are_reported_on_separate_lines(
    seen: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, folder: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    said, *counts = exported(seen, tmp_path / name, "--class", "measures").out.splitlines()
    assert said == f"Wrote {tmp_path / name}: {'a new folder, ' * folder}measures."
    assert (tmp_path / name).is_dir() is folder
    assert all(len(line) <= 24 for line in counts)
    assert " ".join(counts).startswith("Rows: client 2, session 3, walk 2, rating 3.")


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_a_sqlite_file_has_typed_tables_keys_and_links(seen: Alliance, tmp_path: Path) -> None:
    exported(seen, to := tmp_path / "x.db", *EVERYTHING, "--class", "own")
    types = dict(rows(to, "SELECT name, type FROM pragma_table_info('rating')"))
    assert types == {
        "session": "TEXT", "rater": "TEXT", "scale": "TEXT", "value": "INTEGER", "how": "TEXT", "rated_at": "TEXT",
    }  # fmt: skip
    assert rows(to, "SELECT name FROM pragma_table_info('rating') WHERE pk ORDER BY pk") == [
        ("session",), ("rater",), ("scale",),
    ]  # fmt: skip
    assert rows(to, "SELECT type FROM pragma_table_info('item') WHERE name = 'value'") == [("REAL",)]
    links = 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'moment\') ORDER BY 1'
    assert rows(to, links) == [("resolved_in", "session", "id"), ("session", "session", "id"), ("walk", "walk", "id")]
    assert rows(to, "PRAGMA foreign_key_check") == []
    assert rows(to, "PRAGMA integrity_check") == [("ok",)]
    answered = rows(to, "SELECT value FROM answer WHERE step = 'intention'")
    assert [json.loads(value) for (value,) in answered] == ["=1+1"]


def test_a_sqlite_file_has_views_for_a_data_person(seen: Alliance, tmp_path: Path) -> None:
    form = ("measure", "J7", "srs", "--items", "8,7,8.5,9", "--on", "2026-01-05")
    assert (ran := seen(*form)).code == 0, ran.err
    exported(seen, to := tmp_path / "x.db", *EVERYTHING)
    today = seen("history", "J7", "--json").document["sessions"][-1]["on"]
    assert rows(to, "SELECT client_code, number, held_on FROM sessions ORDER BY client_code, number") == [
        ("J7", 1, "2026-01-05"), ("J7", 2, today), ("K9", 1, today),
    ]  # fmt: skip
    rated = "SELECT client_code, number, held_on, rater, understood, goals, tasks, bond FROM ratings_wide"
    assert rows(to, rated) == [
        ("J7", 1, "2026-01-05", "client", None, None, None, 8),
        ("K9", 1, today, "client", None, 5, None, 4),
    ]
    assert rows(to, "SELECT client_code, number, held_on, kind, state, note FROM moments") == [
        ("J7", 2, today, "rupture", "open", f"{RARE} J7s"),
    ]  # fmt: skip
    scored = "SELECT client_code, taken_on, instrument, rater, scale, value, complete FROM scores"
    assert ("J7", "2026-01-05", "srs", "client", "total", 32.5, 1) in rows(to, scored)
    exported(seen, apart := tmp_path / "apart.db", *EVERYTHING, "--deidentified")
    assert {day for (day,) in rows(apart, "SELECT held_on_day FROM ratings_wide")} == {0}
    assert rows(apart, "SELECT type FROM pragma_table_info('session') WHERE name = 'held_on_day'") == [("INTEGER",)]
    assert {day for (day,) in rows(apart, "SELECT taken_on_day FROM scores")} == {0}
    assert "made_on" not in dict(rows(apart, "SELECT * FROM alliance_export"))
    exported(seen, tmp_path / "apart", *EVERYTHING, "--deidentified", "--format", "csv")
    assert today not in (tmp_path / "apart" / "README.txt").read_text()


def test_a_view_needs_its_tables(seen: Alliance, tmp_path: Path) -> None:
    views = "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name"
    for number, (words, expected) in enumerate(
        (
            (("--class", "measures"), ["ratings_wide", "scores", "sessions"]),
            (("--for-record",), ["ratings_wide", "scores", "sessions"]),
            (("--class", "notes", "--confirm", "notes"), ["moments", "sessions"]),
            (("--class", "own"), []),
        )
    ):
        exported(seen, to := tmp_path / f"{number}.db", *words)
        assert [name for (name,) in rows(to, views)] == expected
        for name in expected:
            rows(to, f"SELECT * FROM {name}")


def test_an_export_fits_the_published_schema(seen: Alliance, tmp_path: Path) -> None:
    published = json.loads((ROOT / "docs" / "export-schema.json").read_text())
    assert published == seen("export", "--schema").document
    words = ("--class", "measures", "--class", "notes", "--class", "own", "--confirm", "notes")
    exported(seen, tmp_path / "x.json", *words)
    jsonschema.validate(json.loads((tmp_path / "x.json").read_text()), published)


def test_an_export_warns_of_own_words_only_if_it_contains_them(seen: Alliance, tmp_path: Path) -> None:
    warning = "dates inside what you typed are still there"
    measures = exported(seen, tmp_path / "m.json", "--deidentified", "--class", "measures")
    assert warning not in measures.err
    notes = exported(seen, tmp_path / "n.json", "--deidentified", "--class", "notes", "--confirm", "notes")
    assert warning in notes.err
    assert "(ratings, scores, and the sessions by day)" in measures.err
    assert "the codes and dates" not in notes.err


def test_skipped_questions_are_distinct_from_answers(seen: Alliance, tmp_path: Path) -> None:
    ran = exported(seen, tmp_path / "n.json", "--class", "notes", "--confirm", "notes")
    answers = tables(tmp_path / "n.json")["answer"]
    skipped = sum(row["value"] is None for row in answers)
    assert f"answer {len(answers)}" in ran.out
    assert f"{skipped} of the answers are skipped questions." in ran.out
    assert f"{len(answers) - skipped} answers" in seen("backup").err


def test_a_chart_shows_whole_numbers_without_decimals(seen: Alliance, tmp_path: Path) -> None:
    assert seen("measure", "J7", "wai-sr", "--items", "5,5,5,5,5,5,5,5,5,5,4,1").code == 0
    exported(seen, tmp_path / "rec.md", "--for-record", "--client", "J7")
    text = (tmp_path / "rec.md").read_text()
    assert "total 55" in text
    assert ".0" not in text


def test_a_code_in_place_of_the_file_suggests_the_client_option(seen: Alliance) -> None:
    ran = seen("export", "J7", "--class", "measures")
    assert ran.code == 2
    assert "For one client alone: --client CODE." in ran.err
