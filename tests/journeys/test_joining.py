"""A reflection made under the wrong day joins its session, once the person has seen both and said yes."""

from __future__ import annotations

import json

import pytest

from tests.journeys.program import Home

MOVE = ("sessions", "move", "J7", "--on", "2026-01-06", "--to", "2026-01-05")
QUESTION = "J7 has a session on 2026-01-05 already. Join the two into one session? y or n"


@pytest.fixture
def late(home: Home) -> Home:
    home.keep("session", "opening: Well\nclient-bond: 8\n", "--on", "2026-01-05")
    home.keep("reflect", "strongest: We laughed\nclinician-bond: 7\n", "--on", "2026-01-06")
    return home


def dates(home: Home) -> list[str]:
    return [each["on"] for each in json.loads(home.forked("sessions", "list", "J7", "--json").stdout)["sessions"]]


def test_the_person_sees_both_sessions_and_joins_them(late: Home) -> None:
    terminal = late.terminal(*MOVE)
    terminal.sees("2026-01-05", "-S-", "2026-01-06", "--R", QUESTION)
    terminal.types("y")
    assert "J7's session of 2026-01-06 is now part of J7's session of 2026-01-05, number 1." in terminal.ends()
    (session,) = late.history()["sessions"]
    assert session["phases"] == {"in-session": "finished", "post-session": "finished"}
    assert session["ratings"] == {"client": {"bond": 8}, "clinician": {"bond": 7}}
    assert "We laughed" in late.forked("prep", "J7", "--on", "2026-01-09").stdout


def test_enter_joins_nothing_and_shows_how_to_keep_both(late: Home) -> None:
    terminal = late.terminal(*MOVE)
    terminal.sees(QUESTION)
    terminal.types("")
    told = terminal.ends(0)
    assert "Nothing was changed." in told
    assert "--again" in told
    assert dates(late) == ["2026-01-05", "2026-01-06"]


def test_overlapping_content_is_named_before_any_question(late: Home) -> None:
    late.keep("reflect", "learned: Much\n", "--on", "2026-01-05")
    assert "Both have a reflection, so they cannot be joined." in late.terminal(*MOVE).ends(8)
    assert dates(late) == ["2026-01-05", "2026-01-06"]
