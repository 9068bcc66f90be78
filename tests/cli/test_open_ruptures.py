"""A reflection asks for the outcome of open possible ruptures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Alliance, made_once

DAYS = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
AGREED = "start with two minutes of settling"


def reflect(alliance: Alliance, day: str, answers: str) -> None:
    assert alliance("reflect", "J7", "--new", "--on", day, "--answers", "-", typed=answers).code == 0


@made_once
def noted(alliance: Alliance) -> Alliance:
    """A client with an open rupture, moment 1, of an earlier session."""
    reflect(alliance, DAYS[0], "ruptures:\n  - {note: Went quiet, plan: Ask first.}\n")
    return alliance


def moments(alliance: Alliance) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = alliance("moments", "J7", "--json", "--notes").document["moments"]
    return found


def state(alliance: Alliance) -> tuple[str, list[dict[str, str]]]:
    first = moments(alliance)[0]
    return first["state"], [each["steps"] for each in first["repair"]]


def on_second(alliance: Alliance, typed: str, *more: str) -> str:
    ran = alliance("reflect", "J7", "--on", DAYS[1], *more, typed=typed)
    assert ran.code == 0, ran.err
    return ran.err


def test_a_rupture_is_repaired_with_its_agreement(noted: Alliance) -> None:
    said = on_second(noted, f"\n1\n{AGREED}\n:q\n")
    for words in ("Did this come up today", "1 · Mon 05 Jan 2026: Went quiet", "Plan: Ask first.", "2 still open"):
        assert words in said
    assert state(noted) == ("repaired", [{"outcome": "repaired", "new-path": AGREED}])
    assert moments(noted)[0]["repair"][0]["on"] == DAYS[1]
    assert moments(noted)[0]["repair"][0]["finished"] is True
    assert f"new path: {AGREED}" in noted("moments", "J7", "--show", "1").out


@pytest.mark.parametrize("typed", ["\n\n:q\n", "\n2\n:q\n"])
def test_enter_leaves_it_open_and_stores_nothing(noted: Alliance, typed: str) -> None:
    on_second(noted, typed)
    assert state(noted) == ("open", [])
    assert "Did this come up" not in on_second(noted, ":q\n")


def test_it_can_be_let_go_without_a_further_question(noted: Alliance) -> None:
    said = on_second(noted, "\n3\n:q\n")
    assert state(noted) == ("let go", [{"outcome": "let-go"}])
    assert "What did the two of you agree on?" not in said


@pytest.mark.parametrize("back", ["<\n<\n2\n:q\n", "<\n<\n:x\n:q\n"])
def test_going_back_restores_the_earlier_state(noted: Alliance, back: str) -> None:
    on_second(noted, f"\n1\n{AGREED}\n{back}")
    assert state(noted) == ("open", [])


def test_the_agreement_returns_with_the_outcome(noted: Alliance) -> None:
    said = on_second(noted, f"\n1\n{AGREED}\n<\n<\n2\n<\n1\n\n:q\n")
    assert f"Kept: {AGREED}" in said
    assert state(noted) == ("repaired", [{"outcome": "repaired", "new-path": AGREED}])


def test_a_stopped_walk_resumes_after_the_outcome(noted: Alliance) -> None:
    on_second(noted, "\n1\n:q\n")
    assert state(noted)[0] == "repaired"
    said = on_second(noted, f"{AGREED}\n:q\n")
    assert "What did the two of you agree on?" in said
    assert state(noted)[1] == [{"outcome": "repaired", "new-path": AGREED}]


def test_a_stopped_walk_resumes_even_after_an_earlier_session_was_added(alliance: Alliance) -> None:
    reflect(alliance, DAYS[1], "ruptures: [Went quiet]\n")
    stopped = alliance("reflect", "J7", "--on", DAYS[2], typed=f"\n1\n{AGREED}\n:q\n")
    assert stopped.code == 0
    reflect(alliance, DAYS[0], "ruptures: [Sharp tone]\n")
    went_on = alliance("reflect", "J7", "--on", DAYS[2], typed="\n" * 9)
    assert went_on.code == 0, went_on.err
    assert "Went quiet" not in went_on.err
    assert [each["state"] for each in moments(alliance)] == ["open", "repaired"]


def test_asked_again_the_answers_are_offered_and_can_be_changed(noted: Alliance) -> None:
    on_second(noted, f"\n1\n{AGREED}\n" + "\n" * 9)
    said = on_second(noted, "\n3\n:q\n", "--restart")
    assert "Kept: repaired" in said
    assert state(noted) == ("let go", [{"outcome": "let-go", "new-path": AGREED}])


def test_an_answers_file_names_each_by_the_number_of_its_moment(noted: Alliance) -> None:
    reflect(noted, DAYS[1], f"outcome-1: repaired\nnew-path-1: {AGREED}\n")
    assert state(noted) == ("repaired", [{"outcome": "repaired", "new-path": AGREED}])


@pytest.mark.parametrize("wrong", ["outcome-2: repaired", "new-path-1: x", "outcome-1: mended"])
def test_an_answers_file_with_a_mistake_stores_nothing(noted: Alliance, wrong: str) -> None:
    ran = noted("reflect", "J7", "--on", DAYS[1], "--answers", "-", typed=wrong)
    assert ran.code == 4
    assert state(noted) == ("open", [])
    assert noted("history", "J7", "--json").document["completeness"]["sessions"] == 1


def test_the_three_newest_are_asked_about_as_the_card_shows_them(alliance: Alliance) -> None:
    reflect(alliance, DAYS[0], "ruptures: [One, Two, Three]\n")
    reflect(alliance, DAYS[1], "ruptures: [Four]\n")
    said = alliance("reflect", "J7", "--on", DAYS[2], typed="\n3\n\n\n:q\n").err
    assert [each in said for each in ("One", "Two", "Three", "Four")] == [False, True, True, True]
    assert [each["state"] for each in moments(alliance)] == ["open", "let go", "open", "open"]


def test_ruptures_noted_or_settled_in_the_session_itself_are_not_asked_about(noted: Alliance) -> None:
    noted("repair", "J7", "1", "--on", DAYS[0], typed="\n\n\n\n1\n")
    assert "Did this come up" not in on_second(noted, "\nSharp tone\n:q\n")
    assert "Did this come up" not in on_second(noted, "\n" * 9, "--restart")


def test_a_rupture_noted_during_the_session_is_completed_and_not_asked_again(alliance: Alliance) -> None:
    alliance("session", "J7", "--new", "--on", DAYS[0], typed="!r\nFell silent\n\n\n\n\n\n:q\n")
    ran = alliance("reflect", "J7", "--on", DAYS[0], typed="\n3\n1\n:q\n")
    for words in ("Who noticed it?\n   1 · Mon 05 Jan 2026: Fell silent", "Which way did it go between you?"):
        assert words in ran.err
    went_on = alliance("reflect", "J7", "--on", DAYS[0], typed="3\n\nAsk about it\n\n:q\n")
    assert "Was there another moment like that?" in went_on.err
    assert "however slight" not in went_on.err
    (moment,) = moments(alliance)
    assert {key: moment[key] for key in ("note", "noticed_by", "marker", "component", "plan")} == {
        "note": "Fell silent",
        "noticed_by": "both",
        "marker": "withdrawal",
        "component": "bond",
        "plan": "Ask about it",
    }


def test_completing_can_be_undone_and_done_from_a_file(alliance: Alliance) -> None:
    alliance("session", "J7", "--new", "--on", DAYS[0], typed="!r\nFell silent\n\n\n\n\n\n:q\n")
    alliance("reflect", "J7", "--on", DAYS[0], typed="\n3\n<\n:x\n:q\n")
    assert moments(alliance)[0]["noticed_by"] == ""
    reflect(alliance, DAYS[0], "ruptures-1-marker: confrontation\nruptures-1-plan: Ask\n")
    assert [(each["marker"], each["plan"]) for each in moments(alliance)] == [("confrontation", "Ask")]


def test_a_first_reflection_asks_nothing_more_than_before(alliance: Alliance) -> None:
    ran = alliance("reflect", "J7", "--new", "--on", DAYS[0], typed=":q\n")
    assert "1/6" in ran.err


def test_a_repair_in_a_reflection_is_exported_erased_and_imported_like_any_other(
    noted: Alliance, tmp_path: Any
) -> None:
    on_second(noted, f"\n1\n{AGREED}\n:q\n")
    file = str(tmp_path / "all.json")
    words = ("--class", "notes", "--class", "measures", "--confirm", "notes")
    assert noted("export", file, *words).code == 0
    before = moments(noted)
    assert noted("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7").code == 0
    assert noted("import", file).code == 0
    assert moments(noted) == before
    assert noted("vault", "check").code == 0
    said = on_second(noted, "\n", "--restart")
    assert "Did this come up today" in said
