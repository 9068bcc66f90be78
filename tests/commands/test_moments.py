"""alliance moments: what was noted, and what becomes of a flag."""

from __future__ import annotations

import pytest

from .conftest import Alliance
from .test_flags import CALM, kinds, rated

FELL = (7, 7, 6, 7)


def test_moments_and_flags_are_listed_with_names_to_decide_by(alliance: Alliance) -> None:
    rated(alliance, *CALM, FELL)
    alliance("reflect", "J7", typed="She laughed [again]\n\n\n\n9\n9\n9\n9\n")
    out = alliance("moments", "J7").out
    assert "She laughed [again]" in out
    assert "f1  " in out
    document = alliance("moments", "J7", "--json").document
    assert [moment["note"] for moment in document["moments"]] == ["She laughed [again]"]
    assert [flag["name"] for flag in document["flags"]] == ["f1", "f2"]


def test_a_flag_set_aside_does_not_come_back_and_the_ratings_stay(alliance: Alliance) -> None:
    rated(alliance, *CALM, FELL)
    assert set(kinds(alliance)) == {"own-baseline"}
    assert alliance("moments", "J7", "--set-aside", "f1", typed="She had slept badly.\n").code == 0
    assert kinds(alliance) == []
    assert alliance("--json").document["due"] == []
    assert alliance("history", "J7", "--json").document["sessions"][-1]["ratings"]["client"]["bond"] == 7


def test_a_confirmed_flag_becomes_an_open_rupture_with_its_plan(alliance: Alliance) -> None:
    rated(alliance, *CALM, FELL)
    assert alliance("moments", "J7", "--confirm", "f1", typed="Ask about the silence.\n").code == 0
    document = alliance("history", "J7", "--json").document
    moment = document["sessions"][-1]["moments"][0]
    assert document["open_ruptures"] == [moment["id"]]
    assert (moment["kind"], moment["state"], moment["plan"]) == ("rupture", "open", "Ask about the silence.")
    assert "earlier sessions lead one to expect" in moment["note"]
    assert "own-baseline" not in kinds(alliance)
    assert "Ask about the silence." in alliance("prep", "J7", "--again", typed=":q\n").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--set-aside", "f9"), 3), (("--confirm", "x"), 3), (("--set-aside", "f1", "--confirm", "f1"), 2)],
)
def test_a_flag_that_is_not_there_is_said_so(alliance: Alliance, arguments: tuple[str, ...], code: int) -> None:
    rated(alliance, *CALM, FELL)
    ran = alliance("moments", "J7", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert kinds(alliance) != []
