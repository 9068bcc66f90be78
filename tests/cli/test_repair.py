"""The repair command, and !r during a session."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Alliance, made_once

RUPTURE = """
ruptures:
  - {note: "Went quiet [again]", marker: withdrawal, component: tasks, plan: "Ask first."}
"""
STEPS = "I named it\nshe felt pushed\nI said sorry\nno worksheet\n"


@made_once
def open_rupture(alliance: Alliance) -> Alliance:
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=RUPTURE).code == 0
    return alliance


def moments(alliance: Alliance) -> list[dict[str, Any]]:
    sessions = alliance("history", "J7", "--json", "--notes").document["sessions"]
    return [moment for session in sessions for moment in session["moments"]]


def test_an_open_rupture_is_walked_step_by_step_to_repaired(open_rupture: Alliance) -> None:
    ran = open_rupture("repair", "J7", typed=STEPS + "1\n")
    assert ran.code == 0
    assert "What shifted" not in ran.err
    assert "Say: " in ran.err
    assert "The possible rupture counts as repaired." in ran.err
    (moment,) = moments(open_rupture)
    assert moment["state"] == "repaired"
    assert moment["repair"][0]["steps"] == {
        "acknowledge": "I named it",
        "invite": "she felt pushed",
        "validate": "I said sorry",
        "new-path": "no worksheet",
        "outcome": "repaired",
    }


def test_the_outcome_is_shown_in_the_readers_language(open_rupture: Alliance) -> None:
    open_rupture("repair", "J7", "--on", "2026-01-06", typed=STEPS + "1\n")
    shown = open_rupture("--language", "de", "moments", "J7").out
    assert "Reparatur 06.01.2026, repariert\n" in shown
    assert "Repair 2026-01-06, repaired\n" in open_rupture("moments", "J7").out


def test_still_open_stores_the_new_plan_and_keeps_the_old_one(open_rupture: Alliance) -> None:
    ran = open_rupture("repair", "J7", typed=STEPS + "2\nOffer a walk.\n")
    assert "stays open and comes back before the next session" in ran.err
    (moment,) = moments(open_rupture)
    assert (moment["state"], moment["plan"]) == ("open", "Offer a walk.")
    assert moment["repair"][0]["steps"]["plan-before"] == "Ask first."
    card = open_rupture("prep", "J7").out
    assert "Plan: Offer a walk." in card
    assert "taken up" in card
    assert "Ask first." not in card
    shown = open_rupture("moments", "J7", "--notes").out
    for words in (
        "Plan: Offer a walk.",
        "Repair ",
        ", still open",
        "acknowledge: I named it",
        "plan before: Ask first.",
    ):
        assert words in shown
    assert shown.count("Offer a walk.") == 1


def test_letting_go_asks_for_a_reason(open_rupture: Alliance) -> None:
    ran = open_rupture("repair", "J7", typed="\n\n\n\n3\nShe does not want to return to it.\n")
    assert ran.code == 0
    (moment,) = moments(open_rupture)
    assert (moment["state"], moment["repair"][0]["steps"]["why"]) == ("let go", "She does not want to return to it.")


def test_a_skipped_outcome_changes_nothing(open_rupture: Alliance) -> None:
    open_rupture("repair", "J7", typed="named it\n\n\n\n\n")
    (moment,) = moments(open_rupture)
    assert (moment["state"], moment["plan"], moment["repair"][0]["finished"]) == ("open", "Ask first.", True)


def test_a_stopped_repair_resumes_where_it_was(open_rupture: Alliance) -> None:
    stopped = open_rupture("repair", "J7", typed="named it\n:q\n")
    assert "Go on with: alliance repair J7 1" in stopped.err
    assert moments(open_rupture)[0]["repair"][0]["finished"] is False
    assert "Repair " in open_rupture("history", "J7", "--table").out
    went_on = open_rupture("repair", "J7", typed="asked her\n\n\n1\n")
    assert "2/5" in went_on.err
    (moment,) = moments(open_rupture)
    assert len(moment["repair"]) == 1
    assert moment["repair"][0]["steps"] == {"acknowledge": "named it", "invite": "asked her", "outcome": "repaired"}


def test_a_question_asked_again_shows_the_earlier_answer(open_rupture: Alliance) -> None:
    open_rupture("repair", "J7", typed="named it\n:q\n")
    ran = open_rupture("repair", "J7", "--restart", typed="\n\n\n\n1\n")
    assert "Kept: named it" in ran.err
    assert moments(open_rupture)[0]["repair"][0]["steps"]["acknowledge"] == "named it"


def test_a_second_repair_of_a_rupture_is_stored_beside_the_first(open_rupture: Alliance) -> None:
    open_rupture("repair", "J7", typed="first\n\n\n\n2\n\n")
    open_rupture("repair", "J7", typed="second\n\n\n\n1\n")
    (moment,) = moments(open_rupture)
    assert [each["steps"]["acknowledge"] for each in moment["repair"]] == ["first", "second"]


def test_without_an_open_rupture_a_new_one_is_noted_first_with_todays_session(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    ran = alliance("repair", "J7", typed="A long silence\n" + STEPS + "1\n")
    assert "1/6  What shifted" in ran.err
    document = alliance("history", "J7", "--json", "--notes").document
    assert document["completeness"]["sessions"] == 1
    (moment,) = moments(alliance)
    assert (moment["note"], moment["state"]) == ("A long silence", "repaired")


def test_answers_without_a_note_are_still_stored_with_a_rupture(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    alliance("repair", "J7", typed="\nI named it\n:q\n")
    (moment,) = moments(alliance)
    assert (moment["note"], moment["state"]) == ("", "open")
    assert moment["repair"][0]["steps"] == {"acknowledge": "I named it"}


def test_skipping_every_step_stores_nothing(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert alliance("repair", "J7", typed="\n" * 6).code == 0
    assert alliance("history", "J7", "--json").document["sessions"] == []


def test_a_note_deleted_and_given_again_is_one_rupture(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    alliance("repair", "J7", typed="first words\n<\n:x\n<\nother words\n\n\n\n\n\n")
    assert [moment["note"] for moment in moments(alliance)] == ["other words"]


def test_all_answers_can_come_from_a_file(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    answers = "rupture: Looked at the clock\nacknowledge: Said so\noutcome: still-open\nplan: Ask again\n"
    assert alliance("repair", "J7", "--answers", "-", typed=answers).code == 0
    (moment,) = moments(alliance)
    assert (moment["note"], moment["state"], moment["plan"]) == ("Looked at the clock", "open", "Ask again")
    assert moment["repair"][0]["steps"]["acknowledge"] == "Said so"


def test_a_file_with_a_mistake_stores_nothing(open_rupture: Alliance) -> None:
    ran = open_rupture("repair", "J7", "--answers", "-", typed="acknowledge: said\noutcome: mended\nwhat: x\n")
    assert ran.code == 4
    assert moments(open_rupture)[0]["repair"] == []


def test_one_of_several_ruptures_is_chosen_by_number_or_id(open_rupture: Alliance) -> None:
    open_rupture("reflect", "J7", "--on", "2026-02-05", "--answers", "-", typed="ruptures: Sharp tone\n")
    undecided = open_rupture("repair", "J7", typed="")
    assert undecided.code == 2
    assert "alliance moments J7" in undecided.err
    open_rupture("repair", "J7", "2", typed="\n\n\n\n1\n")
    assert [moment["state"] for moment in moments(open_rupture)] == ["open", "repaired"]
    open_rupture("repair", "J7", moments(open_rupture)[0]["id"], typed="\n\n\n\n1\n")
    assert [moment["state"] for moment in moments(open_rupture)] == ["repaired", "repaired"]


def test_new_notes_another_rupture_beside_the_open_one(open_rupture: Alliance) -> None:
    open_rupture("repair", "J7", "new", typed="Something else\n:q\n")
    assert [moment["note"] for moment in moments(open_rupture)] == ["Went quiet [again]", "Something else"]


@pytest.mark.parametrize(("named", "code"), [("9", 3), ("0", 3), ("zzz", 3)])
def test_an_unknown_moment_is_reported(open_rupture: Alliance, named: str, code: int) -> None:
    assert open_rupture("repair", "J7", named).code == code


def test_a_strong_moment_needs_no_repair(open_rupture: Alliance) -> None:
    open_rupture("reflect", "J7", "--on", "2026-02-05", "--answers", "-", typed="strongest: We laughed\n")
    assert open_rupture("repair", "J7", "2").code == 2


def test_an_unknown_client_is_code_3(alliance: Alliance) -> None:
    assert alliance("repair", "Q1").code == 3


IN_SESSION = "What matters\n!r\n{}Going well\nThe question\nn\n8\n8\n8\n8\n"


def test_a_repair_during_a_session_returns_to_the_same_prompt(alliance: Alliance) -> None:
    typed = IN_SESSION.format("Went quiet\n" + STEPS + "1\n")
    ran = alliance("session", "J7", "--new", typed=typed)
    assert ran.code == 0
    assert "!r repair" in ran.err
    document = alliance("history", "J7", "--json", "--notes").document
    (session,) = document["sessions"]
    assert [(m["note"], m["state"]) for m in session["moments"]] == [("Went quiet", "repaired")]
    answers = {each["prompt"]: each["value"] for each in session["answers"]}
    assert (answers["opening"], answers["mid-point"], answers["client-bond"]) == ("What matters", "Going well", 8)
    assert session["phases"] == {"in-session": "finished"}


def test_a_repair_during_a_session_can_be_about_an_earlier_or_a_new_rupture(open_rupture: Alliance) -> None:
    open_rupture("session", "J7", typed=IN_SESSION.format("1\nsaid it\n\n\n\n1\n"))
    document = open_rupture("history", "J7", "--json").document
    assert [len(session["moments"]) for session in document["sessions"]] == [1, 0]
    assert moments(open_rupture)[0]["state"] == "repaired"


def test_a_repair_during_a_session_can_be_new_while_another_rupture_is_open(open_rupture: Alliance) -> None:
    open_rupture("session", "J7", typed=IN_SESSION.format("n\nA sharp word\n:q\n"))
    document = open_rupture("history", "J7", "--json", "--notes").document
    assert [[m["note"] for m in session["moments"]] for session in document["sessions"]] == [
        ["Went quiet [again]"],
        ["A sharp word"],
    ]
    assert document["sessions"][1]["phases"] == {"in-session": "finished"}


def test_a_repair_during_a_session_can_be_cancelled_before_it_begins(open_rupture: Alliance) -> None:
    open_rupture("session", "J7", typed=IN_SESSION.format("\n"))
    assert moments(open_rupture)[0]["repair"] == []


def test_outside_a_session_the_key_is_refused_and_answers_are_kept(alliance: Alliance) -> None:
    ran = alliance("prep", "J7", "--new", typed="Settled\n!r\n")
    assert ran.code == 2
    answers = alliance("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    assert [each["value"] for each in answers] == ["Settled"]


def test_a_reflection_first_shows_ruptures_noted_during_the_session(alliance: Alliance) -> None:
    alliance("session", "J7", "--new", typed="!r\nLooked at the clock\n" + STEPS + "2\nAsk again\n")
    first = alliance("reflect", "J7", typed="")
    assert "Noted in this session already" in first.out
    assert "Looked at the clock" in first.out
    alliance("reflect", "J7", typed="We laughed\n")
    assert "Noted in this session already" not in alliance("reflect", "J7", typed="").out


def test_a_repair_names_its_rupture(open_rupture: Alliance) -> None:
    open_rupture("repair", "J7", typed="named it\n:q\n")
    went_on = open_rupture("repair", "J7", typed=":q\n")
    assert "possible rupture of " in went_on.err.partition("2/5")[0]
    assert "Went quiet" in went_on.err.partition("2/5")[0]


def test_a_repair_without_answers_stores_nothing(open_rupture: Alliance) -> None:
    ran = open_rupture("repair", "J7", typed="\n" * 6)
    assert "Nothing was noted." in ran.err
    assert moments(open_rupture)[0]["repair"] == []
