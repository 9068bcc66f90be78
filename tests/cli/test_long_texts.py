"""A pasted text of two million characters is stored in full and does not flood the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Alliance, made_once

ONE = "שָׁלוֹם 👩‍👩‍👧‍👦 "
LONG = ONE * 20_000
TODAY = ("--on", "2026-01-12")


@made_once
def pasted(alliance: Alliance) -> Alliance:
    reflected = f"{LONG}\n\n\n{LONG}\n\n\n\n{LONG}\n{LONG}\n\n7\n"
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-05", typed=reflected).code == 0
    assert alliance("prep", "J7", *TODAY, typed=f"{LONG}\n{LONG}\n{LONG}\n").code == 0
    return alliance


def test_every_character_is_stored_and_exported(pasted: Alliance, tmp_path: Path) -> None:
    sessions = pasted("history", "J7", "--json", "--notes").document["sessions"]
    assert [each["note"] for each in sessions[0]["moments"]] == [LONG, LONG]
    assert [sessions[0]["moments"][1][each] for each in ("own_part", "plan")] == [LONG, LONG]
    assert [each["value"] for each in sessions[1]["answers"]] == [LONG, LONG, LONG]
    # Notes, own part and plan are exported with the moments and with the answers.
    assert pasted("history", "J7", "--notes").out.count("👧") == 11 * 20_000
    assert pasted("moments", "J7", "--show", "1").out.count("👧") == 20_000
    out = tmp_path / "out.json"
    assert pasted("export", str(out), "--class", "notes", "--confirm", "notes").code == 0
    assert json.dumps(LONG)[1:-1] in json.dumps(json.loads(out.read_text("utf-8")))


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (("moments", "J7", "--notes"), "alliance moments J7 --show NUMBER"),
        (("moments", "--open"), "alliance moments CLIENT --show NUMBER"),
        (("prep", "J7", "--on", "2026-01-19"), "alliance history J7 --notes"),
        (("prep", "J7", *TODAY, "--restart"), "alliance history J7 --notes"),
    ],
)
def test_the_screen_shows_the_beginning_and_says_once_how_to_see_all(
    pasted: Alliance, words: tuple[str, ...], whole: str
) -> None:
    ran = pasted(*words, typed=":q\n")
    assert ran.code == 0
    assert len(ran.out + ran.err) < 12_000
    assert "…" in ran.out
    assert " ".join(ran.out.split()).count("All of it: ") == 1
    assert f"All of it: {whole}" in " ".join(ran.out.split())


def test_a_long_answer_asked_again_is_shown_in_part_and_enter_keeps_all_of_it(pasted: Alliance) -> None:
    ran = pasted("prep", "J7", *TODAY, "--restart", typed="\n\n\n")
    assert ran.code == 0
    assert ran.err.count("…   (Enter keeps all of it)") == 3
    assert len(ran.err) < 5_000
    answers = pasted("history", "J7", "--json", "--notes").document["sessions"][1]["answers"]
    assert [each["value"] for each in answers] == [LONG, LONG, LONG]


def test_short_texts_are_shown_without_a_remark(alliance: Alliance) -> None:
    alliance("reflect", "J7", "--new", "--answers", "-", typed=f"strongest: {'word ' * 100}")
    for words in (("history", "J7", "--table"), ("moments", "J7"), ("prep", "J7", "--again")):
        assert "All of it" not in alliance(*words, typed=":q\n").out
