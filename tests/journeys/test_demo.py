"""The demo at a terminal says that nothing of it is kept."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.wording import PREP, SESSION

GONE = "nothing of the demo is kept"


def test_stopping_a_walk_of_the_demo_names_no_command_that_would_go_on_with_it(bare: Home) -> None:
    terminal = bare.terminal("demo")
    terminal.answers(PREP["grounded"], "Settled", ":q")
    terminal.asked(SESSION["opening"])
    assert f"Stopped here; {GONE}. The demo goes on; Ctrl-C ends it." in terminal.text.replace("\r\n", " ")
    terminal.presses("c")
    assert f"Stopped. {GONE.capitalize()}." in terminal.ends(130)
    assert "Go on with" not in terminal.text
    assert list(bare.temporary.iterdir()) == []
