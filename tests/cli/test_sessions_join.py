"""Moving a session to another's date joins the two if they do not overlap; otherwise nothing changes."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Alliance, made_once

HELD = ("--on", "2026-01-05")
WRONG_DAY = ("--on", "2026-01-06")
JOIN = ("sessions", "move", "J7", *WRONG_DAY, "--to", "2026-01-05")
REFLECTION = "strongest: We laughed\nruptures:\n  - {note: Went quiet, plan: Ask first}\nclinician-bond: 7\n"


def sessions(alliance: Alliance, client: str = "J7") -> list[dict[str, Any]]:
    return list(alliance("history", client, "--json", "--notes").document["sessions"])


@made_once
def late(alliance: Alliance) -> Alliance:
    """J7's session on a Monday, and the reflection on it stored under Tuesday."""
    assert (
        alliance("session", "J7", "--new", *HELD, "--answers", "-", typed="opening: Well\nclient-bond: 8\n").code == 0
    )
    assert alliance("reflect", "J7", *WRONG_DAY, "--answers", "-", typed=REFLECTION).code == 0
    return alliance


def test_a_reflection_under_the_wrong_day_joins_its_session_with_all_its_content(late: Alliance) -> None:
    assert late("repair", "J7", *WRONG_DAY, typed="I named it\n\n\n\n2\n").code == 0
    assert late("supervise", "add", "J7", "--moment", "2", typed="Why so quiet?\n").code == 0
    assert late("measure", "J7", "srs", *WRONG_DAY, "--items", "9,9,9,9").code == 0
    assert late("rate", "J7", *WRONG_DAY, "--rater", "clinician", "--tension", "yes").code == 0
    held, wrong = sessions(late)
    ran = late(*JOIN, "--join")
    assert (ran.code, ran.out) == (0, "")
    assert "J7's session of 2026-01-06 is now part of J7's session of 2026-01-05, number 1." in ran.err
    (one,) = sessions(late)
    assert (one["id"], one["on"]) == (held["id"], "2026-01-05")
    assert one["phases"] == {"in-session": "finished", "post-session": "finished"}
    assert one["ratings"] == {"client": {"bond": 8}, "clinician": {"bond": 7}}
    assert one["tension"] == {"client": None, "clinician": True}
    assert [each["note"] for each in one["moments"]] == ["We laughed", "Went quiet"]
    assert [each["on"] for each in one["moments"][1]["repair"]] == ["2026-01-05"]
    assert one["answers"] == [*held["answers"], *wrong["answers"]]
    assert [each["total"] for each in one["scores"]] == [36.0]
    assert [each["client"] for each in late("supervise", "--json", "--notes").document["questions"]] == ["J7"]
    assert late("vault", "check").code == 0
    assert "1 session" in late("history", "J7", "--table").out


def test_without_a_terminal_joining_needs_an_option_and_changes_nothing_before(late: Alliance) -> None:
    before = sessions(late)
    ran = late(*JOIN)
    assert (ran.code, ran.out) == (8, "")
    assert "J7 has a session on 2026-01-05 already, number 1. Nothing was changed." in ran.err
    assert "--join" in ran.err
    assert "--again" in ran.err
    assert late(*JOIN, "--join", "--again").code == 2
    assert sessions(late) == before


@pytest.mark.parametrize(
    ("both", "named"),
    [
        (("reflect", "--answers", "-"), "a reflection"),
        (("rate", "--rater", "clinician", "--bond", "6"), "ratings by the clinician (bond)"),
        (("measure", "srs", "--items", "9,9,9,9"), "srs by the client"),
        (("rate", "--tension", "no"), "an answer about tension by the client"),
    ],
)
def test_overlapping_content_is_named_and_prevents_the_join(late: Alliance, both: tuple[str, ...], named: str) -> None:
    command, *rest = both
    for on in (HELD, WRONG_DAY):
        if command != "reflect" or on == HELD:
            assert late(command, "J7", *rest, *on, typed="learned: Much\n").code == 0
    before = sessions(late)
    for asked in ((), ("--join",)):
        ran = late(*JOIN, *asked)
        assert ran.code == 8
        assert named in ran.err
        assert "--again" in ran.err
    assert sessions(late) == before


def test_a_rupture_that_would_follow_its_settlement_prevents_the_join(late: Alliance) -> None:
    for day in ("07", "08"):
        assert late("session", "J7", "--on", f"2026-01-{day}", "--answers", "-", typed="opening: Well\n").code == 0
    assert late("moments", "J7", "--resolve", "2", "--on", "2026-01-07", typed="1\n").code == 0
    before = sessions(late)
    ran = late("sessions", "move", "J7", *WRONG_DAY, "--to", "2026-01-08", "--join")
    assert (ran.code, ran.out) == (8, "")
    assert "Moment 2 of J7 would come after what was done about it." in ran.err
    assert sessions(late) == before


def test_outcomes_move_to_the_joined_session(late: Alliance) -> None:
    assert late("session", "J7", "--on", "2026-01-08", "--answers", "-", typed="opening: Well\n").code == 0
    assert late("moments", "J7", "--resolve", "2", "--on", "2026-01-08", typed="1\n").code == 0
    assert late("reflect", "J7", "--on", "2026-01-09", "--answers", "-", typed="learned: Much\n").code == 0
    move = ("sessions", "move", "J7", "--on", "2026-01-08")
    assert late(*move, "--to", "2026-01-09", "--join").code == 0
    rupture = late("moments", "J7", "--json", "--notes").document["moments"][1]
    assert rupture["state"] == "repaired"
    assert late("sessions", "erase", "J7", "--on", "2026-01-09", "--confirm", "J7", "--confirm", "2026-01-09").code == 8


def test_two_sessions_of_one_date_can_be_joined(late: Alliance) -> None:
    assert late(*JOIN, "--again").code == 0
    ran = late("sessions", "move", "J7", "--number", "2", "--to", "2026-01-05", "--join")
    assert ran.code == 0
    assert len(sessions(late)) == 1
    assert late("sessions", "move", "J7", *HELD, "--to", "2026-01-05", "--join").code == 2


def test_a_date_with_two_sessions_is_ambiguous_for_a_join(late: Alliance) -> None:
    assert late("session", "J7", *HELD, "--again", "--answers", "-", typed="opening: Well\n").code == 0
    ran = late(*JOIN, "--join")
    assert ran.code == 2
    assert "2 sessions on 2026-01-05" in ran.err
    assert len(sessions(late)) == 3


def test_a_reflection_noted_for_another_client_joins_that_clients_session(late: Alliance) -> None:
    assert late("session", "K3", "--new", *WRONG_DAY, "--answers", "-", typed="opening: Well\n").code == 0
    ran = late("sessions", "move", "J7", *WRONG_DAY, "--to-client", "K3", "--join")
    assert ran.code == 0
    assert "J7's session of 2026-01-06 is now part of K3's session of 2026-01-06, number 1." in ran.err
    assert [each["phases"] for each in sessions(late, "K3")] == [{"in-session": "finished", "post-session": "finished"}]
    assert len(sessions(late)) == 1
