"""The import command reads an export back, adds earlier ratings, and reports every mistake."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.core.codes import client_code
from alliance_cli.storage.file.vault import Vault

from .conftest import Alliance

HEADER = "client,date,rater,understood,goals,tasks,bond\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ratings.csv"


def sessions(alliance: Alliance, client: str = "J7") -> list[tuple[str, Any]]:
    document = alliance("history", client, "--json").document
    return [(session["on"], session["ratings"]) for session in document["sessions"]]


def test_earlier_ratings_are_added_once(alliance: Alliance, file: Path) -> None:
    file.write_text(HEADER + "J7,2026-01-05,client,8,,,9\nj7,2026-01-05,clinician,,7,,\nJ7,2026-01-12,client,8,8,8,8\n")
    ran = alliance("import", str(file), "--new", "--json")
    assert ran.document["added"] == {"client": 1, "session": 2, "rating": 7}
    assert sessions(alliance)[0] == ("2026-01-05", {"client": {"understood": 8, "bond": 9}, "clinician": {"goals": 7}})
    again = alliance("import", str(file), "--new", "--json")
    assert (again.document["added"], again.document["differing"]) == ({}, [])


def test_no_progress_bar_is_drawn_without_a_terminal(alliance: Alliance, file: Path, tmp_path: Path) -> None:
    file.write_text(HEADER + "J7,2026-01-05,client,8,,,9\n")
    exported = tmp_path / "all.json"
    ran = [
        alliance("import", str(file), "--new"),
        alliance("export", str(exported), "--class", "measures"),
        alliance("import", str(exported)),
    ]
    assert [each.code for each in ran] == [0, 0, 0]
    assert all("%" not in each.out + each.err and "\x1b" not in each.out + each.err for each in ran)


def test_a_dry_run_says_what_would_be_added_and_adds_nothing(alliance: Alliance, file: Path) -> None:
    file.write_text(HEADER + "J7,2026-01-05,client,8,,,9\n")
    ran = alliance("import", str(file), "--new", "--dry-run")
    assert ran.code == 0
    assert "client 1, session 1, rating 2" in ran.out
    assert alliance("client", "show", "J7").code == 3


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--new",)])
def test_every_problem_is_named_by_line_without_its_content(
    alliance: Alliance, file: Path, options: tuple[str, ...]
) -> None:
    file.write_text(HEADER + "J7,2026-01-05,client,8,,,9\nHansMeier,2199-01-01,klient,11,,,\nJ7,5/1/2026,client,x,,,\n")
    assert alliance("client", "add", "J7").code == 0
    ran = alliance("import", str(file), *options)
    assert ran.code == 4
    places = [line.split(" ")[0:2] for line in ran.err.splitlines() if line.startswith("ratings.csv:")]
    on_three = [["ratings.csv:3:", f"{name}:"] for name in ("client", "date", "rater", "understood")]
    assert places == [*on_three, ["ratings.csv:4:", "date:"], ["ratings.csv:4:", "understood:"]]
    assert not any(word in ran.err for word in ("Meier", "2199", "klient", "5/1/"))
    assert sessions(alliance) == []


def test_existing_ratings_stay_and_are_named(alliance: Alliance, file: Path) -> None:
    alliance("client", "add", "J7")
    assert alliance("rate", "J7", "--bond", "4", "--on", "2026-01-05").code == 0
    file.write_text(HEADER + "J7,2026-01-05,client,,8,,9\n")
    ran = alliance("import", str(file))
    assert ran.code == 0
    assert "line 2, bond: differs" in ran.err
    assert sessions(alliance) == [("2026-01-05", {"client": {"bond": 4, "goals": 8}, "clinician": {}})]


def test_files_without_rows_or_without_ratings_are_reported(alliance: Alliance, file: Path) -> None:
    file.write_text(HEADER)
    ran = alliance("import", str(file), "--new")
    assert (ran.code, ran.out) == (4, "")
    assert "empty" in ran.err
    file.write_text(HEADER + "J7,2026-01-05,client,NA,-,.,null\n-,-,-,-,-,-,-\n")
    ran = alliance("import", str(file), "--new")
    assert (ran.code, ran.out) == (0, "Added: nothing, no row holds a rating.\n")
    assert alliance("client", "list", "--json").document["clients"] == []


@pytest.fixture
def openfit(file: Path) -> tuple[str, ...]:
    file.write_text(
        "ID,Visit,SRSQ1,SRSQ2,SRSQ3,SRSQ4,Total_SRS,SRS_Skip,ORSQ1\n"
        "J7,2026-01-05,8.7,9.1,8.2,8.6,34.6,0,4\nJ7,2026-01-12,,,,,33.2,,4\nK9,2026-01-19,0,0,0,0,0,1,4\n"
    )
    return ("import", str(file), "--map", "openfit", "--map", "client=ID", "--map", "date=Visit", "--new")


def totals(alliance: Alliance) -> list[tuple[float, int, bool, int]]:
    document = alliance("history", "J7", "--json").document
    scores = [score for session in document["sessions"] for score in session["scores"]]
    return [(score["total"], score["answered"], score["complete"], len(score["reached"])) for score in scores]


def test_an_openfit_file_is_imported_by_its_layout_and_only_once(alliance: Alliance, openfit: tuple[str, ...]) -> None:
    assert "administration 2, item 4" in alliance(*openfit, "--dry-run").out
    ran = alliance(*openfit, "--json")
    assert ran.document["added"] == {"client": 1, "session": 2, "administration": 2, "item": 4}
    assert (ran.document["skipped_rows"], ran.document["columns_not_read"]) == (1, [9])
    assert "1 row is marked as skipped" in ran.err
    assert "not read: column 9" in ran.err
    assert totals(alliance) == [(34.6, 4, True, 1), (33.2, 0, False, 1)]
    assert alliance("client", "show", "K9").code == 3
    again = alliance(*openfit, "--json").document
    assert (again["added"], again["differing"]) == ({}, [])


def test_a_total_without_items_is_shown_as_such(alliance: Alliance, openfit: tuple[str, ...]) -> None:
    alliance(*openfit)
    assert "33.2 · total only · below 36" in alliance("history", "J7", "--all").out
    shown = alliance("measure", "J7", "srs", "--on", "2026-01-12", typed="\n\n\n\n")
    assert "total  33.2" in shown.out
    assert "Total only" in shown.out
    assert "Below 36" in shown.out


def test_a_full_set_of_items_replaces_a_total_without_items(alliance: Alliance, openfit: tuple[str, ...]) -> None:
    alliance(*openfit)
    assert alliance("measure", "J7", "srs", "--on", "2026-01-12", "--items", "9", "--json").document["total"] == 33.2
    alliance("measure", "J7", "srs", "--on", "2026-01-12", "--items", "9,9,9,9.5")
    assert totals(alliance)[1] == (36.5, 4, True, 0)
    again = alliance(*openfit)
    assert "line 3, srs.total: differs" in again.err
    removed = alliance("measure", "J7", "srs", "--on", "2026-01-12", typed="\n\n\n:x\n")
    assert "partial, 3 of 4 items: no total" in removed.out, "the total of then is not shown for items of now"


def test_items_that_contradict_the_stored_total_are_not_added(
    alliance: Alliance, openfit: tuple[str, ...], file: Path
) -> None:
    alliance(*openfit)
    file.write_text("client,date,srs.1,srs.2,srs.3,srs.4\nJ7,2026-01-12,9,9,9,9\n")
    ran = alliance("import", str(file), "--json")
    assert ran.document["added"] == {}
    assert ran.document["differing"] == [f"line 2, srs.{n}" for n in range(1, 5)]
    file.write_text("client,date,srs.1,srs.2,srs.3,srs.4\nJ7,2026-01-12,8,8,8,9.2\n")
    assert alliance("import", str(file), "--json").document["added"] == {"administration": 1, "item": 4}
    assert totals(alliance)[1] == (33.2, 4, True, 1)


@pytest.mark.parametrize("ending", ["json", "sqlite", "md", "csv"])
def test_a_total_without_items_is_exported(
    alliance: Alliance, openfit: tuple[str, ...], tmp_path: Path, ending: str
) -> None:
    alliance(*openfit)
    to = tmp_path / f"all.{ending}"
    named = ("--format", "csv") if ending == "csv" else ()
    assert alliance("export", str(to), *named, "--class", "measures", "--for-record").code == 0
    if ending == "sqlite":
        with closing(sqlite3.connect(to)) as db:
            assert [total for (total,) in db.execute("SELECT total FROM administration ORDER BY taken_on")] == [
                None,
                33.2,
            ]
            assert db.execute("SELECT value, complete FROM scores WHERE taken_on = '2026-01-12'").fetchall() == [
                (33.2, 0)
            ]
    else:
        said = {"json": '"total": 33.2', "md": "total 33.2 (total only)", "csv": "2026-01-12,33.2"}[ending]
        assert said in (to / "administration.csv" if ending == "csv" else to).read_text("utf-8-sig")


def test_a_total_without_items_is_imported_from_an_export(
    alliance: Alliance, openfit: tuple[str, ...], tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alliance(*openfit)
    before = totals(alliance)
    assert alliance("export", str(tmp_path / "all.json"), "--class", "measures").code == 0
    monkeypatch.setenv("ALLIANCE_HOME", str(home.with_name("other")))
    assert alliance("init").code == 0
    assert alliance("import", str(tmp_path / "all.json")).code == 0
    assert totals(alliance) == before


def test_a_map_is_only_for_csv_files_and_maps_no_column_twice(alliance: Alliance, file: Path) -> None:
    file.write_text("Who,Day,srs.1\nJ7,2026-01-05,9\n")
    ran = alliance("import", str(file), "--map", "secretlayout")
    assert (ran.code, "openfit" in ran.err, "secretlayout" in ran.err) == (2, True, False)
    ran = alliance("import", str(file), "--map", "client=SecretColumn", "--map", "date=Day")
    assert (ran.code, "client: is mapped to a column" in ran.err, "ecretColumn" in ran.err) == (4, True, False)
    (file.with_name("all.json")).write_text("{}")
    assert alliance("import", str(file.with_name("all.json")), "--map", "openfit").code == 2


def test_a_longer_file_needs_no_more_queries(alliance: Alliance, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows, stream = Vault.rows, Vault.stream

    def counted_rows(self: Vault, sql: str, given: Any = None) -> Any:
        asked.append(sql)
        return rows(self, sql, given)

    def counted_stream(self: Vault, sql: str, given: Any = None) -> Any:
        asked.append(sql)
        return stream(self, sql, given)

    monkeypatch.setattr(Vault, "rows", counted_rows)
    monkeypatch.setattr(Vault, "stream", counted_stream)
    counts = []
    for client, sessions in (("A1", 1), ("J7", 2), ("K9", 400)):  # the first import loads modules
        days = [date(2020, 1, 1) + timedelta(days=n) for n in range(sessions)]
        lines = [f"{client},{day},client,8,7,8,9,{n % 11}\n" for n, day in enumerate(days)]
        file.write_text(HEADER.strip() + ",srs.1\n" + "".join(lines))
        asked.clear()
        assert alliance("import", str(file), "--new", "--json").document["added"]["item"] == sessions
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_a_file_compared_in_parts_is_added_completely_or_not_at_all(
    alliance: Alliance, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance_cli.usecases.exchange.earlier_ratings._PART", 2)
    assert alliance("sessions", "add", "K9", "--missed", "no-show", "--on", "2026-01-06", "--new").code == 0
    rows = [f"{client},2026-01-0{day},client,,,,9\n" for day in (5, 6, 7) for client in ("J7", "k9", "L3")]
    file.write_text(HEADER + "".join(rows))
    assert alliance("import", str(file), "--new").code == 8
    assert alliance("client", "show", "J7").code == 3
    file.write_text(HEADER + "".join(row for row in rows if not row.startswith("k9,2026-01-06")))
    added = alliance("import", str(file), "--new", "--json").document["added"]
    assert added == {"client": 2, "session": 8, "rating": 8}
    file.write_text(HEADER + "".join(row.replace(",9", ",8") for row in rows[:1] + rows[-2:]))
    assert alliance("import", str(file), "--json").document["differing"] == [f"line {n}, bond" for n in (2, 3, 4)]


def test_ratings_exported_as_csv_are_read_back(
    alliance: Alliance, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alliance("client", "add", "-J7", "--insist").code == 2, "it looks like an option"
    assert alliance("client", "add", "--", "-J7").code == 2, "and would be taken for one"
    monkeypatch.setattr("alliance_cli.cli.commands.client.new_client_code", client_code)  # as earlier versions did
    assert alliance("client", "add", "--", "-J7").code == 0
    assert alliance("rate", "--bond", "4", "--on", "2026-01-05", "--", "-J7").code == 0
    assert alliance("export", str(tmp_path / "x"), "--format", "csv", "--class", "measures").code == 0
    ratings = tmp_path / "x" / "ratings-by-session.csv"
    assert "'-J7" in ratings.read_text("utf-8-sig")
    assert alliance("import", str(ratings), "--json").document["added"] == {}
    monkeypatch.setenv("ALLIANCE_HOME", str(home.with_name("other")))
    assert alliance("init").code == 0
    assert alliance("import", str(ratings), "--new").code == 4
    assert alliance("client", "add", "--", "-J7").code == 0
    assert alliance("import", str(ratings), "--json").document["added"] == {"session": 1, "rating": 1}


def test_a_full_export_is_restored_into_an_empty_vault_only_once(
    alliance: Alliance, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "{ruptures: [{note: 'went quiet', plan: ask}], clinician-bond: 7}"
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed=answers).code == 0
    file = str(tmp_path / "all.json")
    classes = [word for name in ("measures", "notes", "own") for word in ("--class", name)]
    assert alliance("export", file, *classes, "--confirm", "notes").code == 0
    before = alliance("history", "J7", "--notes", "--json").document
    monkeypatch.setenv("ALLIANCE_HOME", str(home.with_name("other")))
    assert alliance("init").code == 0
    assert "moment 1" in alliance("import", file, "--dry-run").out
    assert alliance("history", "J7").code == 3
    assert alliance("import", file).code == 0
    assert alliance("history", "J7", "--notes", "--json").document == before
    assert alliance("import", file, "--json").document["added"] == {}


def test_an_export_with_mistakes_is_not_stored_at_all(alliance: Alliance, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    client = {"id": "c", "code": "J7", "opened_on": "2026-01-05"}
    session = {"id": "s", "client": "nobody", "held_on": "2026-01-05", "started_at": "2026-01-05T18:00:00.000+00:00"}
    file.write_text(json.dumps({"alliance_export": 1, "tables": {"client": [client], "session": [session]}}))
    ran = alliance("import", str(file))
    assert ran.code == 4
    assert "x.json: tables.session[1].client: points at a client" in ran.err
    assert alliance("client", "show", "J7").code == 3


@pytest.mark.parametrize(("name", "code"), [("x.md", 2), ("no.json", 3), ("no.csv", 3), ("folder.csv", 2)])
def test_a_file_that_cannot_be_read_is_reported(alliance: Alliance, tmp_path: Path, name: str, code: int) -> None:
    (tmp_path / "x.md").touch()
    (tmp_path / "folder.csv").mkdir()
    ran = alliance("import", str(tmp_path / name))
    assert (ran.code, ran.out) == (code, "")


def test_differing_ratings_are_counted_separately(kept: Alliance, tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    head = "client,date,rater,bond,goals\n"
    file.write_text(f"{head}J7,2026-01-05,client,7,7\n")
    assert kept("import", str(file)).code == 0
    file.write_text(f"{head}J7,2026-01-05,client,8,8\n")
    assert "Added: nothing. 2 places differ and stay as they are." in kept("import", str(file)).out
