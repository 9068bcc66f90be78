"""A day on the full screen, with its list, walks and results, leaves nothing in the terminal."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.terminal import Terminal

DOWN, ESC, REST = "\x1b[B", "\x1b", "\x0c"
RARE = "quokka"


def _day(home: Home, *words: str) -> Terminal:
    return home.terminal("day", *words, rows=30, ALLIANCE_LINE=None)


def test_a_whole_day_on_the_full_screen_leaves_nothing_behind(home: Home) -> None:
    home.keep("reflect", "learned: x\nclinician-bond: 7", "--on", "2020-01-02")
    day = _day(home, "J7")
    day.shows("Your day", "J7", "Ctrl-D end the day")
    day.sends("\r")
    day.shows("Before the session", "question 1 of")
    day.sends(f"{RARE}\r")
    day.shows("question 2 of")
    day.sends(REST)
    day.shows("Kept: Before the session", "session")
    day.sends("J7\r")
    day.shows("During the session", "question 1 of")
    day.sends(REST)
    day.shows("Kept: During the session")
    day.sends("\r")
    day.shows("After the session", "question 1 of")
    day.sends(REST)
    day.shows("Enter leave")
    day.sends("\r")
    day.shows("Kept: After the session")
    day.sends("history J7\r")
    day.shows("J7 · 2 sessions", "Enter to the list")
    day.sends("\r")
    day.shows("Your day")
    assert day.window.on_other
    day.sends("q\r")
    day.ends()
    assert not day.window.on_other
    assert day.window.main.strip() == ""
    assert RARE in str(home.answers())


def test_a_command_asks_on_an_empty_screen_and_errors_appear_above_the_input(home: Home) -> None:
    home.keep("reflect", "learned: x", "--on", "2020-01-02")
    day = _day(home, "J7")
    day.shows("Your day")
    day.sends("J7 nonsense\r")
    day.shows("Your day", "alliance: There is no such command")
    day.sends("rate J7\r")
    day.shows("How well understood", "> ")
    assert "Your day" not in day.window.shown
    day.sends("7\r")
    day.shows("2/5")
    day.sends(">\r")
    day.shows("Your day", "understood 7")
    day.sends("find xyzzy\r")
    day.shows("Your day", "Nothing you typed contains")
    day.sends("\x04")
    day.ends()
    assert day.window.main.strip() == ""


def test_after_the_lock_the_day_runs_the_typed_command(home: Home) -> None:
    home.run("config", "set", "lock.after", "0.02")
    day = _day(home, "J7")
    day.shows("Your day")
    day.sends("find qu")
    day.shows("Passphrase:")
    assert not day.window.on_other
    assert "J7" not in day.window.main
    day.sends("quiet-lamp-under-seven-oaks\r")
    day.shows("Your day", "find qu")
    day.sends("\x04")
    day.ends()
    assert "find qu" not in day.window.main
