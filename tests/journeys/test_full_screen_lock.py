"""The full screen locks while nobody types, and resumes at the same question with the half-typed text."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from tests.journeys.memory import found_in_memory
from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.test_full_screen import ANSWER, ESC, HALF, SECOND, at_the_second, left_nothing, put_aside
from tests.journeys.test_locked_memory import secrets
from tests.journeys.test_locking import CLEARED, LOCKED, lock_after
from tests.journeys.wording import SESSION

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory and state of a program are read through /proc")


@LINUX
@pytest.mark.usefixtures("seen")
def test_the_lock_clears_memory_and_the_screen_resumes_where_it_was(home: Home) -> None:
    lock_after(home, 1.5)
    sought = secrets(home)
    terminal = at_the_second(home)
    before = found_in_memory(terminal.pid, sought)
    assert {"key", "half-typed"} <= before, "a scan that finds nothing here shows nothing below"
    terminal.shows(LOCKED, "Passphrase:")
    assert found_in_memory(terminal.pid, sought) == set()
    left_nothing(terminal)
    terminal.types(PASSPHRASE)
    terminal.shows(SECOND, HALF)
    put_aside(terminal, lambda: os.kill(terminal.pid, signal.SIGTSTP))
    terminal.rests(1.7)
    shown = len(terminal.raw)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.shows(LOCKED, "Passphrase:")
    assert HALF not in terminal.raw[shown:]
    terminal.types(PASSPHRASE)
    terminal.shows(SECOND, HALF)
    terminal.sends("!\r")
    terminal.shows("question 3 of 3")
    terminal.sends(ESC)
    terminal.ends()
    left_nothing(terminal)
    assert LOCKED not in terminal.window.main
    assert home.answers() == {"grounded": ANSWER, "carry-over": f"{HALF}!"}


@pytest.mark.usefixtures("seen")
def test_during_a_session_enter_restores_a_cleared_screen_until_the_session_time_limit(
    home: Home,
) -> None:
    (home.folder / "config.yaml").write_text(f"lock.after: {1.2 / 60}\nlock.session: {3.5 / 60}\n")
    terminal = home.terminal("session", "J7", rows=30, ALLIANCE_LINE=None)
    opening = SESSION["opening"][:20]
    terminal.shows(opening)
    terminal.types("")  # opens the input
    terminal.rests(0.2)
    terminal.sends(HALF)
    terminal.shows(HALF)
    terminal.shows(CLEARED)
    assert HALF not in terminal.window.shown
    assert opening not in terminal.window.shown
    terminal.sends("not shown and not kept")
    terminal.rests(0.2)
    assert "not shown" not in terminal.raw
    terminal.types("")
    terminal.shows(opening, HALF)
    terminal.shows(LOCKED, "Passphrase:")
    left_nothing(terminal)
    terminal.types(PASSPHRASE)
    terminal.shows(opening, HALF)
    terminal.sends(ESC)  # closes the input
    terminal.shows("Half typed")
    terminal.sends(ESC)
    terminal.shows("Esc again leaves")
    terminal.sends(ESC)
    terminal.ends()
