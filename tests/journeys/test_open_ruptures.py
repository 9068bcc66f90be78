"""At a terminal, possible ruptures are closed in the reflection, completed there, or settled several at a time."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.wording import REFLECT, SESSION

AGREED = "Two minutes to settle first"


def test_a_rupture_is_closed_in_the_reflection_and_its_agreement_is_shown_later(home: Home) -> None:
    home.keep("reflect", "ruptures: Went quiet at the clock", "--on", "2020-01-02")
    terminal = home.terminal("reflect", "J7", "--on", "2020-01-09")
    terminal.answers(REFLECT["strongest"], "")
    terminal.sees(REFLECT["outcome"], "1 · Thu 02 Jan 2020: Went quiet at the clock")
    terminal.answers("2 still open", "1")
    terminal.answers(REFLECT["new-path"], AGREED)
    terminal.answers(REFLECT["ruptures"], "<")
    terminal.sees(f"> {AGREED}")
    terminal.presses("c")
    terminal.ends(130)
    card = home.terminal("prep", "J7", "--on", "2020-01-16", "--card")
    assert AGREED in card.ends()


def test_a_rupture_marked_by_a_key_is_completed_in_the_reflection(home: Home) -> None:
    session = home.terminal("session", "J7", "--new")
    session.answers(SESSION["opening"], "!r")
    session.answers("What shifted between you", "Fell silent")
    session.answers("Acknowledge the shift", ":q")
    session.answers(SESSION["opening"], ":q")
    session.ends()
    terminal = home.terminal("reflect", "J7")
    terminal.sees("Noted in this session already", "Fell silent")
    terminal.answers(REFLECT["strongest"], "")
    terminal.answers(REFLECT["ruptures.noticed_by"], "3")
    terminal.answers(REFLECT["ruptures.marker"], "1")
    terminal.answers(REFLECT["ruptures.component"], "bond")
    terminal.answers(REFLECT["ruptures.own_part"], "")
    terminal.answers(REFLECT["ruptures.plan"], "Ask what it was like")
    terminal.answers(REFLECT["ruptures.again"], ":q")
    terminal.ends()
    (moment,) = home.history()["sessions"][0]["moments"]
    assert (moment["note"], moment["noticed_by"], moment["marker"]) == ("Fell silent", "both", "withdrawal")
    assert (moment["component"], moment["plan"]) == ("bond", "Ask what it was like")


def test_several_ruptures_are_settled_after_a_yes(home: Home) -> None:
    home.keep("reflect", "ruptures: [One, Two]", "--on", "2020-01-02")
    terminal = home.terminal("moments", "J7", "--let-go", "1-2")
    terminal.answers("Note 2 possible ruptures as let go?", "")
    assert "Nothing was changed." in terminal.ends()
    terminal = home.terminal("moments", "J7", "--let-go", "1-2")
    terminal.answers("Note 2 possible ruptures as let go?", "y")
    assert "1 and 2 are noted as let go" in terminal.ends()
    assert home.history()["open_ruptures"] == []
