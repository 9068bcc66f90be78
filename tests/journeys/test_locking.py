"""A question that waits too long is cleared and locked; a passphrase is changed at a terminal."""

from __future__ import annotations

import os
import re
import signal

import pytest

from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP

pytestmark = pytest.mark.usefixtures("derives")

LOCKED = "Locked, since nothing was typed for a while."
SCROLLBACK_CLEARED = "\x1b[3J"
NEW = "seven-quiet-oaks-behind-the-mill"


def lock_after(home: Home, seconds: float) -> None:
    (home.folder / "config.yaml").write_text(f"lock.after: {seconds / 60}\n")


@pytest.fixture
def soon(home: Home) -> Home:
    """A home that locks after little more than a second without typing."""
    lock_after(home, 1.2)
    return home


def prep(home: Home, **changes: str | None) -> Terminal:
    return home.terminal("prep", "J7", "--new", **changes)


@pytest.mark.usefixtures("seen")
def test_a_waiting_walk_is_cleared_locked_and_goes_on_where_it_was_with_what_was_half_typed(soon: Home) -> None:
    terminal = prep(soon, ALLIANCE_PLAIN="1")
    terminal.answers(PREP["grounded"], "Rather tired")
    terminal.asked(PREP["carry-over"])
    terminal.holds("half a tho")
    terminal.sees(LOCKED)
    shown = "\n".join(terminal.screen)
    assert "tired" not in shown
    assert "half" not in shown
    assert PREP["carry-over"] not in shown
    terminal.unseen("Passphrase: ", "not this")
    terminal.sees("does not open the vault")
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees(PREP["carry-over"], "> half a tho")
    terminal.types("ught")
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    assert soon.answers() == {"grounded": "Rather tired", "carry-over": "half a thought"}


@pytest.mark.usefixtures("seen")
def test_what_was_stopped_for_too_long_is_locked_when_it_goes_on(soon: Home) -> None:
    terminal = prep(soon, ALLIANCE_PLAIN="1")
    terminal.asked(PREP["grounded"])
    terminal.holds("half")
    os.kill(terminal.pid, signal.SIGSTOP)
    terminal.pauses(2.0)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.sees(LOCKED)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees("Before the session", PREP["grounded"], "> half")
    terminal.types(" way")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert soon.answers()["grounded"] == "half way"


@pytest.mark.usefixtures("seen")
def test_while_someone_types_nothing_is_locked(home: Home) -> None:
    lock_after(home, 2.4)
    terminal = prep(home)
    terminal.asked(PREP["grounded"])
    for word in ("one ", "two "):
        terminal.pauses(1.3)
        terminal.holds(word)
    terminal.types("")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert LOCKED not in terminal.text
    assert home.answers() == {"grounded": "one two "}


def test_after_three_wrong_passphrases_it_leaves_and_what_was_answered_is_kept(soon: Home) -> None:
    terminal = prep(soon)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.sees(LOCKED)
    for typed in ("wrong", "", "wrong again"):
        terminal.unseen("Passphrase: ", typed)
        terminal.sees("That passphrase does not open the vault.")
    assert "What was answered is kept." in terminal.ends(5)
    assert soon.answers() == {"grounded": "Settled"}


@pytest.mark.usefixtures("seen")
def test_a_passphrase_changed_elsewhere_is_asked_for_and_the_answer_that_was_given_is_kept(home: Home) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.asked(PREP["carry-over"])
    told = home.run("vault", "passphrase", ALLIANCE_NEW_PASSPHRASE=NEW)
    assert told.returncode == 0, told.stderr
    terminal.types("Not to be lost")
    terminal.sees("changed while the vault was open here", "Your answer is still here.")
    terminal.unseen("Passphrase: ", NEW)
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    kept = home.run("history", "J7", "--notes", "--json", ALLIANCE_PASSPHRASE=NEW).stdout
    assert "Settled" in kept
    assert "Not to be lost" in kept


SHEET = "Enter clears it off the screen."


def sheet_of(home: Home) -> Terminal:
    terminal = home.terminal("vault", "recovery", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers("Show the code that opens everything?", "y")
    terminal.asked(SHEET)
    assert "recovery sheet" in "\n".join(terminal.screen)
    return terminal


def is_cleared(terminal: Terminal) -> bool:
    """Whether nothing of the sheet is left on the screen, and the scrollback was cleared after it."""
    return "recovery sheet" not in "\n".join(terminal.screen) and SCROLLBACK_CLEARED in terminal.raw.split(SHEET)[1]


def test_ctrl_c_takes_the_recovery_sheet_off_the_screen(home: Home) -> None:
    terminal = sheet_of(home)
    terminal.presses("c")
    terminal.ends(130)
    assert is_cleared(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_program_takes_the_recovery_sheet_off_the_screen(
    home: Home, number: signal.Signals
) -> None:
    terminal = sheet_of(home)
    terminal.signalled(number)
    assert is_cleared(terminal)


def test_ctrl_z_does_not_leave_the_recovery_sheet_on_the_screen(home: Home) -> None:
    terminal = sheet_of(home)
    terminal.presses("z")
    terminal.types("")
    terminal.ends()
    assert is_cleared(terminal)


def test_a_recovery_sheet_that_waits_too_long_leaves_the_screen_and_the_command_ends(soon: Home) -> None:
    terminal = sheet_of(soon)
    assert "Stopped, since nothing was typed for a while." in terminal.ends(5)
    assert is_cleared(terminal)


def test_the_question_before_the_recovery_sheet_does_not_wait_for_ever(soon: Home) -> None:
    terminal = soon.terminal("vault", "recovery", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.asked("Show the code that opens everything?")
    assert "Stopped, since nothing was typed for a while." in terminal.ends(5)


def test_a_new_passphrase_is_not_waited_for_for_ever(soon: Home) -> None:
    terminal = soon.terminal("vault", "passphrase", ALLIANCE_PASSPHRASE=None)
    terminal.sees("The passphrase there is now: ")
    terminal.pauses(2.0)
    terminal.types(PASSPHRASE)
    terminal.sees("Choose a passphrase: ")
    assert "Stopped, since nothing was typed for a while." in terminal.ends(5)
    assert soon.run("history").returncode == 0


def test_a_restore_that_waits_too_long_is_cleared_and_replaces_nothing(soon: Home) -> None:
    assert soon.run("backup").returncode == 0
    (backup,) = (soon.folder / "backups").iterdir()
    terminal = soon.terminal("restore", str(backup))
    terminal.asked("Put the backup in the vault's place?")
    assert "Stopped, since nothing was typed for a while." in terminal.ends(5)
    assert "Put the backup" not in "\n".join(terminal.screen)
    assert not list(soon.folder.glob("vault-replaced-*"))


def test_a_question_outside_of_a_walk_is_locked_and_asked_again(soon: Home) -> None:
    soon.keep("reflect", "learned: x", "--on", "2020-01-02")
    terminal = soon.terminal("client", "erase", "J7")
    terminal.sees("> ")
    terminal.holds("J")
    terminal.sees(LOCKED)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees("> J")
    terminal.presses("c")
    terminal.ends(130)
    assert "J7" in soon.run("client", "list").stdout


def test_a_passphrase_is_changed_at_the_terminal_and_a_recovery_sheet_leaves_the_screen(home: Home) -> None:
    terminal = home.terminal("vault", "passphrase", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("The passphrase there is now: ", PASSPHRASE)
    terminal.unseen("Choose a passphrase: ", "Sommer2024")
    terminal.sees("could guess this passphrase")
    terminal.unseen("The same once more: ", "something else")
    terminal.sees("The two differ.")
    terminal.unseen("Choose a passphrase: ", NEW)
    terminal.unseen("The same once more: ", NEW)
    terminal.sees("The passphrase is changed.")
    terminal.ends()
    sheet = home.terminal("vault", "recovery", ALLIANCE_PASSPHRASE=None)
    sheet.unseen("Passphrase: ", NEW)
    sheet.answers("Show the code that opens everything?", "y")
    sheet.answers("Enter clears it off the screen.", "")
    sheet.ends()
    assert "recovery sheet" in sheet.text
    assert "recovery sheet" not in "\n".join(sheet.screen)
    for secret in (PASSPHRASE, NEW, "Sommer2024"):
        assert secret not in terminal.text + sheet.text
    groups = re.findall(r"\b[0-9A-HJ-NP-TV-Z]{4}\b", sheet.text.split("key to the practice.")[1].split("To use it")[0])
    assert len(groups) == 18
    for folder in (home.folder, home.user, home.temporary, home.work):
        for file in (path for path in folder.rglob("*") if path.is_file()):
            kept = file.read_bytes()
            assert not any(secret.encode() in kept for secret in (PASSPHRASE, NEW, "Sommer2024", "".join(groups)))
            assert " ".join(groups[:3]).encode() not in kept
