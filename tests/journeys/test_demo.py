"""The demo at a terminal says that it keeps nothing."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.test_full_screen import ESC
from tests.journeys.wording import PREP, SESSION

GONE = "nothing of the demo is kept"


def test_the_demo_uses_the_full_screen_and_leaves_nothing_behind(bare: Home) -> None:
    terminal = bare.terminal("demo", rows=30, ALLIANCE_LINE=None)
    for words in ("alliance prep J7", "alliance session J7"):
        terminal.sees(words, "Enter opens it on the full screen")
        assert not terminal.window.on_other
        terminal.sends("\r")
        terminal.shows("question 1 of")
        assert terminal.window.on_other
        terminal.sends(ESC)
        if words.endswith("session J7"):
            terminal.shows("again leaves")
            terminal.sends(ESC)
    terminal.sees("alliance reflect J7", "Enter opens it")
    terminal.sends(":q\r")
    assert f"Stopped. {GONE.capitalize()}." in terminal.ends(130)
    assert "question 1 of" not in terminal.window.main
    assert list(bare.temporary.iterdir()) == []


def test_stopping_a_demo_walk_suggests_no_command_to_resume_it(bare: Home) -> None:
    terminal = bare.terminal("demo")
    terminal.answers(PREP["grounded"], "Settled", ":q")
    terminal.asked(SESSION["opening"])
    assert f"Stopped here; {GONE}. The demo goes on; Ctrl-C ends it." in terminal.text.replace("\r\n", " ")
    terminal.presses("c")
    assert f"Stopped. {GONE.capitalize()}." in terminal.ends(130)
    assert "Go on with" not in terminal.text
    assert list(bare.temporary.iterdir()) == []
