"""An idle question is cleared and locked; a passphrase is changed at a terminal."""

from __future__ import annotations

import os
import re
import signal

import pytest

from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP, REFLECT, SESSION

LOCKED = "Locked, because nothing was typed for a while."
SCROLLBACK_CLEARED = "\x1b[3J"
NEW = "seven-quiet-oaks-behind-the-mill"


def lock_after(home: Home, seconds: float) -> None:
    (home.folder / "config.yaml").write_text(f"lock.after: {seconds / 60}\n")


@pytest.fixture
def soon(home: Home) -> Home:
    """A home that locks after just over a second without typing."""
    lock_after(home, 1.2)
    return home


def prep(home: Home, **changes: str | None) -> Terminal:
    return home.terminal("prep", "J7", "--new", **changes)


@pytest.mark.usefixtures("derives", "seen")
def test_an_idle_walk_is_cleared_and_locked_and_resumes_with_its_draft(soon: Home) -> None:
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
def test_a_program_suspended_too_long_is_locked_when_it_continues(soon: Home) -> None:
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
def test_typing_prevents_the_lock(home: Home) -> None:
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


def test_three_wrong_passphrases_end_the_program_and_keep_the_answers(soon: Home) -> None:
    terminal = prep(soon)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.sees(LOCKED)
    for typed in ("wrong", "", "wrong again"):
        terminal.unseen("Passphrase: ", typed)
        terminal.sees("That passphrase does not open the vault.")
    assert "Your answers are kept." in terminal.ends(5)
    assert soon.answers() == {"grounded": "Settled"}


@pytest.mark.usefixtures("derives", "seen")
def test_a_passphrase_changed_elsewhere_is_asked_for_and_the_answer_is_kept(home: Home) -> None:
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


CLEARED = "Cleared, because nothing was typed for a while."


def live(home: Home, session_minutes: float) -> Terminal:
    """A session on its day, with half-typed text at its first question."""
    (home.folder / "config.yaml").write_text(f"lock.after: {1.2 / 60}\nlock.session: {session_minutes}\n")
    terminal = home.terminal("session", "J7", "--new")
    terminal.asked(SESSION["opening"])
    terminal.holds("half a tho")
    return terminal


def test_during_a_session_enter_alone_restores_a_cleared_question(home: Home) -> None:
    terminal = live(home, 60)
    terminal.sees(CLEARED)
    assert SESSION["opening"] not in "\n".join(terminal.screen)
    terminal.types("not shown and not kept")
    terminal.sees(SESSION["opening"], "> half a tho")
    terminal.types("ught")
    terminal.sees(SESSION["mid-point"])
    terminal.presses("c")
    terminal.ends(130)
    assert "not shown" not in terminal.text
    assert "Passphrase" not in terminal.text
    assert home.answers()["opening"] == "half a thought"


@pytest.mark.parametrize("minutes", [0, 3 / 60])
def test_a_session_locks_after_its_own_time_limit_or_else_the_general_one(home: Home, minutes: float) -> None:
    terminal = live(home, minutes)
    terminal.sees(LOCKED)
    assert (CLEARED in terminal.text) == (minutes > 0)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees(SESSION["opening"], "> half a tho")
    terminal.presses("c")
    terminal.ends(130)


def test_outside_sessions_enter_alone_restores_nothing(home: Home) -> None:
    (home.folder / "config.yaml").write_text(f"lock.after: {1.2 / 60}\nlock.session: 60\n")
    terminal = home.terminal("session", "J7", "--new", "--on", "2020-01-02")
    terminal.asked(SESSION["opening"])
    terminal.sees(LOCKED, "Passphrase: ")
    assert CLEARED not in terminal.text


@pytest.mark.usefixtures("seen")
def test_a_locked_walk_resumes_at_the_same_question_with_any_options(soon: Home) -> None:
    """Locks a second session of the day, with optional questions, at an earlier question."""
    soon.keep("reflect", "learned: The first hour")
    terminal = soon.terminal("reflect", "J7", "--again", "--full")
    terminal.answers(REFLECT["strongest"], "")
    terminal.answers(REFLECT["ruptures"], "")
    terminal.sees("> ")
    terminal.types("<")
    terminal.asked(REFLECT["ruptures"])
    terminal.sees(LOCKED)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers(REFLECT["ruptures"], "Went quiet")
    terminal.sees("> ")
    terminal.presses("c")
    terminal.ends(130)
    sessions = soon.history()["sessions"]
    assert len(sessions) == 3  # the old session, and two of today
    assert len(sessions[-1]["moments"]) == 1


@pytest.mark.usefixtures("seen")
def test_after_the_lock_the_chosen_or_new_client_is_not_asked_for_again(soon: Home) -> None:
    terminal = soon.terminal("prep")
    terminal.answers("Which client?", "Q9")
    terminal.answers("Open a new client Q9?", "y")
    terminal.asked(PREP["grounded"])
    terminal.sees(LOCKED)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees("Before the session")
    terminal.answers(PREP["grounded"], "Calm")
    terminal.sees("> ")
    terminal.presses("c")
    assert "Q9" in terminal.ends(130)
    assert terminal.text.count("Which client?") == 1
    assert soon.answers("Q9")["grounded"] == "Calm"


@pytest.mark.usefixtures("seen")
def test_after_a_lock_the_repair_resumes_and_then_the_session(soon: Home) -> None:
    (soon.folder / "config.yaml").write_text(f"lock.after: {1.2 / 60}\nlock.session: 0\n")
    terminal = soon.terminal("session", "J7")
    terminal.answers(SESSION["opening"], "Opened")
    terminal.answers(SESSION["mid-point"], "!r")
    terminal.answers("1/", "Fell silent")
    terminal.sees("2/", "> ")
    terminal.sees(LOCKED)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees("2/", "> ")
    terminal.types(":q")
    terminal.asked(SESSION["mid-point"])
    terminal.presses("c")
    terminal.ends(130)
    assert [each["note"] for each in soon.history()["sessions"][-1]["moments"]] == ["Fell silent"]


@pytest.mark.usefixtures("seen")
def test_after_a_lock_the_walk_resumes_and_then_the_list(soon: Home) -> None:
    terminal = soon.terminal("day")
    terminal.sees("q ends", "> ")
    terminal.types("J7 prep")
    terminal.answers(PREP["grounded"], "Calm")
    terminal.asked(PREP["carry-over"])
    terminal.sees(LOCKED)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers(PREP["carry-over"], "From before")
    terminal.answers(PREP["intention"], "Listen")
    terminal.sees("q ends", "> ")
    terminal.types("q")
    terminal.ends()
    assert soon.answers() == {"grounded": "Calm", "carry-over": "From before", "intention": "Listen"}


@pytest.mark.usefixtures("seen")
def test_a_locked_program_that_is_killed_loses_no_answer(soon: Home) -> None:
    terminal = soon.terminal("prep", "J7")
    terminal.answers(PREP["grounded"], "Calm")
    terminal.asked(PREP["carry-over"])
    terminal.sees(LOCKED, "Passphrase: ")
    terminal.signalled(signal.SIGKILL)
    again = soon.terminal("prep", "J7")
    again.sees("This continues where you stopped.")
    again.asked(PREP["carry-over"])
    again.presses("c")
    again.ends(130)
    assert soon.answers() == {"grounded": "Calm"}


@pytest.mark.usefixtures("seen")
def test_enter_at_the_lock_runs_the_passphrase_command_again(soon: Home) -> None:
    command = f"echo {PASSPHRASE}"
    terminal = soon.terminal("prep", "J7", ALLIANCE_PASSPHRASE=None, ALLIANCE_PASSPHRASE_COMMAND=command)
    terminal.asked(PREP["grounded"])
    terminal.sees(LOCKED)
    terminal.unseen("Enter runs your passphrase command", "")
    terminal.asked(PREP["grounded"])
    terminal.presses("c")
    terminal.ends(130)


SHEET = "Enter clears the screen."


def sheet_of(home: Home) -> Terminal:
    terminal = home.terminal("vault", "recovery", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers("Show the code that opens everything?", "y")
    terminal.asked(SHEET)
    assert "recovery sheet" in "\n".join(terminal.screen)
    return terminal


def is_cleared(terminal: Terminal) -> bool:
    """Whether the sheet is gone from the screen and the scrollback was cleared afterwards."""
    return "recovery sheet" not in "\n".join(terminal.screen) and SCROLLBACK_CLEARED in terminal.raw.split(SHEET)[1]


def test_ctrl_c_clears_the_recovery_sheet(home: Home) -> None:
    terminal = sheet_of(home)
    terminal.presses("c")
    terminal.ends(130)
    assert is_cleared(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminating_signal_clears_the_recovery_sheet(home: Home, number: signal.Signals) -> None:
    terminal = sheet_of(home)
    terminal.signalled(number)
    assert is_cleared(terminal)


def test_ctrl_z_clears_the_recovery_sheet(home: Home) -> None:
    terminal = sheet_of(home)
    terminal.presses("z")
    terminal.types("")
    terminal.ends()
    assert is_cleared(terminal)


def test_an_idle_recovery_sheet_is_cleared_and_the_command_ends(soon: Home) -> None:
    terminal = sheet_of(soon)
    assert "Stopped, because nothing was typed for a while." in terminal.ends(5)
    assert is_cleared(terminal)


def test_the_question_before_the_recovery_sheet_times_out(soon: Home) -> None:
    terminal = soon.terminal("vault", "recovery", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.asked("Show the code that opens everything?")
    assert "Stopped, because nothing was typed for a while." in terminal.ends(5)


def test_the_question_for_a_new_passphrase_times_out(soon: Home) -> None:
    terminal = soon.terminal("vault", "passphrase", ALLIANCE_PASSPHRASE=None)
    terminal.sees("The present passphrase: ")
    terminal.pauses(2.0)
    terminal.types(PASSPHRASE)
    terminal.sees("Choose a passphrase: ")
    assert "Stopped, because nothing was typed for a while." in terminal.ends(5)
    assert soon.run("history").returncode == 0


def test_an_idle_restore_is_cleared_and_replaces_nothing(soon: Home) -> None:
    assert soon.run("backup").returncode == 0
    (backup,) = (soon.folder / "backups").iterdir()
    terminal = soon.terminal("restore", str(backup))
    terminal.asked("Replace the vault with the backup?")
    assert "Stopped, because nothing was typed for a while." in terminal.ends(5)
    assert "Replace the vault with" not in "\n".join(terminal.screen)
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


@pytest.mark.usefixtures("derives")
def test_a_passphrase_is_changed_at_the_terminal_and_the_recovery_sheet_is_cleared(home: Home) -> None:
    terminal = home.terminal("vault", "passphrase", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("The present passphrase: ", PASSPHRASE)
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
    sheet.answers("Enter clears the screen.", "")
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
