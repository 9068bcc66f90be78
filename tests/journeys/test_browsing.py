"""A client's sessions are browsed on the terminal's alternate screen and leave nothing on the main screen."""

from __future__ import annotations

import pytest

from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.test_pager import ENTERS, LEAVES, outside
from tests.journeys.test_start import HEAVY, loaded

WORD = "wolkenbruchglas"
BROWSE = ("history", "J7", "--browse")
AHEAD = "What you typed comes next."


@pytest.fixture
def noted(home: Home) -> Home:
    for day in (2, 9):
        rupture = f"ruptures: [{{note: {WORD}, plan: ask {day}}}]\nclinician-bond: 7\n"
        home.keep("reflect", rupture, "--on", f"2026-01-{day:02}")
    return home


def test_browsing_leaves_nothing_on_the_main_screen(noted: Home) -> None:
    terminal = noted.terminal(*BROWSE, rows=30, ALLIANCE_LINE="")
    terminal.sees(ENTERS, "Session 2", WORD)
    terminal.holds_unseen("p")
    terminal.sees("Session 1", "02 Jan")
    terminal.pauses(0.2)  # for the rest of the screen
    assert terminal.screen[0].strip() == "J7 · 2 sessions"
    assert any("Session 1, " in line for line in terminal.screen)
    terminal.holds_unseen("q")
    terminal.ends()
    assert terminal.raw.count(LEAVES) == 1
    assert WORD not in outside(terminal.raw)
    assert "J7" not in outside(terminal.raw)


def test_a_private_screen_asks_for_a_key_first(noted: Home) -> None:
    assert noted.forked("config", "set", "screen.private", "on").returncode == 0
    terminal = noted.terminal(*BROWSE, rows=30, ALLIANCE_LINE="")
    terminal.answers(AHEAD, "n")
    assert "It stays hidden." in terminal.ends()
    assert ENTERS not in terminal.raw
    assert WORD not in terminal.text


@pytest.mark.parametrize("way", [{"ALLIANCE_LINE": "1"}, {"ALLIANCE_LINE": "", "columns": 50}])
def test_line_mode_shows_the_same_sessions_as_a_table(noted: Home, way: dict[str, str]) -> None:
    terminal = noted.terminal(*BROWSE, "--no-pager", rows=30, **way)  # type: ignore[arg-type]
    terminal.ends()
    assert ENTERS not in terminal.raw
    assert "come as one table" in " ".join(terminal.text.split())
    for typed in (WORD, "ask 2", "ask 9"):
        assert typed in terminal.text


@pytest.mark.usefixtures("derives")
def test_history_without_browsing_loads_no_full_screen(noted: Home) -> None:
    assert loaded(noted, "history", "J7", "--voices") & HEAVY == {"sqlcipher3", "rich"}


@pytest.mark.parametrize("in_day", [False, True])
def test_an_idle_browser_locks_and_returns_to_its_session_after_the_passphrase(noted: Home, in_day: bool) -> None:
    assert noted.forked("config", "set", "lock.after", "0.03").returncode == 0
    terminal = noted.terminal(*(("day",) if in_day else BROWSE), rows=30, ALLIANCE_LINE="")
    if in_day:
        terminal.shows("Your day")
        terminal.sends("history J7 --browse\r")
    terminal.shows("Session 2, ")
    terminal.sends("p")
    terminal.shows("Session 1, ")
    terminal.sees("assphrase")
    terminal.types(PASSPHRASE)
    terminal.shows("Session 1, ", "2 sessions")
    terminal.sends("q")
    if in_day:
        terminal.shows("Your day")
        terminal.sends("\x04")
    terminal.ends()
    assert WORD not in outside(terminal.raw)
