"""The supervise command, and !s during a reflection."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Alliance, Ran, made_once

TODAY = date.today()  # noqa: DTZ011 - the program's own today
REFLECTED = """
strongest: She laughed
ruptures:
  - {note: "Went quiet [again] before J7-2 came", marker: withdrawal, component: tasks, plan: "Ask K12 too."}
"""
PREPARED = "\nShe looked at the door\n\nA knot in my stomach\n"
WALK = "\n\n\n\n\n\n"


def on(days_ago: int) -> str:
    return (TODAY - timedelta(days=days_ago)).isoformat()


@made_once
def asked(alliance: Alliance) -> Alliance:
    """J7 with two moments from last week and a question, and K12 without content."""
    for code in ("J7", "K12", "J7-2"):
        assert alliance("client", "add", code).code == 0
    assert alliance("reflect", "J7", "--on", on(7), "--answers", "-", typed=REFLECTED).code == 0
    assert alliance("supervise", "add", "J7", typed="Why do I hurry with j7?\n").code == 0
    return alliance


def questions(alliance: Alliance, *options: str) -> list[dict[str, Any]]:
    return list(alliance("supervise", "--json", "--notes", *options).document["questions"])


def flat(ran: Ran) -> str:
    return " ".join(ran.out.split())


def test_a_question_is_open_until_it_has_an_outcome(asked: Alliance) -> None:
    (question,) = questions(asked)
    assert (question["number"], question["client"], question["question"]) == (1, "J7", "Why do I hurry with j7?")
    assert (question["done"], question["preparation"], question["outcome"]) == (False, None, None)
    assert f"1 {TODAY} J7 Why do I hurry with j7? not prepared yet" in flat(asked("supervise", "--notes"))
    assert asked("supervise", "done", typed="I fear the silence\nWait\n").code == 0
    assert questions(asked) == []
    (question,) = questions(asked, "--all")
    assert (question["done"], question["outcome"]["steps"]) == (
        True,
        {"outcome": "I fear the silence", "next": "Wait"},
    )
    assert f"done {TODAY}: I fear the silence" in flat(asked("supervise", "--all", "--notes"))


def test_a_question_needs_no_client(alliance: Alliance) -> None:
    assert alliance("supervise", "add", typed="With whom am I least connected?\n").code == 0
    (question,) = questions(alliance)
    assert (question["client"], question["question"]) == ("", "With whom am I least connected?")
    page = alliance("supervise", "pack", "--yes").out
    assert "## Question 1, " in page
    assert "client" not in page.split("##")[1].casefold()


def test_an_empty_question_stores_nothing(alliance: Alliance) -> None:
    ran = alliance("supervise", "add", typed="\n")
    assert (ran.code, "Nothing was noted." in ran.err) == (0, True)
    assert "No question is waiting" in alliance("supervise").out
    assert alliance("supervise", "add", typed="First\n").code == 0
    assert [each["number"] for each in questions(alliance)] == [1]


def test_a_question_can_come_from_a_file_and_a_mistake_stores_nothing(alliance: Alliance) -> None:
    assert alliance("supervise", "add", "--answers", "-", typed="qestion: Why?\n").code == 4
    assert questions(alliance) == []
    assert alliance("supervise", "add", "--answers", "-", typed="question: Why?\n").code == 0
    assert [each["question"] for each in questions(alliance)] == ["Why?"]


def test_the_same_question_can_be_noted_twice_about_the_same_client(asked: Alliance) -> None:
    asked("supervise", "add", "J7", typed="And why do I forget?\n")
    assert [each["question"] for each in questions(asked)] == ["Why do I hurry with j7?", "And why do I forget?"]


def test_preparing_shows_the_question_and_enter_keeps_it(asked: Alliance) -> None:
    ran = asked("supervise", "prepare", typed=PREPARED)
    assert ran.code == 0
    assert "Use codes, not names" in ran.err
    assert "Kept: Why do I hurry with j7?" in ran.err
    (question,) = questions(asked)
    assert question["preparation"]["steps"] == {
        "moment": "She looked at the door",
        "question": "Why do I hurry with j7?",
        "reaction": "A knot in my stomach",
    }
    assert "prepared: moment, question, reaction" in flat(asked("supervise", "--notes"))


def test_a_preparation_can_be_repeated_and_the_question_reworded(asked: Alliance) -> None:
    asked("supervise", "prepare", typed="\nThe door\n:q\n")
    assert "prepared so far: moment, question" in flat(asked("supervise", "--notes"))
    ran = asked("supervise", "prepare", "1", typed="\n\nWhat do I fear?\nHeat\n")
    assert "This continues where you stopped." in ran.err
    assert "Kept: The door" in ran.err
    (question,) = questions(asked)
    assert question["question"] == "What do I fear?"
    assert question["preparation"]["steps"] == {"moment": "The door", "question": "What do I fear?", "reaction": "Heat"}
    shown = asked("supervise", "show", "1").out
    assert shown.index("Why do I hurry") < shown.index("Prepared") < shown.index("What do I fear?")
    assert asked("supervise", "show", "1", "--json", "--notes").document == question


def test_a_question_linked_to_a_moment_shows_it_and_packs_it(asked: Alliance) -> None:
    assert asked("supervise", "add", "J7", "--moment", "1", typed="What made her laugh?\n").code == 0
    moment = asked("moments", "J7", "--show", "1", "--json", "--notes").document
    assert questions(asked)[1]["moment"] == moment["id"]
    assert "She laughed" in asked("supervise", "show", "2").out
    assert "She laughed" in asked("supervise", "prepare", "2", typed=PREPARED).out
    page = asked("supervise", "pack", "2", "--yes").out
    assert "She laughed" in page
    assert "Went quiet" not in page


def test_a_question_about_a_moment_outlives_it(asked: Alliance) -> None:
    asked("supervise", "add", "J7", "--moment", "1", typed="What made her laugh?\n")
    assert asked("moments", "J7", "--edit", "1", typed=":x\n").code == 0
    assert asked("supervise", "show", "2").code == 0
    assert asked("supervise", "pack", "2", "--yes").code == 0


MISFITS = {
    ("add", "Q9"): 3,
    ("add", "--moment", "1"): 2,
    ("add", "J7", "--moment", "9"): 3,
    ("add", "Why does she leave"): 2,
    ("add", "J7", "Why", "now"): 2,
    ("show", "9"): 3,
    ("prepare", "x"): 3,
    ("done", "0"): 3,
    ("pack", "9", "--yes"): 3,
    ("pack", "--yes", "--moment", "J7"): 2,
    ("pack", "--yes", "--moment", "Q9:1"): 3,
    ("pack", "--yes", "--moment", "J7:9"): 3,
    ("prpare",): 2,
    ("--all", "show", "1"): 2,
}


def test_invalid_input_has_its_exit_code_and_is_not_repeated(asked: Alliance) -> None:
    for words, code in MISFITS.items():
        ran = asked("supervise", *words)
        assert (ran.code, ran.out) == (code, ""), words
        assert "Why" not in ran.err
    assert len(questions(asked)) == 1


def test_with_several_open_questions_one_has_to_be_named(asked: Alliance) -> None:
    asked("supervise", "add", "K12", typed="Second\n")
    for verb in ("show", "prepare", "done"):
        assert asked("supervise", verb).code == 2
    asked("supervise", "done", "1", typed="x\n\n")
    assert asked("supervise", "prepare", typed=PREPARED).code == 0
    assert [each["preparation"] is None for each in questions(asked, "--all")] == [True, False]


def test_without_open_questions_a_hint_is_given(alliance: Alliance) -> None:
    for words in (("show",), ("prepare",), ("done",), ("pack", "--yes")):
        ran = alliance("supervise", *words)
        assert (ran.code, ran.out) == (3, "")
        assert "alliance supervise add" in ran.err


def test_a_pack_contains_no_code_no_day_and_only_chosen_moments(asked: Alliance) -> None:
    asked("supervise", "prepare", typed="\nK12 and *she* passed, j7's hand\\\n# not a title\n\nTired of J7-2\n")
    ran = asked("supervise", "pack", "--yes")
    assert ran.code == 0
    assert "Client" not in ran.out.split("##")[0].replace("Clients are named by letters", "")
    for code in ("j7", "k12"):
        assert code not in ran.out.casefold()
    assert str(TODAY) not in ran.out
    assert "B and \\*she\\* passed, A's hand\\\n\\# not a title" in ran.out
    assert "Why do I hurry with A?" in ran.out
    assert "Tired of C" in ran.out
    assert "Went quiet" not in ran.out
    assert "laughed" not in ran.out


def test_a_named_moment_is_packed_with_its_plan_and_without_codes(asked: Alliance) -> None:
    page = asked("supervise", "pack", "1", "--moment", "j7:2", "--yes").out
    assert "Went quiet \\[again\\] before B came" in page
    assert "Ask C too." in page
    assert "laughed" not in page


def test_the_text_of_a_repair_is_packed_with_its_moment(asked: Alliance) -> None:
    said = "invite: He felt examined by K12\nnew-path: I ask first\noutcome: repaired\n"
    assert asked("repair", "J7", "--answers", "-", typed=said).code == 0
    page = asked("supervise", "pack", "--moment", "J7:2", "--yes").out
    assert "A possible rupture, repaired" in page
    assert "He felt examined by C" in page
    assert "I ask first" in page
    assert "Where does it stand now?" not in page


def test_moments_can_be_packed_without_a_question(asked: Alliance) -> None:
    asked("supervise", "done", typed="x\n\n")
    page = asked("supervise", "pack", "--moment", "J7:1", "--yes").out
    assert "## Client A" in page
    assert "She laughed" in page


def test_codes_are_kept_on_request_and_the_page_says_so(asked: Alliance) -> None:
    page = asked("supervise", "pack", "--codes", "--yes").out
    assert "client J7" in page
    assert "hurry with j7?" in page
    assert "Clients are named by their codes" in page


def test_a_pack_contains_no_rating(asked: Alliance) -> None:
    asked("rate", "J7", "--on", on(7), "--bond", "4")
    page = asked("supervise", "pack", "--moment", "J7:1", "--moment", "J7:2", "--yes").out
    assert "4" not in page.replace(str(TODAY.year), "")


def test_a_pack_warns_of_text_that_may_identify_someone_by_kind(asked: Alliance) -> None:
    asked("supervise", "prepare", typed="\nOn 3.11.2026 Anna Schmidt wrote\n\n\n")
    ran = asked("supervise", "pack", "--yes")
    assert "looks like a date and a full name" in ran.err
    assert "Schmidt" not in ran.err


def test_without_a_terminal_a_pack_needs_the_confirmation_word(asked: Alliance) -> None:
    ran = asked("supervise", "pack")
    assert (ran.code, ran.out) == (8, "")
    assert "--yes" in ran.err
    assert "hurry" not in ran.err


def test_a_pack_goes_into_a_new_private_file_and_never_overwrites_another(asked: Alliance, tmp_path: Path) -> None:
    path = tmp_path / "pack.md"
    ran = asked("supervise", "pack", "--yes", "--out", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == asked("supervise", "pack", "--yes").out
    path.write_text("mine")
    assert asked("supervise", "pack", "--yes", "--out", str(path)).code == 8
    assert path.read_text() == "mine"
    assert asked("supervise", "pack", "--yes", "--out", str(tmp_path / "gone" / "x.md")).code == 2
    assert asked("supervise", "pack", "--yes", "--out", "").code == 8


def test_control_characters_are_made_visible_in_a_pack(asked: Alliance) -> None:
    asked("supervise", "add", "--answers", "-", typed='question: "red \\e[31m \\u202e turned"\n')
    page = asked("supervise", "pack", "2", "--yes").out
    assert "red ␛\\[31m \\<U+202E\\> turned" in page


def test_the_outcome_appears_in_preparations_until_the_next_session(asked: Alliance) -> None:
    asked("supervise", "done", typed="I fear [the silence]\nCount to five\n")
    shown = asked("prep", "J7").out
    assert f"From supervision   {TODAY.day} {TODAY:%b}" in shown
    assert "I fear [the silence]" in shown
    assert "next: Count to five" in shown
    assert "From supervision" not in asked("prep", "K12").out


def test_the_outcome_is_not_shown_after_a_session(asked: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("supervise", "done", typed="I fear the silence\n\n")
    later = TODAY + timedelta(days=7)
    monkeypatch.setattr("alliance_cli.core.clock.Clock.today", property(lambda clock: later))
    assert "From supervision" in asked("prep", "J7", typed="Settled\n\n\n").out
    assert "From supervision" in asked("prep", "J7").out
    monkeypatch.setattr("alliance_cli.core.clock.Clock.today", property(lambda clock: later + timedelta(days=7)))
    assert "From supervision" not in asked("prep", "J7").out


def test_an_outcome_changed_on_a_later_day_is_shown_again(asked: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("supervise", "done", typed="I fear the silence\n\n")
    later = TODAY + timedelta(days=7)
    monkeypatch.setattr("alliance_cli.core.clock.Clock.today", property(lambda clock: later))
    ran = asked("supervise", "done", "1", typed="\nWait\n")
    assert "Kept: I fear the silence" in ran.err
    shown = asked("prep", "J7").out
    assert f"From supervision   {later.day} {later:%b}" in shown
    assert shown.count("I fear the silence") == 1
    assert questions(asked, "--all")[0]["outcome"]["steps"] == {"outcome": "I fear the silence", "next": "Wait"}


def test_a_question_noted_in_a_reflection_returns_to_the_same_prompt(alliance: Alliance) -> None:
    ran = alliance("reflect", "J7", "--new", typed="!s\nWhy do I hurry?\n\n\n7\n8\n9\n6\n")
    assert ran.code == 0
    assert "!s supervision" in ran.err
    assert ran.err.count("When was the alliance at its strongest") == 2
    (question,) = questions(alliance)
    assert (question["client"], question["question"]) == ("J7", "Why do I hurry?")
    (session,) = alliance("history", "J7", "--json").document["sessions"]
    assert session["ratings"]["clinician"] == {"understood": 7, "goals": 8, "tasks": 9, "bond": 6}
    assert session["phases"] == {"post-session": "finished"}


def test_a_question_noted_in_a_reflection_opens_a_new_client_only_once_it_has_text(alliance: Alliance) -> None:
    alliance("reflect", "J7", "--new", typed="!s\n:q\n!s\n\n:q\n")
    assert alliance("client", "list", "--json").document["clients"] == []
    ran = alliance("reflect", "J7", "--new", typed="!s\nWhy?\n!s\nHow?\n:q\n")
    assert "A question for supervision · J7" in ran.err
    assert [each["client"] for each in questions(alliance)] == ["J7", "J7"]


def test_two_questions_in_a_reflection_are_separate_and_a_cancelled_one_is_not_stored(alliance: Alliance) -> None:
    alliance("reflect", "J7", "--new", typed=f"!s\nFirst\n!s\n\n!s\n:q\n!s\nSecond\n{WALK}")
    assert [each["question"] for each in questions(alliance)] == ["First", "Second"]


def test_outside_a_reflection_the_key_is_refused_and_answers_are_kept(alliance: Alliance) -> None:
    ran = alliance("session", "J7", "--new", typed="Something\n!s\n")
    assert ran.code == 2
    assert "!s is for a reflection" in ran.err
    answers = alliance("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    assert [each["value"] for each in answers] == ["Something"]


def test_a_question_in_a_reflection_of_an_older_version_stays_readable(alliance: Alliance, home: Path) -> None:
    prompts = home / "prompts"
    prompts.mkdir()
    old = (
        "id: post-session\nphase: post-session\ntitle: After\nlanguage: en\nprompts:\n  - id: for-supervision\n"
        "    kind: text\n    ask: Something for supervision?\n    purpose: To be clear.\n    optional: true\n"
    )
    (prompts / "post-session.yaml").write_text(old, "utf-8")
    assert alliance("reflect", "J7", "--new", "--full", typed="Why do I hurry?\n").code == 0
    (prompts / "post-session.yaml").unlink()
    (answer,) = alliance("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    assert (answer["asked"], answer["value"]) == ("Something for supervision?", "Why do I hurry?")


def test_in_german_the_questions_are_german(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert (
        "Eine Frage für die Supervision" in alliance("--language", "de", "supervise", "add", "J7", typed="Warum?\n").err
    )
    ran = alliance("--language", "de", "supervise", "prepare", typed="\nDie Tür\n\nEng\n")
    assert "Codes statt Namen" in ran.err
    assert "Gespeichert: Warum?" in ran.err
    page = alliance("supervise", "pack", "--yes").out
    assert "### An welchem einen Moment zeigt es sich" in page
    assert "Die Tür" in page
    assert "Was sehen Sie jetzt anders?" in alliance("--language", "de", "supervise", "done", typed="x\n\n").err


def test_a_closed_question_can_still_be_packed_by_its_number(asked: Alliance) -> None:
    asked("supervise", "done", typed="I fear the silence\n\n")
    page = asked("supervise", "pack", "1", "--yes").out
    assert "Why do I hurry with A?" in page
    assert "fear" not in page


def test_a_file_in_place_of_a_question_suggests_the_out_option(alliance: Alliance) -> None:
    ran = alliance("supervise", "pack", "/tmp/x.md")
    assert ran.code == 3
    assert ran.err == "alliance: There is no such question.\nIf it is the file to write, put --out before it.\n"
