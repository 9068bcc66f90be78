"""The keyboard is handed to the client; only the clinician's PIN or passphrase takes it back."""

from __future__ import annotations

import os
import signal

import pytest

from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.test_locking import lock_after
from tests.journeys.test_pager import ENTERS
from tests.journeys.wording import SESSION

PIN = "471147"
UNDERSTOOD = "how well understood did you feel by me today?"
GOALS = "how much did we work on what matters to you?"


def handed_over(home: Home, *more: str) -> Terminal:
    """The client's first question, with a PIN."""
    terminal = home.terminal("rate", "J7", "--hand-over", "--in", "en", *more)
    terminal.unseen("PIN to take the keyboard back", PIN)
    terminal.unseen("The same once more", PIN)
    return terminal


@pytest.mark.usefixtures("seen")
def test_a_client_answers_alone_and_the_session_resumes_where_it_was(home: Home) -> None:
    terminal = home.terminal("session", "J7", ALLIANCE_LINE="1")
    terminal.answers(SESSION["opening"], "Her exam")
    terminal.answers(SESSION["mid-point"], "!h")
    terminal.answers("The client's language", "")
    terminal.answers("Instruments to fill in", "")
    terminal.unseen("PIN to take the keyboard back", PIN)
    terminal.unseen("The same once more", PIN)
    terminal.asked(UNDERSTOOD)
    shown = "\n".join(terminal.screen)
    assert "J7" not in shown
    assert "exam" not in shown
    for key in "czd\\":
        terminal.presses(key)
    terminal.types("seven")
    terminal.answers("Type a whole number from 1 to 10.", "3")
    terminal.answers(GOALS, "<")
    terminal.answers("Your answer: 3", "2")
    terminal.answers(GOALS, ":q")
    terminal.unseen("PIN or passphrase: ", "")
    terminal.answers(GOALS, "2")
    terminal.answers("how well did the way we worked today suit you?", "2")
    terminal.answers("how connected did you feel with me today?", "2")
    terminal.answers("Did anything feel tense between us", "n")
    terminal.sees("Thank you. Please hand the device back.")
    terminal.unseen("PIN or passphrase: ", "")
    terminal.sees("PIN or passphrase: ")
    terminal.presses("c")
    terminal.pauses(0.2)  # it has no visible effect to wait for
    terminal.types("4711")
    terminal.unseen("PIN or passphrase: ", PIN)
    terminal.asked(SESSION["mid-point"])
    assert UNDERSTOOD not in "\n".join(terminal.screen)
    terminal.types("")
    terminal.answers(SESSION["closing"], "")
    terminal.ends()
    session = home.history()["sessions"][-1]
    assert session["ratings"]["client"] == {}
    home.run("rate", "J7", "--show")
    session = home.history()["sessions"][-1]
    assert session["ratings"]["client"] == {"understood": 2, "goals": 2, "tasks": 2, "bond": 2}
    assert session["tension"]["client"] is False


@pytest.mark.usefixtures("seen")
def test_the_passphrase_also_ends_a_hand_over_and_the_client_may_stop(home: Home) -> None:
    terminal = handed_over(home)
    terminal.answers(UNDERSTOOD, "4")
    terminal.answers(GOALS, ":q")
    for _wrong in range(2):
        terminal.unseen("PIN or passphrase: ", "0000")
    terminal.unseen("PIN or passphrase: ", PASSPHRASE)
    terminal.sees("stay hidden until you have rated")
    terminal.ends()


@pytest.mark.usefixtures("derives", "seen")
def test_after_the_lock_only_the_passphrase_continues(home: Home) -> None:
    lock_after(home, 1.2)
    terminal = handed_over(home)
    terminal.answers(UNDERSTOOD, "4")
    terminal.asked(GOALS)
    terminal.sees("Please hand the device back.", "Passphrase: ")
    for key in "cz":
        terminal.presses(key)
    terminal.types(PIN)
    terminal.unseen("does not open the vault. Passphrase: ", PASSPHRASE)
    terminal.unseen("your passphrase does it", "")
    terminal.answers(GOALS, ":q")
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees("stay hidden until you have rated")
    terminal.ends()


@pytest.mark.usefixtures("seen")
def test_the_full_screen_is_handed_over_and_taken_back(home: Home) -> None:
    terminal = home.terminal("session", "J7", rows=30, ALLIANCE_LINE="")
    terminal.sees(ENTERS, "What's been on")
    terminal.holds_unseen(f"h{PIN}\r{PIN}\r")
    terminal.sees(ENTERS, "1 of 5", "hand the device back")
    terminal.pauses(0.3)  # for the rest of the screen
    assert [line for line in terminal.screen if "J7" in line or "F1" in line] == []
    for key in "cqzp":
        terminal.presses(key)
    terminal.holds_unseen("2\r")
    terminal.sees("2 of 5")
    terminal.holds_unseen("\x1b")
    terminal.sees("Please hand the device back.", "goes back to the questions.")
    terminal.pauses(0.3)  # until the PIN field has the focus
    terminal.holds_unseen(f"{PIN}\r")
    terminal.sees(ENTERS, "What's been on")
    terminal.pauses(0.3)  # until the screen takes keys
    terminal.holds_unseen("\x1b")
    terminal.sees("Esc again leaves")
    terminal.holds_unseen("\x1b")
    terminal.ends()
    home.run("rate", "J7", "--show")
    assert home.history()["sessions"][-1]["ratings"]["client"] == {"understood": 2}


@pytest.mark.usefixtures("seen")
def test_no_signal_leaves_the_handed_over_screen_and_termination_shows_nothing(home: Home) -> None:
    terminal = home.terminal("rate", "J7", "--hand-over", "--in", "en", rows=30, ALLIANCE_LINE=None)
    terminal.shows("PIN to take it back", "Instruments to fill in")
    terminal.sends(f"{PIN}\t{PIN}\r")
    terminal.shows("1 of 5")
    stays = (signal.SIGINT, signal.SIGTSTP, signal.SIGQUIT)
    for place in ("3\r", "\x1b"):
        for key in "cz\\":
            terminal.presses(key)
        for number in stays:
            os.kill(terminal.pid, number)
        terminal.sends(place)
        terminal.shows("2 of 5" if place == "3\r" else "goes back to the questions.")
    terminal.sends("0000\r")
    terminal.shows("That is not it.")
    assert "J7" not in terminal.window.shown
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.ends(128 + signal.SIGTERM)
    assert not terminal.window.on_other
    assert terminal.window.main.strip() == ""
    home.run("rate", "J7", "--show")
    assert home.history()["sessions"][-1]["ratings"]["client"] == {"understood": 3}
