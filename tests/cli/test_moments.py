"""The moments command lists, finds, changes and resolves moments, and shows patterns over the caseload."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Alliance, made_once

JANUARY = """
strongest:
  - {note: "We laughed", component: bond}
ruptures:
  - {note: "Went quiet [again]", marker: withdrawal, component: tasks, noticed_by: clinician, plan: "Ask first."}
"""
FEBRUARY = """
strongest: Named a goal
ruptures:
  - {note: "Sharp tone", marker: confrontation, component: bond, noticed_by: both}
"""


def reflect(alliance: Alliance, client: str, on: str, answers: str) -> None:
    assert alliance("reflect", client, "--new", "--on", on, "--answers", "-", typed=answers).code == 0


@made_once
def noted(alliance: Alliance) -> Alliance:
    reflect(alliance, "J7", "2026-01-05", JANUARY)
    reflect(alliance, "J7", "2026-02-05", FEBRUARY)
    reflect(alliance, "K1", "2026-01-20", "strongest:\n  - {note: Stayed, component: bond}\n")
    return alliance


def listed(alliance: Alliance, *arguments: str) -> list[dict[str, Any]]:
    moments: list[dict[str, Any]] = alliance("moments", *arguments, "--json", "--notes").document["moments"]
    return moments


def test_a_clients_moments_are_numbered_oldest_first(noted: Alliance) -> None:
    assert [(each["number"], each["session"], each["note"]) for each in listed(noted, "J7")] == [
        (1, 1, "We laughed"),
        (2, 1, "Went quiet [again]"),
        (3, 2, "Named a goal"),
        (4, 2, "Sharp tone"),
    ]
    shown = noted("moments", "J7").out
    assert "2  2026-01-05  possible rupture, open · withdrawal · tasks · noticed by you" in shown
    assert "Went quiet [again]" not in shown
    assert "Went quiet [again]" in noted("moments", "J7", "--notes").out


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (("--kind", "strong"), [1, 3]),
        (("--kind", "rupture", "--marker", "confrontation"), [4]),
        (("--state", "open"), [2, 4]),
        (("--open",), [2, 4]),
        (("--open", "--marker", "withdrawal"), [2]),
        (("--state", "let-go"), []),
        (("--component", "bond"), [1, 4]),
        (("--noticed-by", "both"), [4]),
        (("--since", "2026-02-01"), [3, 4]),
    ],
)
def test_filters_do_not_renumber_moments(noted: Alliance, filters: tuple[str, ...], numbers: list[int]) -> None:
    assert [each["number"] for each in listed(noted, "J7", *filters)] == numbers


@pytest.mark.parametrize(
    "wrong",
    [("--kind", "weak"), ("--state", "shut"), ("--marker", "x"), ("--since", "soon"), ("--since", "2099-01-01")],
)
def test_an_unknown_filter_is_code_2(noted: Alliance, wrong: tuple[str, str]) -> None:
    ran = noted("moments", "J7", *wrong)
    assert (ran.code, ran.out) == (2, "")


def test_a_filter_without_matches_says_so(noted: Alliance) -> None:
    assert "no moment like that" in noted("moments", "J7", "--state", "repaired").out
    assert "No moment like that" in noted("moments", "--state", "repaired").out


def test_one_moment_is_shown_in_full_by_number_or_id(noted: Alliance) -> None:
    shown = noted("moments", "J7", "--show", "2")
    assert shown.code == 0
    for words in ("J7 · moment 2 · session 1", "Went quiet [again]", "Plan: Ask first."):
        assert words in shown.out
    document = noted("moments", "J7", "--show", "2", "--json", "--notes").document
    assert noted("moments", "J7", "--show", document["id"], "--json", "--notes").document == document


def test_editing_asks_again_and_offers_the_stored_answers(noted: Alliance) -> None:
    ran = noted("moments", "J7", "--edit", "2", typed="\n3\n\n\n1\n\nOffer a choice.\n")
    assert ran.code == 0
    for kept in ("Kept: Went quiet [again]", "Kept: me", "Kept: Ask first."):
        assert kept in ran.err
    moment = listed(noted, "J7")[1]
    assert (moment["note"], moment["noticed_by"], moment["marker"]) == ("Went quiet [again]", "both", "withdrawal")
    assert (moment["component"], moment["plan"], moment["state"]) == ("goals", "Offer a choice.", "open")


def test_a_repeated_reflection_shows_the_edited_moment(noted: Alliance) -> None:
    noted("moments", "J7", "--edit", "2", typed="Fell silent\n:x\n\n\n\n")
    again = noted("reflect", "J7", "--on", "2026-01-05", "--restart", typed=":q\n")
    assert again.code == 0
    answers = noted("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    values = {each["prompt"]: each["value"] for each in answers}
    assert (values["ruptures.1.note"], values["ruptures.1.noticed_by"]) == ("Fell silent", None)


def test_skipping_through_the_reflection_keeps_a_field_added_by_an_edit(alliance: Alliance) -> None:
    alliance("reflect", "J7", "--new", "--on", "2026-01-05", typed="\nSharp tone\n:q\n")
    alliance("moments", "J7", "--edit", "1", typed="\n\n\n\n\n\nAsk about it\n")
    alliance("reflect", "J7", "--on", "2026-01-05", typed="\n" * 9)
    assert [each["plan"] for each in listed(alliance, "J7")] == ["Ask about it"]


def test_a_stopped_edit_keeps_its_answers(noted: Alliance) -> None:
    ran = noted("moments", "J7", "--edit", "2", typed="Fell silent\n:q\n")
    assert "Go on with: alliance moments J7 --edit 2" in ran.err
    assert listed(noted, "J7")[1]["note"] == "Fell silent"


def test_an_edit_can_come_from_a_file(noted: Alliance) -> None:
    answers = "moment: {note: Fell silent, marker: confrontation}\n"
    assert noted("moments", "J7", "--edit", "2", "--answers", "-", typed=answers).code == 0
    moment = listed(noted, "J7")[1]
    assert (moment["note"], moment["marker"], moment["plan"]) == ("Fell silent", "confrontation", "Ask first.")


def test_deleting_the_note_deletes_the_moment(noted: Alliance) -> None:
    noted("moments", "J7", "--edit", "1", typed=":x\n")
    assert [each["note"] for each in listed(noted, "J7")] == ["Went quiet [again]", "Named a goal", "Sharp tone"]


def test_a_moment_with_a_repair_cannot_be_deleted(noted: Alliance) -> None:
    noted("repair", "J7", "2", typed="I named it\n\n\n\n\n")
    ran = noted("moments", "J7", "--edit", "2", typed=":x\n")
    assert ran.code == 8
    assert "--resolve 2" in ran.err
    assert listed(noted, "J7")[1]["note"] == "Went quiet [again]"


def test_resolving_asks_only_for_the_outcome_and_its_reason(noted: Alliance) -> None:
    ran = noted("moments", "J7", "--resolve", "4", typed="3\nShe laughed about it later.\n")
    assert ran.code == 0
    assert "1/1" in ran.err
    moment = listed(noted, "J7")[3]
    assert (moment["state"], moment["repair"][0]["steps"]["why"]) == ("let go", "She laughed about it later.")


def test_a_settled_rupture_can_be_reopened(noted: Alliance) -> None:
    noted("moments", "J7", "--resolve", "2", typed="1\n")
    assert listed(noted, "J7")[1]["state"] == "repaired"
    noted("moments", "J7", "--resolve", "2", typed="2\n\n")
    assert listed(noted, "J7")[1]["state"] == "open"


def test_viewing_a_resolution_again_shows_it_and_stores_nothing(noted: Alliance) -> None:
    noted("moments", "J7", "--resolve", "2", typed="1\n")
    again = noted("moments", "J7", "--resolve", "2", typed="\n")
    assert "It is noted as repaired. Enter leaves it that way." in again.err
    assert "Nothing was changed." in again.err
    left = noted("moments", "J7", "--resolve", "4", typed="\n")
    assert "Nothing was changed." in left.err
    rows = listed(noted, "J7")
    assert [len(each["repair"]) for each in rows if each["kind"] == "rupture"] == [1, 0]
    noted("moments", "J7", "--resolve", "2", typed="3\n\n")
    assert listed(noted, "J7")[1]["state"] == "let go"


def test_strong_moments_cannot_be_resolved_and_actions_cannot_be_combined(noted: Alliance) -> None:
    assert noted("moments", "J7", "--resolve", "1").code == 2
    assert noted("moments", "J7", "--resolve", "2", "--edit", "2").code == 2
    assert noted("moments", "J7", "--show", "9").code == 3


def test_the_caseload_shows_the_pattern_above_the_latest_moments(noted: Alliance) -> None:
    noted("repair", "J7", "4", "--on", "2026-02-05", typed="\n\n\n\n1\n")
    reflect(noted, "J7", "2026-03-05", "learned: x\n")
    noted("repair", "J7", "2", "--on", "2026-03-05", typed="\n\n\n\n1\n")
    reflect(noted, "K1", "2026-02-20", "ruptures: Late\n")
    document = noted("moments", "--json", "--notes").document
    assert document["strong_by_component"] == {"bond": 2, "": 1}
    assert (document["repaired"], document["median_sessions_to_repair"]) == (2, 1.0)
    assert [(each["client"], each["note"]) for each in document["oldest_open"]] == [("K1", "Late")]
    assert [each["client"] for each in document["moments"]] == ["J7", "J7", "K1", "J7", "J7", "K1"]
    shown = noted("moments").out
    for words in ("about: 2 bond, 1 not said", "Repaired so far: 2, half of them within 1 session.", "Open longest"):
        assert words in shown
    assert shown.count("K1 2  2026-02-20  possible rupture, open") == 2


def test_the_caseload_can_be_filtered_too(noted: Alliance) -> None:
    assert [(each["client"], each["number"]) for each in listed(noted, "--component", "bond")] == [
        ("J7", 1),
        ("K1", 1),
        ("J7", 4),
    ]


def test_long_lists_show_the_latest_unless_all_are_asked_for(alliance: Alliance) -> None:
    for day in range(1, 26):
        reflect(alliance, "J7", f"2026-01-{day:02}", f"strongest: Moment {day}\n")
    assert "the latest 20 of 25" in alliance("moments").out
    assert alliance("moments", "--all").out.count("  strong moment") == 25


def test_an_empty_list_says_so(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert "no moment noted yet" in alliance("moments", "J7").out
    assert "No moment noted yet" in alliance("moments").out
    assert alliance("moments", "--json", "--notes").document["moments"] == []


@pytest.mark.parametrize(("number", "card"), [("1", "components bond"), ("2", "ruptures withdrawal")])
def test_a_moment_names_the_card_about_it(noted: Alliance, number: str, card: str) -> None:
    assert noted("moments", "J7", "--show", number).out.splitlines()[-1].strip() == f"alliance learn {card}"


def test_prep_names_each_card_about_open_ruptures_once(noted: Alliance) -> None:
    shown = noted("prep", "J7", typed=":q\n").out
    line = "In the guide       alliance learn ruptures confrontation · alliance learn ruptures withdrawal"
    assert [each.strip() for each in shown.splitlines() if "alliance learn ruptures" in each] == [line]


def test_a_report_about_a_settled_rupture_needs_no_further_attention(noted: Alliance) -> None:
    def tension() -> list[str]:
        flags = noted("moments", "J7", "--json", "--notes").document["flags"]
        return [flag["on"] for flag in flags if flag["kind"] == "tension-reported"]

    assert tension() == ["2026-01-05", "2026-02-05"]
    noted("moments", "J7", "--resolve", "2", typed="1\n")
    assert tension() == ["2026-02-05"]
    noted("moments", "J7", "--resolve", "4", typed="3\n\n")
    assert tension() == []
    assert "tension reported" not in noted().out


def test_confirming_a_flag_about_a_noted_rupture_creates_no_second_one(noted: Alliance) -> None:
    ran = noted("moments", "J7", "--confirm", "t1", typed="Ask\n")
    assert (ran.code, len(listed(noted, "J7"))) == (2, 4)
    assert "noted already" in ran.err


def test_a_confirmed_report_keeps_who_noticed(alliance: Alliance) -> None:
    alliance("session", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed="tension: yes\n")
    assert alliance("moments", "J7", "--confirm", "t1", typed="Ask what it was like\n").code == 0
    (moment,) = listed(alliance, "J7")
    assert (moment["noticed_by"], moment["plan"]) == ("client", "Ask what it was like")
    noticed = alliance("history", "J7", "--voices", "--json").document["noticed"]
    assert noticed == {"both": 0, "client": 1, "clinician": 0}


def test_stopping_at_the_reason_keeps_the_flag(noted: Alliance) -> None:
    ran = noted("moments", "J7", "--set-aside", "t1", typed=":q\n")
    assert (ran.code, "Nothing was set aside." in ran.err) == (0, True)
    assert len(noted("moments", "J7", "--json", "--notes").document["flags"]) == 2


def test_a_moment_cannot_be_resolved_before_it_happened(noted: Alliance) -> None:
    for command in (("moments", "J7", "--resolve", "4"), ("repair", "J7", "4")):
        ran = noted(*command, "--on", "2026-02-04", typed="1\n")
        assert (ran.code, "2026-02-05" in ran.err) == (2, True)
    assert len(noted("history", "J7", "--json").document["sessions"]) == 2


@pytest.mark.parametrize(
    "unused",
    [
        ("--show", "1", "--kind", "strong"),
        ("--show", "1", "--on", "2026-01-05"),
        ("--edit", "1", "--json"),
        ("--set-aside", "t1", "--answers", "x.yaml"),
        ("--on", "2026-01-05"),
    ],
)
def test_an_option_without_effect_is_refused(noted: Alliance, unused: tuple[str, ...]) -> None:
    ran = noted("moments", "J7", *unused)
    assert (ran.code, ran.out) == (2, "")


def test_a_filtered_list_contains_only_matching_moments(noted: Alliance) -> None:
    assert "Worth a look" in noted("moments", "J7").out
    assert "Worth a look" not in noted("moments", "J7", "--kind", "strong").out
    shown = noted("moments", "--component", "goals").out
    assert shown.strip() == "No moment like that."
    assert noted("moments", "--kind", "strong").out.startswith("Moments")


@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_no_word_is_cut_however_narrow_the_screen(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    code, word = "A-code-of-24-characters-", "Donaudampfschifffahrtsgesellschaftskapitaen" * 3
    reflect(alliance, code, "2026-01-05", f"ruptures:\n  - {{note: {word}, marker: withdrawal, plan: Ask {word}}}\n")
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (("moments", "--notes"), ("moments", code, "--open"), ("moments", code, "--show", "1")):
        shown = alliance(*arguments).out
        assert max(map(len, shown.splitlines())) <= int(columns)
        assert word in "".join(shown.split())


def test_open_and_state_cannot_be_combined(noted: Alliance) -> None:
    ran = noted("moments", "J7", "--open", "--state", "repaired")
    assert (ran.code, ran.out) == (2, "")
    assert "give one of the two" in ran.err


def test_strong_moments_are_counted_by_the_skill_that_was_practised_and_used(noted: Alliance) -> None:
    noted("practice", "--on", "2026-01-01", "--answers", "-", typed="skill: metacommunication\n")
    noted("reflect", "J7", "--on", "2026-02-05", "--answers", "-", typed="skill-used: yes\n")
    noted("reflect", "K1", "--on", "2026-01-20", "--answers", "-", typed="skill-used: no\n")
    assert noted("moments", "--json", "--notes").document["strong_by_skill"] == {"metacommunication": 1}
    assert "a skill you practised and used: 1 metacommunication" in noted("moments").out


def test_a_skill_used_before_any_practice_counts_for_no_skill(noted: Alliance) -> None:
    noted("reflect", "J7", "--on", "2026-02-05", "--answers", "-", typed="skill-used: yes\n")
    assert noted("moments", "--json", "--notes").document["strong_by_skill"] == {}


def test_deleting_a_moment_without_a_new_note_ends_its_edit(noted: Alliance) -> None:
    noted("moments", "J7", "--edit", "1", typed=":x\n")
    assert [each["note"] for each in listed(noted, "J7")] == ["Went quiet [again]", "Named a goal", "Sharp tone"]


def test_stopping_after_the_outcome_keeps_it_and_it_can_be_taken_back(noted: Alliance) -> None:
    def states() -> list[str]:
        return [
            each["state"]
            for each in noted("moments", "J7", "--json", "--notes").document["moments"]
            if each["number"] == 2
        ]

    stopped = noted("moments", "J7", "--resolve", "2", typed="repaired\n:q\n")
    assert stopped.code == 0, stopped.err
    assert states() == ["repaired"]
    assert noted("moments", "J7", "--resolve", "2", typed="let go\n<\n:x\n").code == 0
    assert states() == ["repaired"]


def test_an_outcome_can_be_taken_back_even_if_its_session_was_deleted(alliance: Alliance) -> None:
    """Apart from the outcome, the second session had only a rating; the outcome then moved to the third session."""
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed="ruptures: [x y]").code == 0
    assert alliance("rate", "J7", "--bond", "7", "--on", "2026-01-12").code == 0
    assert alliance("moments", "J7", "--resolve", "1", "--on", "2026-01-12", typed="repaired\n\n").code == 0
    assert alliance("rate", "J7", "--on", "2026-01-12", typed=":x\n" * 5).code == 0
    assert alliance("rate", "J7", "--bond", "7", "--on", "2026-01-19").code == 0
    ran = alliance("moments", "J7", "--resolve", "1", "--on", "2026-01-19", typed="let go\n<\n:x\n")
    assert ran.code == 0, ran.err
    assert alliance("moments", "J7", "--json", "--notes").document["moments"][0]["state"] == "repaired"
    assert [each["on"] for each in alliance("history", "J7", "--json").document["sessions"]] == [
        "2026-01-05",
        "2026-01-19",
    ]
