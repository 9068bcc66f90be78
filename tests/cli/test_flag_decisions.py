"""Decisions about flags have stable names, are listed with reason and date, and can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .conftest import Alliance, made_once

RATED = ((9, 9, 8, 9), (9, 8, 9, 9), (8, 9, 9, 9), (7, 7, 6, 7), (5, 5, 5, 5))
STANDING = ["o4", "l5", "o5"]


def rate(alliance: Alliance, day: str, ratings: tuple[int, int, int, int]) -> None:
    given = zip(("--understood", "--goals", "--tasks", "--bond"), map(str, ratings), strict=True)
    assert alliance("rate", "J7", "--on", day, *(word for pair in given for word in pair)).code == 0


@made_once
def flagged(alliance: Alliance) -> Alliance:
    """A client whose ratings fall in session 4 and further in session 5."""
    alliance("client", "add", "J7")
    for day, ratings in enumerate(RATED, start=1):
        rate(alliance, f"2026-01-0{day}", ratings)
    assert names(alliance) == STANDING
    return alliance


def shown(alliance: Alliance) -> dict[str, Any]:
    document: dict[str, Any] = alliance("moments", "J7", "--json", "--notes").document
    return document


def names(alliance: Alliance) -> list[str]:
    return [flag["name"] for flag in shown(alliance)["flags"]]


def decide(alliance: Alliance, action: str, name: str, typed: str = "\n") -> None:
    assert alliance("moments", "J7", f"--{action}", name, typed=typed).code == 0


def test_flags_keep_their_names_when_others_are_set_aside(flagged: Alliance) -> None:
    before = {flag["name"]: flag["says"] for flag in shown(flagged)["flags"]}
    decide(flagged, "set-aside", "o4")
    assert {flag["name"]: flag["says"] for flag in shown(flagged)["flags"]} == {
        name: before[name] for name in ("l5", "o5")
    }
    decide(flagged, "set-aside", "l5")
    assert names(flagged) == ["o5"]


def test_confirming_a_numeric_flag_does_not_claim_that_someone_noticed(flagged: Alliance) -> None:
    decide(flagged, "confirm", "o4", typed="Ask\n")
    assert names(flagged) == ["l5", "o5"]
    assert [each["noticed_by"] for each in shown(flagged)["moments"]] == [""]
    noticed = flagged("history", "J7", "--voices", "--json").document["noticed"]
    assert noticed == {"both": 0, "client": 0, "clinician": 0}
    flagged("moments", "J7", "--edit", "1", typed="\n1\n:q\n")
    assert names(flagged) == ["t4", "l5", "o5"]


def test_a_confirmed_report_uses_the_clients_own_sentence(alliance: Alliance) -> None:
    said = "tension: yes\ntension-note: When you looked at the clock\n"
    alliance("session", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=said)
    assert alliance("moments", "J7", "--confirm", "t1", typed="Ask\n").code == 0
    (moment,) = shown(alliance)["moments"]
    assert (moment["note"], moment["noticed_by"]) == ("When you looked at the clock", "client")


def test_flags_keep_their_names_when_an_earlier_rating_is_added_later(flagged: Alliance) -> None:
    rate(flagged, "2026-01-02", (4, 8, 9, 9))
    assert names(flagged)[0] == "l2"
    assert names(flagged)[-2:] == ["l5", "o5"]


def test_each_flag_shows_its_name_which_works_in_either_case(flagged: Alliance) -> None:
    out = flagged("moments", "J7").out
    assert "o4  2026-01-04  Lower than usual" in out
    assert "--set-aside o4, or --confirm o4" in out
    decide(flagged, "set-aside", " O4 ")
    assert names(flagged) == ["l5", "o5"]


def test_history_uses_the_same_flag_names(flagged: Alliance) -> None:
    sessions = flagged("history", "J7", "--json").document["sessions"]
    found = dict.fromkeys(flag["name"] for session in sessions for flag in session["flags"])
    assert list(found) == STANDING


@pytest.mark.parametrize("action", ["set-aside", "confirm", "take-back"])
@pytest.mark.parametrize("name", ["f1", "o3", "t5", "4", "o04", "o", "[o4]"])
def test_an_unknown_flag_name_is_code_3_and_lists_the_known_ones(flagged: Alliance, action: str, name: str) -> None:
    ran = flagged("moments", "J7", f"--{action}", name, typed="\n")
    assert (ran.code, ran.out) == (3, "")
    assert ("None is set aside." if action == "take-back" else "There are: o4, l5, o5.") in ran.err
    assert (names(flagged), shown(flagged)["decided"]) == (STANDING, [])


def test_flags_set_aside_are_listed_with_reason_and_day(flagged: Alliance) -> None:
    decide(flagged, "set-aside", "o4", typed="Was [tired]\n")
    today = date.today().isoformat()  # noqa: DTZ011 - the program's own today
    assert "Was [tired]" not in flagged("moments", "J7").out
    assert "Flags decided before: 1; see alliance moments J7 --decided" in flagged("moments", "J7").out
    assert "Was [tired]" not in flagged("moments", "J7", "--decided").out
    out = flagged("moments", "J7", "--decided", "--notes").out
    for words in ("o4  2026-01-04  Lower than usual", f"Set aside on {today}: Was [tired]", "--take-back o4"):
        assert words in out
    document = flagged("moments", "J7", "--decided", "--json", "--notes").document
    assert document == {"client": "J7", "decided": shown(flagged)["decided"]}
    assert {(each["name"], each["decision"], each["decided_on"], each["reason"]) for each in document["decided"]} == {
        ("o4", "set aside", today, "Was [tired]")
    }


def test_a_confirmed_flag_is_listed_with_its_moment_and_cannot_be_taken_back(flagged: Alliance) -> None:
    decide(flagged, "confirm", "o5")
    out = flagged("moments", "J7", "--decided").out
    assert "as moment 1" in out
    assert "--take-back" not in out
    (moment,) = shown(flagged)["moments"]
    assert {(each["decision"], each["moment"]) for each in shown(flagged)["decided"]} == {("confirmed", moment["id"])}


def test_an_empty_list_of_decisions_says_so(flagged: Alliance) -> None:
    assert "no flag was set aside or confirmed" in flagged("moments", "J7", "--decided").out
    assert "decided before" not in flagged("moments", "J7").out


def test_a_flag_taken_back_is_shown_as_if_never_set_aside(flagged: Alliance) -> None:
    before = shown(flagged)
    decide(flagged, "set-aside", "o4", typed="Was tired\n")
    ran = flagged("moments", "J7", "--take-back", "o4")
    assert ran.code == 0
    assert "It was set aside because: Was tired" in ran.err
    assert "It is worth a look again: Lower than usual" in ran.err
    assert shown(flagged) == before


def test_taking_back_one_flag_leaves_the_others_set_aside(flagged: Alliance) -> None:
    for name in STANDING:
        decide(flagged, "set-aside", name)
    decide(flagged, "take-back", "l5")
    assert names(flagged) == ["l5"]
    assert {each["name"] for each in shown(flagged)["decided"]} == {"o4", "o5"}
    assert flagged("moments", "J7", "--take-back", "t5").err.endswith("Set aside: o4, o5.\n")


def test_a_flag_no_longer_raised_can_still_be_listed_and_taken_back(flagged: Alliance) -> None:
    decide(flagged, "set-aside", "l5", typed="Was tired\n")
    flagged("config", "set", "flags.low", "3")
    out = flagged("moments", "J7", "--decided").out
    assert "l5  2026-01-05  low rating, no longer raised" in out
    assert not any(each["raised"] for each in shown(flagged)["decided"])
    ran = flagged("moments", "J7", "--take-back", "l5")
    assert (ran.code, "Nothing there is worth a look" in ran.err) == (0, True)
    assert shown(flagged)["decided"] == []


@pytest.mark.parametrize("action", ["set-aside", "confirm"])
def test_setting_a_flag_aside_first_names_the_command_to_undo_it(flagged: Alliance, action: str) -> None:
    decide(flagged, "set-aside", "o4", typed="Was tired\n")
    ran = flagged("moments", "J7", f"--{action}", "o4", typed="Another reason\n")
    assert (ran.code, "alliance moments J7 --take-back o4" in ran.err) == (2, True)
    assert (shown(flagged)["moments"], {each["reason"] for each in shown(flagged)["decided"]}) == ([], {"Was tired"})


def test_taking_back_a_confirmed_flag_points_to_its_moment(flagged: Alliance) -> None:
    decide(flagged, "confirm", "o5")
    ran = flagged("moments", "J7", "--take-back", "o5")
    assert (ran.code, "moment 1" in ran.err, "alliance moments J7 --edit 1" in ran.err) == (2, True, True)
    assert len(shown(flagged)["moments"]) == 1
    decide(flagged, "edit", "1", typed=":x\n")
    assert (names(flagged), shown(flagged)["decided"]) == (STANDING, [])


def test_an_undecided_flag_cannot_be_taken_back(flagged: Alliance) -> None:
    ran = flagged("moments", "J7", "--take-back", "o4")
    assert (ran.code, "not set aside" in ran.err) == (2, True)


def test_the_flags_of_another_client_are_not_touched(flagged: Alliance) -> None:
    flagged("client", "add", "K1")
    flagged("rate", "K1", "--on", "2026-01-05", "--bond", "2")
    flagged("moments", "K1", "--set-aside", "l1", typed="\n")
    decide(flagged, "set-aside", "l5")
    decide(flagged, "take-back", "l5")
    assert [each["name"] for each in flagged("moments", "K1", "--json", "--notes").document["decided"]] == ["l1"]


@pytest.mark.parametrize(
    "wrong", [("--decided", "--kind", "strong"), ("--decided", "--show", "1"), ("--take-back", "o4", "--json")]
)
def test_conflicting_options_are_refused(flagged: Alliance, wrong: tuple[str, ...]) -> None:
    ran = flagged("moments", "J7", *wrong)
    assert (ran.code, ran.out) == (2, "")


def test_decisions_are_listed_for_one_client(flagged: Alliance) -> None:
    assert flagged("moments", "--decided").code == 2
