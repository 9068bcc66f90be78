"""Moments marked during a session stay open in the reflection until they are described."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Alliance, Ran, made_once

EARLIER = (date.today() - timedelta(days=3)).isoformat()  # noqa: DTZ011 - the day of the command line
TODAY = date.today().isoformat()  # noqa: DTZ011


def without_times(text: str) -> str:
    return re.sub(r"\d\d:\d\d", "14:32", text)


def in_session(alliance: Alliance, *lines: str) -> Ran:
    return alliance("session", "J7", "--new", typed="\n".join((*lines, ":q")) + "\n")


def marks(alliance: Alliance) -> list[tuple[str, str, str, bool]]:
    sessions = alliance("history", "J7", "--json", "--notes").document["sessions"]
    return [(each["kind"], each["marker"], each["words"], each["waits"]) for each in sessions[-1]["marks"]]


@made_once
def marked(alliance: Alliance) -> None:
    ran = in_session(alliance, "!w", "Her sister", "!m", "!n Looked at the clock", "!x")
    assert ran.code == 0, ran.err


def test_each_mark_is_confirmed_with_its_time_and_the_same_question_is_asked_again(alliance: Alliance) -> None:
    ran = in_session(alliance, "!w", "!c", "!X", "!m", "!n  Looked at the Clock ", "Her sister")
    assert ran.code == 0
    said = [line.strip() for line in without_times(ran.err).splitlines() if re.search(r"14:32", without_times(line))]
    assert said == [
        "Marked at 14:32: possible rupture (withdrawal).",
        "Marked at 14:32: possible rupture (confrontation).",
        "Marked at 14:32: possible rupture (mixed).",
        "Marked at 14:32: strong moment.",
        "Noted at 14:32.",
    ]
    assert marks(alliance) == [
        ("rupture", "withdrawal", "", True),
        ("rupture", "confrontation", "", True),
        ("rupture", "mixed", "", True),
        ("strong", "", "", True),
        ("note", "", "Looked at the Clock", False),
    ]
    answers = alliance("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    assert [(each["prompt"], each["value"]) for each in answers] == [("opening", "Her sister")]


def test_taking_back_the_last_mark_deletes_an_empty_session(alliance: Alliance) -> None:
    ran = in_session(alliance, "!w", "!u", "!u")
    assert "Taken back: 14:32 possible rupture (withdrawal)." in without_times(ran.err)
    assert "There is no mark to take back." in ran.err
    assert alliance("history", "J7", "--json").document["sessions"] == []


def test_a_session_with_only_a_mark_is_kept(alliance: Alliance) -> None:
    ran = in_session(alliance, "!w")
    assert "Nothing was noted" not in ran.err
    assert "nothing was noted" not in ran.err
    assert marks(alliance) == [("rupture", "withdrawal", "", True)]
    listed = alliance("sessions", "list", "J7").out
    assert "1 mark" in listed


def test_a_note_without_words_says_what_is_missing(alliance: Alliance) -> None:
    ran = in_session(alliance, "!n", "Her sister")
    assert "A few words go with it" in ran.err
    assert marks(alliance) == []


def test_marks_are_only_possible_in_a_running_session(alliance: Alliance) -> None:
    ran = alliance("reflect", "J7", "--new", typed="!w\n")
    assert ran.code == 2
    assert "!w is for a running session." in ran.err


def test_a_reflection_begins_each_moment_with_its_mark_and_its_marker(marked: Alliance) -> None:
    ran = marked("reflect", "J7", typed="She laughed\n\n\nLooked away\n\n:q\n")
    shown = without_times(ran.err + ran.out)
    assert "Marked while it ran" in shown
    assert "14:32 Looked at the clock" in shown
    assert "Marked at 14:32." in shown
    assert "Marked at 14:32 as possible rupture (withdrawal)." in shown
    kept = marked("moments", "J7", "--json", "--notes").document["moments"]
    assert [(each["kind"], each["note"], each["marker"]) for each in kept] == [
        ("strong", "She laughed", ""),
        ("rupture", "Looked away", "withdrawal"),
    ]
    assert marks(marked) == [
        ("rupture", "withdrawal", "", False),
        ("strong", "", "", False),
        ("note", "", "Looked at the clock", False),
        ("rupture", "mixed", "", True),
    ]


def test_answering_that_there_was_nothing_settles_a_mark_but_skipping_does_not(marked: Alliance) -> None:
    assert marked("reflect", "J7", typed="no\n\n:x\n>\n").code == 0
    assert marks(marked) == [
        ("rupture", "withdrawal", "", True),
        ("strong", "", "", False),
        ("note", "", "Looked at the clock", False),
        ("rupture", "mixed", "", False),
    ]
    assert marked("moments", "J7", "--json").document["moments"] == []


def test_open_marks_stay_due_after_the_reflection(marked: Alliance) -> None:
    assert marked("session", "J7", typed=">\n").code == 0
    assert marked("reflect", "J7", typed=">\n").code == 0
    due = marked("--json").document["due"]
    assert [(each["why"], each["phase"], each["marks"]) for each in due] == [("not-reflected", "post-session", 3)]
    assert "3 marks not worded yet" in marked().out
    reopened = marked("reflect", "J7", typed="Laughed\n>\n")
    assert "Marked at" in reopened.err
    assert marks(marked)[1] == ("strong", "", "", False)


def test_the_next_preparation_mentions_open_marks(marked: Alliance) -> None:
    assert marked("sessions", "move", "J7", "--on", TODAY, "--to", EARLIER).code == 0
    card = marked("prep", "J7", "--card").out
    assert "3 marks of" in card
    assert f"alliance reflect J7 --on {EARLIER}" in card
    assert marked("prep", "J7", "--card", "--json").document["marks"] == [{"on": EARLIER, "count": 3}]


def test_an_answers_file_describes_marks_in_their_order(marked: Alliance) -> None:
    ran = marked("reflect", "J7", "--answers", "-", typed="ruptures:\n  - Looked away\n")
    assert ran.code == 0, ran.err
    kept = marked("moments", "J7", "--json", "--notes").document["moments"]
    assert [(each["note"], each["marker"]) for each in kept] == [("Looked away", "withdrawal")]
    assert [waits for *_, waits in marks(marked)] == [False, True, False, True]


@pytest.mark.parametrize("notes", [True, False])
def test_the_words_of_a_note_are_shown_only_with_notes(marked: Alliance, notes: bool) -> None:
    shown = marked("history", "J7", "--table", *(["--notes"] if notes else [])).out
    assert ("Looked at the clock" in shown) is notes
    document = marked("history", "J7", "--json", *(["--notes"] if notes else [])).document
    assert bool(document["sessions"][0]["marks"][2]["words"]) is notes


def test_a_markdown_export_names_each_mark_with_its_time(marked: Alliance, tmp_path: Path) -> None:
    to = tmp_path / "out.md"
    ran = marked("export", str(to), "--class", "notes", "--confirm", "notes", "--format", "markdown")
    assert ran.code == 0, ran.err
    said = without_times(to.read_text("utf-8"))
    assert "Marked in the session at 14:32: possible rupture (withdrawal)" in said
    assert "Marked in the session at 14:32: note" in said
