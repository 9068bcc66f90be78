"""After tension, two more ratings are stored (strength and resolution) and shown with the other ratings."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Alliance, made_once

STRONG, RESOLVED = "tension-strength", "tension-resolved"
pytestmark = pytest.mark.usefixtures("client")


def ratings(alliance: Alliance) -> dict[str, dict[str, int]]:
    return dict(alliance("history", "J7", "--json").document["sessions"][-1]["ratings"])


@made_once
def rated(alliance: Alliance) -> Alliance:
    """A session in which the client rated a tension in the walk, and the clinician in the reflection."""
    alliance("session", "J7", typed="\n\n\ny\nWhen you sighed\n6\n8\n\n\n\n\n")
    assert ratings(alliance)["client"] == {STRONG: 6, RESOLVED: 8}
    told = "ruptures: [{note: Went quiet, signs: [posture, challenge], marker: mixed, own_part: I hurried}]\n"
    ran = alliance("reflect", "J7", "--answers", "-", typed=f"{told}clinician-strength: 5\nclinician-resolved: 7\n")
    assert ran.code == 0, ran.err
    return alliance


def test_without_tension_nothing_more_is_asked(alliance: Alliance) -> None:
    assert "How strong" not in alliance("session", "J7", typed="\n\n\nn\n:q\n").err
    assert "How strong" not in alliance("reflect", "J7", typed="\nnone\n:q\n").err


def test_a_reflection_asks_about_noted_ruptures_including_those_from_a_repair_in_the_session(
    alliance: Alliance,
) -> None:
    alliance("session", "J7", typed="!r\nFell silent\n\n\n\n\n\n:q\n")
    ran = alliance("reflect", "J7", typed="\n\n\n\n\n\n\n4\n9\n:q\n")
    assert "How strong was the tension" in ran.err
    assert ratings(alliance)["clinician"] == {STRONG: 4, RESOLVED: 9}


def test_taking_back_a_tension_deletes_its_ratings_and_a_new_yes_asks_again(rated: Alliance) -> None:
    rated("session", "J7", "--restart", typed="\n\n\nn\n<\ny\n\n3\n:q\n")
    assert ratings(rated)["client"] == {STRONG: 3}
    rated("session", "J7", "--restart", "--answers", "-", typed="tension: no\n")
    assert ratings(rated)["client"] == {}
    assert set(ratings(rated)["clinician"]) == {STRONG, RESOLVED}


def test_deleting_a_rupture_deletes_its_ratings(rated: Alliance) -> None:
    assert rated("reflect", "J7", "--restart", typed="\n:x\n:q\n").code == 0
    assert ratings(rated)["clinician"] == {}


def test_rate_asks_for_them_only_after_a_yes(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", typed="\n\n\n\ny\n6\n8\n")
    assert ran.code == 0, ran.err
    assert ratings(alliance)["client"] == {STRONG: 6, RESOLVED: 8}
    assert "How strong" not in alliance("rate", "J7", typed="\n\n\n\nn\n").err
    assert ratings(alliance)["client"] == {}
    ran = alliance("rate", "J7", "--rater", "clinician", typed="\n\n\n\ny\n4\n\n")
    assert ratings(alliance)["clinician"] == {STRONG: 4}


def test_rate_takes_them_as_options_if_there_was_tension(alliance: Alliance) -> None:
    refused = alliance("rate", "J7", f"--{STRONG}", "6")
    assert (refused.code, "--tension yes" in refused.err) == (2, True)
    assert alliance("rate", "J7", f"--{STRONG}", "6", "--tension", "no").code == 2
    assert alliance("history", "J7", "--json").document["sessions"] == []
    ran = alliance("rate", "J7", "--tension", "yes", f"--{STRONG}", "6", "--json")
    assert (ran.document["ratings"], ran.document["tension"]) == ({STRONG: 6}, True)
    assert "tension resolved 8" in alliance("rate", "J7", f"--{RESOLVED}", "8").out
    assert alliance("rate", "J7", f"--{RESOLVED}", "11").code == 2
    alliance("rate", "J7", "--tension", "no")
    assert ratings(alliance)["client"] == {}


def test_they_appear_in_the_history_but_not_in_the_mean(rated: Alliance) -> None:
    whole = rated("history", "J7", "--all").out
    assert "strength of tension" in whole
    assert "tension resolved" in whole
    assert rated("history", "--json").document["clients"][0]["last_client_mean"] is None


def test_voices_show_them_side_by_side(rated: Alliance) -> None:
    told = rated("history", "J7", "--voices").out
    assert ["strength", "of", "tension", "6.0", "1", "5.0", "1"] in [line.split() for line in told.splitlines()]
    for args in ((), ("J7",)):
        document = rated("history", *args, "--voices", "--json").document
        assert document["tension"] == [
            {"scale": STRONG, "rater": "client", "mean": 6.0, "sessions": 1},
            {"scale": STRONG, "rater": "clinician", "mean": 5.0, "sessions": 1},
            {"scale": RESOLVED, "rater": "client", "mean": 8.0, "sessions": 1},
            {"scale": RESOLVED, "rater": "clinician", "mean": 7.0, "sessions": 1},
        ]


def test_every_format_exports_them_with_the_measures(rated: Alliance, tmp_path: Path) -> None:
    for name in ("x.json", "x.md", "x.sqlite", "x.csv", "d.json"):
        without = ("--deidentified",) if name == "d.json" else ()
        ran = rated("export", str(tmp_path / name), "--class", "measures", *without)
        assert ran.code == 0, ran.err
    kept = {(STRONG, "client", 6), (STRONG, "clinician", 5), (RESOLVED, "client", 8), (RESOLVED, "clinician", 7)}
    for name in ("x.json", "d.json"):
        rows = json.loads((tmp_path / name).read_text())["tables"]["rating"]
        assert {(row["scale"], row["rater"], row["value"]) for row in rows} == kept
    assert "Ratings by the client: strength of tension 6, tension resolved 8" in (tmp_path / "x.md").read_text()
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as db:
        wide = db.execute("SELECT tension_strength, tension_resolved FROM ratings_wide ORDER BY rater").fetchall()
    assert wide == [(6, 8), (5, 7)]
    with (tmp_path / "x.csv" / "ratings-by-session.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wide = [("client", "6", "8"), ("clinician", "5", "7")]
    assert [(row["rater"], row[STRONG], row[RESOLVED]) for row in rows] == wide


def test_a_table_of_ratings_imports_them(alliance: Alliance, tmp_path: Path) -> None:
    table = tmp_path / "earlier.csv"
    table.write_text(f"client,date,rater,{STRONG},{RESOLVED}\nJ7,2026-01-05,client,6,8\n")
    assert alliance("import", str(table)).code == 0
    assert ratings(alliance)["client"] == {STRONG: 6, RESOLVED: 8}
    table.write_text(f"client,date,rater,{STRONG}\nJ7,2026-01-12,client,11\n")
    assert alliance("import", str(table)).code == 4


def test_signs_and_own_part_of_a_moment_are_shown_stored_and_exported(rated: Alliance, tmp_path: Path) -> None:
    (moment,) = rated("moments", "J7", "--json", "--notes").document["moments"]
    assert (moment["signs"], moment["marker"], moment["own_part"]) == (["posture", "challenge"], "mixed", "I hurried")
    assert rated("moments", "J7", "--json").document["moments"][0]["own_part"] == ""
    shown = rated("moments", "J7", "--show", "1").out
    for words in ("mixed", "posture or eye contact", "Your part: I hurried", "alliance learn ruptures mixed"):
        assert words in shown
    assert rated("moments", "J7", "--marker", "mixed", "--json").document["moments"] != []
    rated("moments", "J7", "--edit", "1", typed="\n\n1,2\n\n\nI was late\n\n")
    (moment,) = rated("moments", "J7", "--json", "--notes").document["moments"]
    assert (moment["signs"], moment["own_part"]) == (["change-of-subject", "short-replies"], "I was late")
    rated("export", str(tmp_path / "n.json"), "--class", "notes", "--confirm", "notes")
    (row,) = json.loads((tmp_path / "n.json").read_text())["tables"]["moment"]
    assert (row["signs"], row["own_part"]) == ("change-of-subject short-replies", "I was late")
    assert rated("find", "late", "--json").document["count"] == 1


def test_the_own_part_and_the_ratings_go_into_a_pack_for_supervision(rated: Alliance, tmp_path: Path) -> None:
    rated("supervise", "add", "J7", typed="What did I miss?\n\n\n\n")
    ran = rated("supervise", "pack", "--out", str(tmp_path / "pack.md"), "--moment", "J7:1", "--yes")
    assert ran.code == 0, ran.err
    packed = (tmp_path / "pack.md").read_text()
    for words in ("I hurried", "By the client: how strong 6, how far resolved 8", "how strong 5, how far resolved 7"):
        assert words in packed
