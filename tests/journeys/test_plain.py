"""Plain output at a real terminal moves no cursor, and a line is corrected without redrawing it."""

from __future__ import annotations

import re

import pytest

from tests.journeys.program import Home
from tests.journeys.wording import PREP

CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
"""Any control character but the end of a line."""
LONG = "a line that is wider than the window " * 4


@pytest.mark.usefixtures("seen")
def test_a_walk_sends_no_terminal_codes(home: Home) -> None:
    terminal = home.terminal("--plain", "prep", "J7")
    terminal.answers(PREP["grounded"], LONG)
    terminal.answers(PREP["carry-over"], "?", "first\\", "second")
    terminal.answers(PREP["intention"], "<", "", "größer")
    terminal.ends()
    assert CONTROLS.findall(terminal.raw) == []
    assert home.answers() == {"grounded": LONG, "carry-over": "first\nsecond", "intention": "größer"}


@pytest.mark.usefixtures("seen")
def test_a_line_is_corrected_at_its_end_and_printed_again(home: Home) -> None:
    terminal = home.terminal("--plain", "prep", "J7")
    terminal.asked(PREP["grounded"])
    terminal.holds_unseen("漢字 word\x7f\x7f\x17\x1b[D\x1b[3~\x1bOHein Tag\tmehr\x12")
    terminal.sees("\r\n> 漢字 ein Tag mehr")
    terminal.types("")
    terminal.asked(PREP["carry-over"])
    terminal.holds_unseen("wrong\x15right")
    terminal.types("")
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    assert set(CONTROLS.findall(terminal.raw)) == {"\b"}
    assert home.answers() == {"grounded": "漢字 ein Tag\tmehr", "carry-over": "right"}


@pytest.mark.usefixtures("seen")
def test_the_end_of_input_stops_the_walk_and_keeps_the_answers(home: Home) -> None:
    terminal = home.terminal("--plain", "prep", "J7")
    terminal.answers(PREP["grounded"], "kept")
    terminal.asked(PREP["carry-over"])
    terminal.presses("d")
    terminal.ends()
    assert home.answers() == {"grounded": "kept"}
