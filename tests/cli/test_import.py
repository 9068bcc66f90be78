"""The import command reads an export back, adds earlier ratings, and names every mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.core.codes import client_code

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


def test_a_dry_run_says_what_would_be_added_and_adds_nothing(alliance: Alliance, file: Path) -> None:
    file.write_text(HEADER + "J7,2026-01-05,client,8,,,9\n")
    ran = alliance("import", str(file), "--new", "--dry-run")
    assert ran.code == 0
    assert "client 1, session 1, rating 2" in ran.out
    assert alliance("client", "show", "J7").code == 3


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--new",)])
def test_every_problem_is_named_by_line_without_what_stands_there(
    alliance: Alliance, file: Path, options: tuple[str, ...]
) -> None:
    file.write_text(HEADER + "J7,2026-01-05,client,8,,,9\nHansMeier,2199-01-01,klient,11,,,\nJ7,5.1.2026,client,x,,,\n")
    assert alliance("client", "add", "J7").code == 0
    ran = alliance("import", str(file), *options)
    assert ran.code == 4
    places = [line.split(" ")[0:2] for line in ran.err.splitlines() if line.startswith("ratings.csv:")]
    on_three = [["ratings.csv:3:", f"{name}:"] for name in ("client", "date", "rater", "understood")]
    assert places == [*on_three, ["ratings.csv:4:", "date:"], ["ratings.csv:4:", "understood:"]]
    assert not any(word in ran.err for word in ("Meier", "2199", "klient", "5.1."))
    assert sessions(alliance) == []


def test_existing_ratings_stay_and_are_named(alliance: Alliance, file: Path) -> None:
    alliance("client", "add", "J7")
    assert alliance("rate", "J7", "--bond", "4", "--on", "2026-01-05").code == 0
    file.write_text(HEADER + "J7,2026-01-05,client,,8,,9\n")
    ran = alliance("import", str(file))
    assert ran.code == 0
    assert "line 2, bond: differs" in ran.err
    assert sessions(alliance) == [("2026-01-05", {"client": {"bond": 4, "goals": 8}, "clinician": {}})]


def test_ratings_exported_as_csv_are_read_back(
    alliance: Alliance, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alliance("client", "add", "-J7", "--insist").code == 2, "it looks like an option"
    assert alliance("client", "add", "--", "-J7").code == 2, "and would be taken for one"
    monkeypatch.setattr("alliance_cli.cli.commands.client.new_client_code", client_code)  # as clients were opened once
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


def test_everything_comes_back_into_an_empty_vault_and_once(
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
