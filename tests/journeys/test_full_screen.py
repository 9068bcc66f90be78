"""A walk on the full screen leaves nothing in the terminal and loses nothing, however it ends."""

from __future__ import annotations

import os
import re
import signal
import termios
import time
from collections.abc import Callable
from pathlib import Path
from select import select

import pytest

from alliance_cli.screen.app import Companion
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.walk_screen import WalkScreen
from tests.journeys.program import Home
from tests.journeys.terminal import Terminal
from tests.journeys.test_half_typed import drafts
from tests.journeys.test_locked_memory import ANSWER, HALF
from tests.journeys.wording import PREP

ESC = "\x1b"
FIRST, SECOND = "question 1 of 3", "question 2 of 3"
SENT_TO_THE_SYSTEM = re.compile(r"\x1b[\]P^_X]|\x07")
"""What begins a title, a notification, a clipboard or another text for the terminal's program, and the bell."""

pytestmark = pytest.mark.usefixtures("seen")


def at_the_second(home: Home, **changes: str | None) -> Terminal:
    """A preparation on the full screen, with one answer and a half-typed second one."""
    terminal = home.terminal("prep", "J7", rows=30, ALLIANCE_LINE=None, **changes)
    terminal.shows(FIRST)
    terminal.sends(f"{ANSWER}\r")
    terminal.shows(SECOND)
    terminal.sends(HALF)
    terminal.shows(HALF)
    return terminal


def left_nothing(terminal: Terminal) -> None:
    """Check that no question or typed text is in the terminal, and that its state is restored."""
    assert not terminal.window.on_other
    for text in (ANSWER, HALF, PREP["grounded"][:20], PREP["carry-over"][:20], FIRST):
        assert text not in terminal.window.main
    modes = dict(re.findall(r"\x1b\[\?(\d+)([hl])", terminal.raw))
    assert {mode for mode, state in modes.items() if state == "h"} == {"7", "25"}, "wrapping and the cursor, no more"
    assert SENT_TO_THE_SYSTEM.findall(terminal.raw) == []


def echoes(terminal: Terminal) -> bool:
    return bool(termios.tcgetattr(terminal.file)[3] & termios.ECHO)


def stopped_by_escape(terminal: Terminal) -> None:
    terminal.sends(ESC)
    assert "Go on with: alliance prep J7" in terminal.ends()


def stopped_by_ctrl_c(terminal: Terminal) -> None:
    terminal.presses("c")
    assert "the half-typed text waits at its question" in terminal.ends()


def ended_by(number: signal.Signals) -> Callable[[Terminal], None]:
    def end(terminal: Terminal) -> None:
        os.kill(terminal.pid, number)
        terminal.ends(128 + number)
        assert terminal.window.main.strip() == "", "it says nothing"

    return end


def crashed(terminal: Terminal) -> None:
    terminal.sends("\x1bOQ")  # F2, whose action fails in this test
    told = terminal.ends(1)
    assert "A defect in the program (KeyError" in told
    assert "test_full_screen.py" in told


ENDS = {
    "escape": stopped_by_escape,
    "ctrl-c": stopped_by_ctrl_c,
    "terminated": ended_by(signal.SIGTERM),
    "hung up": ended_by(signal.SIGHUP),
    "crashed": crashed,
}


@pytest.mark.parametrize("end", ENDS)
def test_any_ending_clears_the_terminal_and_loses_nothing(
    home: Home, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(screen: WalkScreen) -> None:
        raise KeyError(screen.typed)

    monkeypatch.setattr(WalkScreen, "action_hide_code", fail)
    terminal = at_the_second(home)
    ENDS[end](terminal)
    left_nothing(terminal)
    assert echoes(terminal)
    assert drafts(home) == [HALF]
    assert home.answers() == {"grounded": ANSWER}


def test_closing_the_window_loses_nothing(home: Home) -> None:
    terminal = at_the_second(home)
    terminal.vanish()
    assert drafts(home) == [HALF]
    assert home.answers() == {"grounded": ANSWER}


def stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def put_aside(terminal: Terminal, how: Callable[[], object]) -> None:
    how()
    while not stopped(terminal.pid):
        terminal.rests(0.05)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="whether a program is stopped is read from /proc")
def test_suspending_and_resizing_show_nothing_and_lose_nothing(home: Home) -> None:
    terminal = at_the_second(home)
    put_aside(terminal, lambda: os.kill(terminal.pid, signal.SIGTSTP))
    left_nothing(terminal)
    assert echoes(terminal)
    assert drafts(home) == [HALF]
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.shows(SECOND, HALF)
    os.kill(terminal.pid, signal.SIGSTOP)  # as another program may; it leaves no time to clear the window
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.sends("!")
    terminal.shows(f"{HALF}!")
    terminal.resized(50, 12)
    terminal.shows("too small")
    terminal.hides(HALF)
    terminal.sends("lost?")
    terminal.rests(0.5)
    terminal.resized(120, 40)
    terminal.shows(f"{HALF}!", SECOND)
    terminal.resized(60, 20)
    terminal.shows(f"{HALF}!", SECOND)
    terminal.sends(ESC)
    terminal.ends()
    left_nothing(terminal)
    assert echoes(terminal)
    assert drafts(home) == [f"{HALF}!"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the name of a terminal is read from /proc")
@pytest.mark.parametrize("is_late", [False, True], ids=["in one write", "while the screen closes"])
def test_keys_typed_while_the_screen_closes_reach_no_other_program(
    home: Home, monkeypatch: pytest.MonkeyPatch, *, is_late: bool
) -> None:
    leave = Companion.leave

    def slowly(screen: Companion) -> Leaving:
        left = leave(screen)
        time.sleep(0.5)
        return left

    monkeypatch.setattr(Companion, "leave", slowly)
    terminal = home.terminal("prep", "J7", rows=30, ALLIANCE_LINE=None)
    terminal.shows(FIRST)
    after = os.open(f"/proc/{terminal.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY)  # the next program that reads the terminal
    if is_late:
        terminal.sends(ESC)
        terminal.leaves_the_other_screen()
        terminal.sends("ls\r")
    else:
        terminal.sends("\x03\x03ls\r")
    terminal.shows("Stopped; nothing was noted.")
    assert not select([after], [], [], 0.3)[0]
    os.close(after)
    terminal.ends()
