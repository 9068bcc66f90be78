"""A missed session is counted and shown separately, and cannot be rated or reflected on."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from .conftest import Alliance, made_once

ON = ("--on", "2026-01-12")
MISSED = ("sessions", "add", "J7", *ON, "--missed")
AGREED = "two minutes of settling"
HELD_AFTER_ALL = "alliance sessions add J7 --held --on 2026-01-12"


@made_once
def missed(alliance: Alliance) -> Alliance:
    """J7 came on two Mondays and missed the one between."""
    for on in ("2026-01-05", "2026-01-19"):
        assert alliance("reflect", "J7", "--new", "--on", on, "--answers", "-", typed="clinician-bond: 7\n").code == 0
    ran = alliance(*MISSED, "no-show")
    assert (ran.code, ran.out) == (0, "")
    assert "J7's session of Mon 12 Jan 2026 is noted as missed (did not come)." in ran.err
    return alliance


def test_a_missed_session_is_counted_and_shown_but_is_not_a_held_session(missed: Alliance) -> None:
    document = missed("history", "J7", "--json", "--notes").document
    assert [(each["number"], each["on"]) for each in document["sessions"]] == [(1, "2026-01-05"), (2, "2026-01-19")]
    (kept,) = document["missed"]
    assert (kept["on"], kept["why"], kept["answers"]) == ("2026-01-12", "no-show", [])
    assert document["completeness"] == {
        "sessions": 2,
        "reflected": 2,
        "client_rated": 0,
        "held_back": 0,
        "missed": 1,
    }
    table = missed("history", "J7", "--table").out
    assert "missed: did not come" in table
    assert "2 sessions, 2 reflected on, 0 rated by the client, 1 missed." in table
    line = missed("history", "--json").document["clients"][0]
    assert (line["sessions"], line["last_on"], line["recent_client_means"]) == (2, "2026-01-19", [None, None])
    assert missed("client", "list", "--json").document["clients"][0]["sessions"] == 2
    assert missed("vault", "check").code == 0


def test_the_list_shows_a_missed_session_without_a_number(missed: Alliance) -> None:
    listed = missed("sessions", "list", "J7", "--json").document["sessions"]
    assert [(each["number"], each["missed"]) for each in listed] == [(1, None), (None, "no-show"), (2, None)]
    assert ["2026-01-12", "---", "missed,", "did", "not", "come"] in [
        line.split() for line in missed("sessions", "list", "J7").out.splitlines()
    ]


def test_a_missed_session_is_shown_on_a_narrow_screen(missed: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = missed("history", "J7", "--table").out.splitlines()
    assert "did not come" in lines[lines.index("2026-01-12") + 1]


def test_a_missed_latest_session_makes_nothing_due(alliance: Alliance) -> None:
    assert alliance("sessions", "add", "J7", "--new", "--missed", "late").code == 0
    assert alliance("--json").document["due"] == []
    assert "cancelled late" in alliance("history", "J7", "--table").out
    assert "1 missed" in alliance("history", "J7").out


@pytest.mark.parametrize(
    "command",
    [
        ("rate", "J7", "--bond", "7"),
        ("rate", "J7", "--tension", "yes"),
        ("measure", "J7", "srs", "--items", "9,9,9,9"),
        ("prep", "J7"),
        ("session", "J7"),
        ("reflect", "J7"),
        ("repair", "J7"),
    ],
)
def test_commands_that_need_a_held_session_say_so_with_a_hint(missed: Alliance, command: tuple[str, ...]) -> None:
    before = missed("history", "J7", "--json", "--notes").document
    ran = missed(*command, *ON, typed="\n" * 20)
    assert (ran.code, ran.out) == (8, "")
    assert "J7's session of 2026-01-12 is noted as missed (did not come)." in ran.err
    assert HELD_AFTER_ALL in ran.err
    assert missed("history", "J7", "--json", "--notes").document == before


def test_ratings_of_a_missed_session_are_not_imported(missed: Alliance, tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("client,date,rater,bond\nJ7,2026-01-12,client,8\n")
    ran = missed("import", str(file))
    assert ran.code == 8
    assert "is noted as missed" in ran.err


def test_the_reason_can_be_changed_and_the_mark_removed(missed: Alliance) -> None:
    changed = missed(*MISSED, "Cancelled")
    assert changed.code == 0
    assert "noted as missed (cancelled; before: did not come)." in changed.err
    back = missed("sessions", "add", "J7", *ON, "--held")
    assert back.code == 0
    assert "is no longer noted as missed." in back.err
    assert len(missed("sessions", "list", "J7", "--json").document["sessions"]) == 2
    assert missed("sessions", "add", "J7", *ON, "--held").code == 3
    assert missed("reflect", "J7", *ON, "--answers", "-", typed="learned: Much\n").code == 0


def test_a_prepared_session_can_be_marked_missed_and_keeps_its_preparation(alliance: Alliance) -> None:
    assert alliance("prep", "J7", "--new", *ON, "--answers", "-", typed="intention: Slow down\n").code == 0
    ran = alliance(*MISSED, "no-show")
    assert ran.code == 0
    assert "What you prepared stays." in ran.err
    document = alliance("history", "J7", "--json", "--notes").document
    assert document["sessions"] == []
    assert "Slow down" in [each["value"] for each in document["missed"][0]["answers"]]
    assert "answers" not in alliance("history", "J7", "--json").document["missed"][0]
    back = alliance("sessions", "add", "J7", *ON, "--held")
    assert "What you prepared stays." in back.err
    assert alliance("history", "J7", "--json").document["sessions"][0]["phases"] == {"pre-session": "finished"}


def test_outcomes_of_that_day_count_for_the_last_held_session(alliance: Alliance) -> None:
    ruptures = "ruptures:\n  - {note: Went quiet}\n"
    alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=ruptures)
    alliance("prep", "J7", *ON, "--answers", "-", typed="intention: Slow down\n")
    repair = f"new-path: {AGREED}\noutcome: repaired\n"
    assert alliance("repair", "J7", "1", *ON, "--answers", "-", typed=repair).code == 0
    assert alliance(*MISSED, "no-show").code == 0
    card = alliance("prep", "J7", "--on", "2026-01-19", "--card").out
    assert AGREED in card
    assert alliance("vault", "check").code == 0
    assert alliance("sessions", "erase", "J7", *ON, "--confirm", "J7", "--confirm", "2026-01-12").code == 0
    assert alliance("moments", "J7", "--json", "--notes").document["moments"][0]["state"] == "repaired"


def test_a_session_with_other_content_counts_as_held(missed: Alliance) -> None:
    ran = missed("sessions", "add", "J7", "--on", "2026-01-05", "--missed", "late")
    assert ran.code == 8
    assert "J7's session of 2026-01-05 was held: 1 rating. Nothing was changed." in ran.err
    assert len(missed("history", "J7", "--json").document["sessions"]) == 2


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        (("J7",), 2, "A session is kept as soon as you note something about it"),
        (("J7", "--missed", "ill"), 2, "no-show, cancelled, late"),
        (("J7", "--missed", "late", "--held"), 2, "One at a time"),
        (("J7", "--missed", "late", "--on", "2099-01-01"), 2, "in the future"),
        (("K9", "--missed", "late"), 3, "--new"),
    ],
)
def test_invalid_input_stores_nothing(missed: Alliance, wrong: tuple[str, ...], code: int, says: str) -> None:
    ran = missed("sessions", "add", *wrong)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert len(missed("sessions", "list", "J7", "--json").document["sessions"]) == 3


def test_a_missed_session_is_moved_and_erased_like_any_other_but_never_joined(missed: Alliance) -> None:
    for there in ("--join", "--on=2026-01-12"):
        ran = missed("sessions", "move", "J7", *ON, "--to", "2026-01-19", there)
        assert ran.code == 8
        assert "J7 has a session on 2026-01-19 already, number 2. Nothing was changed." in ran.err
    assert missed("sessions", "move", "J7", "--on", "2026-01-05", "--to", "2026-01-12").code == 8
    moved = missed("sessions", "move", "J7", *ON, "--to", "2026-01-13")
    assert moved.code == 0
    assert "J7's missed session of 2026-01-12 is now dated 2026-01-13." in moved.err
    refused = missed("sessions", "erase", "J7", "--on", "2026-01-13")
    assert refused.code == 8
    assert "alliance sessions erase J7 --on 2026-01-13 --confirm J7 --confirm 2026-01-13" in refused.err
    words = ("--confirm", "J7", "--confirm", "2026-01-13")
    assert missed("sessions", "erase", "J7", "--on", "2026-01-13", *words).code == 0
    assert missed("history", "J7", "--json").document["missed"] == []


def test_a_missed_session_beside_a_held_one_is_chosen_as_number_0(missed: Alliance) -> None:
    assert missed("reflect", "J7", *ON, "--again", "--answers", "-", typed="learned: Much\n").code == 0
    assert missed("rate", "J7", *ON, "--bond", "7").code == 0
    ran = missed("sessions", "move", "J7", *ON, "--to", "2026-01-13")
    assert ran.code == 2
    assert "--number 0 or --number 2 (0 is the one that was missed)" in ran.err
    assert missed("sessions", "move", "J7", "--number", "0", "--to", "2026-01-13").code == 3
    assert missed("sessions", "move", "J7", *ON, "--number", "0", "--to", "2026-01-13").code == 0
    assert [each["on"] for each in missed("history", "J7", "--json").document["missed"]] == ["2026-01-13"]


def test_every_export_shows_a_missed_session_as_missed(missed: Alliance, tmp_path: Path) -> None:
    to = {name: tmp_path / name for name in ("all.json", "all.csv", "all.sqlite", "all.md", "record.json")}
    for name, path in to.items():
        classes = ("--for-record",) if name.startswith("record") else ("--class", "measures")
        assert missed("export", str(path), *classes).code == 0
    for name in ("all.json", "record.json"):
        sessions = json.loads(to[name].read_text())["tables"]["session"]
        assert {each["held_on"]: each["missed"] for each in sessions} == {
            "2026-01-05": None,
            "2026-01-12": "no-show",
            "2026-01-19": None,
        }
    with (to["all.csv"] / "session.csv").open(encoding="utf-8-sig") as file:
        assert sorted(row["missed"] for row in csv.DictReader(file)) == ["", "", "no-show"]
    numbered = sqlite3.connect(to["all.sqlite"]).execute("SELECT held_on, number, missed FROM sessions ORDER BY 1")
    assert list(numbered) == [("2026-01-05", 1, None), ("2026-01-12", None, "no-show"), ("2026-01-19", 2, None)]
    chart = to["all.md"].read_text()
    assert "### Missed session (did not come), 2026-01-12" in chart
    assert "### Session 2, 2026-01-19" in chart
