"""The sessions command moves or erases a session completely or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Alliance, made_once

SEEN = "strongest: We laughed\nruptures:\n  - {note: Went quiet, plan: Ask first}\nclinician-bond: 7\n"
WHERE = ("--on", "2026-01-12")


@made_once
def seen(alliance: Alliance) -> Alliance:
    """J7 with two sessions in January, the first with words and a rupture; K3 with none."""
    for on, answers in (("2026-01-05", SEEN), ("2026-01-12", "learned: Slow down\n")):
        assert alliance("reflect", "J7", "--new", "--on", on, "--answers", "-", typed=answers).code == 0
    assert alliance("client", "add", "K3").code == 0
    return alliance


def sessions(alliance: Alliance, client: str = "J7") -> list[dict[str, Any]]:
    return list(alliance("history", client, "--json", "--notes").document["sessions"])


def dates(alliance: Alliance, client: str = "J7") -> list[str]:
    return [each["on"] for each in alliance("sessions", "list", client, "--json").document["sessions"]]


def test_the_list_shows_number_date_walks_and_amount_of_content(seen: Alliance) -> None:
    ran = seen("sessions", "list", "J7")
    assert ran.code == 0
    assert [line.split() for line in ran.out.splitlines()[1:3]] == [
        ["1", "2026-01-05", "--R", "1", "rating", "and", "2", "moments"],
        ["2", "2026-01-12", "--R", "1", "answer"],
    ]
    first = seen("sessions", "list", "J7", "--json").document["sessions"][0]
    assert (first["number"], first["phases"], first["counts"]["moments"]) == (1, {"post-session": "finished"}, 2)
    assert "no session kept yet" in seen("sessions", "list", "K3").out


def test_a_reflection_that_only_settled_a_rupture_is_not_listed_as_empty(seen: Alliance) -> None:
    assert seen("reflect", "J7", "--on", "2026-01-19", "--answers", "-", typed="outcome-2: repaired\n").code == 0
    assert seen("sessions", "list", "J7").out.splitlines()[3].split()[2:] == ["--R", "1", "settled", "rupture"]


def test_moving_to_another_date_changes_only_date_and_number(seen: Alliance) -> None:
    before = sessions(seen)
    ran = seen("sessions", "move", "J7", *WHERE, "--to", "2026-01-02")
    assert (ran.code, ran.out) == (0, "")
    assert "J7's session of 2026-01-12 is now dated 2026-01-02, number 1." in ran.err
    after = sessions(seen)
    assert (after[0].pop("on"), before[1].pop("on")) == ("2026-01-02", "2026-01-12")
    assert (after[0].pop("number"), before[1].pop("number")) == (1, 2)
    assert after[0] == before[1]
    assert seen("vault", "check").code == 0


def test_reports_of_tension_are_moved_and_erased_with_the_session(seen: Alliance) -> None:
    assert seen("rate", "J7", *WHERE, "--tension", "yes").code == 0
    assert "1 tension report" in seen("sessions", "list", "J7").out
    assert seen("sessions", "move", "J7", *WHERE, "--to", "2026-01-13", "--to-client", "K3").code == 0
    assert [each["tension"] for each in sessions(seen, "K3")] == [{"client": True, "clinician": None}]
    assert [each["tension"] for each in sessions(seen)] == [{"client": None, "clinician": None}]
    date = ("--on", "2026-01-13", "--confirm", "K3", "--confirm", "2026-01-13")
    assert seen("sessions", "erase", "K3", *date).code == 0
    assert sessions(seen, "K3") == []
    assert seen("vault", "check").code == 0


def test_a_session_moves_to_another_client_and_date_with_repairs_and_questions(seen: Alliance) -> None:
    assert seen("repair", "J7", "--on", "2026-01-05", typed="I named it\n\n\n\n2\n").code == 0
    assert seen("supervise", "add", "J7", "--moment", "1", typed="Why so quiet?\n").code == 0
    before = sessions(seen)
    ran = seen("sessions", "move", "J7", "--number", "1", "--to", "2026-01-06", "--to-client", "k3")
    assert ran.code == 0
    assert "J7's session of 2026-01-05 is now K3's, dated 2026-01-06, number 1." in ran.err
    (there,) = sessions(seen, "K3")
    assert there["answers"] == before[0]["answers"]
    assert [each["note"] for each in there["moments"]] == ["We laughed", "Went quiet"]
    assert there["moments"][1]["repair"][0]["on"] == "2026-01-06"
    assert [each["client"] for each in seen("supervise", "--json", "--notes").document["questions"]] == ["K3"]
    assert dates(seen) == ["2026-01-12"]
    log = seen("vault", "log", "--json").document["log"]
    assert {each["client"] for each in log if each["command"] == "alliance sessions move"} == {"J7", "K3"}


def test_moving_reports_a_client_without_sessions_and_questions_left_behind(seen: Alliance) -> None:
    seen("sessions", "move", "J7", "--number", "1", "--to-client", "K3")
    seen("supervise", "add", "K3", typed="In general?\n")
    today = seen("supervise", "--json", "--notes").document["questions"][0]["on"]
    assert seen("sessions", "move", "K3", "--number", "1", "--to", today).code == 0
    ran = seen("sessions", "move", "K3", "--number", "1", "--to-client", "J7")
    assert "supervision questions of that day that are about none of its moments stay with K3" in ran.err
    assert "K3 has no session now. If the code was opened by mistake: alliance client erase K3" in ran.err


def test_moving_to_a_date_with_a_session_needs_again(seen: Alliance) -> None:
    refused = seen("sessions", "move", "J7", *WHERE, "--to", "2026-01-05")
    assert (refused.code, refused.out) == (8, "")
    assert "J7 has a session on 2026-01-05 already, number 1. Nothing was changed." in refused.err
    assert dates(seen) == ["2026-01-05", "2026-01-12"]
    assert seen("sessions", "move", "J7", *WHERE, "--to", "2026-01-05", "--again").code == 0
    assert dates(seen) == ["2026-01-05", "2026-01-05"]
    unsaid = seen("sessions", "move", "J7", "--on", "2026-01-05", "--to", "2026-01-12")
    assert unsaid.code == 2
    assert "J7 has 2 sessions on 2026-01-05." in unsaid.err
    assert "--number 1 or --number 2" in unsaid.err
    assert seen("sessions", "move", "J7", "--on", "2026-01-05", "--number", "2", "--to", "2026-01-12").code == 0
    assert [each["answers"][-1]["value"] for each in sessions(seen)][1:] == ["Slow down"]


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        ((), 2, "Where does it belong?"),
        (("--to", "2026-01-12"), 2, "Which session?"),
        ((*WHERE, "--to", "2026-01-12"), 2, "noted there already"),
        ((*WHERE, "--to-client", "j7"), 2, "noted there already"),
        ((*WHERE, "--to", "2099-01-01"), 2, "in the future"),
        ((*WHERE, "--to", "soon"), 2, "not a date"),
        ((*WHERE, "--to-client", "K4"), 3, "alliance client add"),
        (("--on", "2026-01-11", "--to", "2026-01-10"), 3, "Nearest: 2026-01-12, number 2."),
        (("--number", "9", "--to", "2026-01-10"), 3, "no such session"),
    ],
)
def test_invalid_input_changes_nothing(seen: Alliance, wrong: tuple[str, ...], code: int, says: str) -> None:
    before = sessions(seen)
    ran = seen("sessions", "move", "J7", *wrong)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert sessions(seen) == before


def test_a_move_never_separates_a_rupture_from_the_session_that_settled_it(seen: Alliance) -> None:
    assert seen("moments", "J7", "--resolve", "2", *WHERE, typed="1\n").code == 0
    before = sessions(seen)
    for arguments in (
        ("move", "J7", "--number", "1", "--to-client", "K3"),
        ("move", "J7", "--number", "2", "--to-client", "K3"),
        ("move", "J7", "--number", "1", "--to", "2026-01-19"),
        ("move", "J7", "--number", "2", "--to", "2026-01-04"),
        ("erase", "J7", "--number", "2", "--confirm", "J7", "--confirm", "2026-01-12"),
    ):
        ran = seen("sessions", *arguments)
        assert (ran.code, ran.out) == (8, "")
        assert "Moment 2 of J7" in ran.err
        assert "alliance moments J7 --" in ran.err
    assert sessions(seen) == before
    assert seen("moments", "J7", "--resolve", "2", *WHERE, typed="2\n\n").code == 0
    assert seen("sessions", "move", "J7", "--number", "2", "--to-client", "K3").code == 0


def test_moving_to_a_client_closed_by_then_is_refused_with_a_hint(seen: Alliance) -> None:
    assert seen("client", "edit", "K3", "--opened", "2026-01-01").code == 0
    assert seen("client", "close", "K3", "--on", "2026-01-08").code == 0
    ran = seen("sessions", "move", "J7", *WHERE, "--to-client", "K3")
    assert (ran.code, "alliance client reopen K3" in ran.err) == (8, True)
    assert seen("sessions", "move", "J7", "--on", "2026-01-05", "--to-client", "K3").code == 0


@pytest.mark.parametrize(
    "confirm", [(), ("J7",), ("2026-01-05", "J7"), ("J7", "2026-01-12"), ("J7", "J7"), ("J7", "2026-01-05", "J7")]
)
def test_erasing_needs_both_code_and_date(seen: Alliance, confirm: tuple[str, ...]) -> None:
    given = [word for each in confirm for word in ("--confirm", each)]
    ran = seen("sessions", "erase", "J7", "--on", "2026-01-05", *given)
    assert (ran.code, ran.out) == (8, "")
    assert "Nothing was erased." in ran.err
    assert dates(seen) == ["2026-01-05", "2026-01-12"]


def test_erasing_deletes_the_session_names_the_copies_and_is_logged(seen: Alliance) -> None:
    assert seen("backup").code == 0
    ran = seen("sessions", "erase", "J7", "--on", "2026-01-05", "--confirm", "j7", "--confirm", "2026-01-05")
    assert (ran.code, ran.out) == (0, "")
    assert "J7's session of 2026-01-05 is erased." in ran.err
    assert "Backups and replaced vaults that may still hold it:" in ran.err
    assert dates(seen) == ["2026-01-12"]
    last = seen("vault", "log", "--client", "J7", "--json").document["log"]
    assert "alliance sessions erase" in [each["command"] for each in last]
    assert seen("vault", "check").code == 0


@pytest.mark.parametrize("day", ["1850-01-01", "1926-11-20"])
@pytest.mark.parametrize(
    "words",
    [
        ("prep", "J7", "--on"),
        ("rate", "J7", "--bond", "8", "--on"),
        ("measure", "J7", "wai-sr", "--items", "5", "--on"),
        ("sessions", "add", "J7", "--missed", "no-show", "--on"),
        ("sessions", "move", "J7", "--number", "1", "--to"),
    ],
)
def test_a_date_in_another_century_is_refused(alliance: Alliance, words: tuple[str, ...], day: str) -> None:
    ran = alliance(*words, day)
    assert ran.code == 2
    assert ran.err == "alliance: That date is more than 80 years back; check the year.\n"
