"""Half-typed text is restored however the program ended."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import cache

import pytest

from alliance_cli.storage.file.keys import derive
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP

derive = cache(derive)
HALF = "Rather tired, sinc"
End = Callable[[Terminal], object]
ENDS: dict[str, End] = {
    "killed": lambda terminal: terminal.signalled(signal.SIGKILL),
    "terminated": lambda terminal: terminal.signalled(signal.SIGTERM),
    "hung up": lambda terminal: terminal.signalled(signal.SIGHUP),
    "window closed": lambda terminal: terminal.vanish(),
    "interrupted": lambda terminal: (terminal.presses("c"), terminal.ends(130)),
}


def drafts(home: Home) -> list[str]:
    path = home.folder / "vault.db"
    vault = Vault.open(path, derive(PASSPHRASE, salt_of(path)))
    try:
        return [row["text"] for row in vault.rows("SELECT text FROM draft")]
    finally:
        vault.close()


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("new", [False, True])
def test_a_draft_survives_and_is_deleted_with_the_answer(home: Home, end: str, new: bool) -> None:
    if not new:
        home.keep("prep", "intention: Slow down", "--on", "2026-01-02")
    terminal = home.terminal("prep", "J7", "--new")
    terminal.asked(PREP["grounded"])
    terminal.holds(HALF)
    terminal.pauses(2)
    ENDS[end](terminal)
    assert HALF.encode() not in (home.folder / "vault.db").read_bytes()
    later = home.terminal("prep", "J7", "--new")
    later.sees(PREP["grounded"], "Half typed before: Enter takes the line", f"> {HALF}")
    later.types("e noon")
    later.sees("> ")
    later.types(":q")
    later.ends()
    assert home.answers()["grounded"] == f"{HALF}e noon"
    assert drafts(home) == []


@pytest.mark.usefixtures("seen")
def test_ctrl_c_reports_the_draft_and_keeps_its_last_key(home: Home) -> None:
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    terminal.holds("Half a thought")
    terminal.presses("c")
    said = terminal.ends(130)
    assert "the half-typed text waits at its question" in said
    assert "Go on with: alliance prep J7" in said
    assert drafts(home) == ["Half a thought"]


@pytest.mark.usefixtures("seen")
def test_erasing_or_skipping_deletes_the_draft(home: Home) -> None:
    for typed in ("\x15", "\x15:q\r", "\x15\r"):
        terminal = home.terminal("prep", "J7")
        terminal.asked(PREP["grounded"])
        terminal.holds("Half")
        terminal.pauses(1)
        terminal.presses("c")
        terminal.ends(130)
        assert drafts(home) == ["Half"]
        again = home.terminal("prep", "J7")
        again.sees("> Half")
        again.holds_unseen(typed)
        again.pauses(1.2)
        again.close()
        assert drafts(home) == []


@pytest.mark.usefixtures("seen")
def test_a_typed_command_keeps_the_draft(home: Home) -> None:
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    terminal.holds("Half")
    terminal.pauses(1)
    terminal.presses("c")
    terminal.ends(130)
    again = home.terminal("prep", "J7")
    again.sees("> Half")
    again.types("?")
    again.sees("> Half")
    again.types(":n 2")
    again.answers(PREP["carry-over"], "<")
    again.sees("> Half")
    again.types(":q")
    assert "the half-typed text waits at its question" in again.ends()
    assert drafts(home) == ["Half"]


@pytest.mark.usefixtures("seen")
def test_continued_lines_are_restored_as_one_line(home: Home) -> None:
    terminal = home.terminal("prep", "J7")
    terminal.answers(PREP["grounded"], "first\\")
    terminal.sees("> ")
    terminal.holds("second")
    terminal.pauses(1)
    terminal.signalled(signal.SIGKILL)
    again = home.terminal("prep", "J7")
    again.sees("> first", "second")
    again.types(" and third")
    again.answers(PREP["carry-over"], ":q")
    again.ends()
    assert home.answers() == {"grounded": "first\nsecond and third"}


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("changes", [{"TERM": "dumb"}, {"ALLIANCE_PLAIN": "1"}])
def test_drafts_are_kept_on_a_simple_terminal_and_in_plain_mode(home: Home, changes: dict[str, str]) -> None:
    terminal = home.terminal("prep", "J7", **changes)
    terminal.asked(PREP["grounded"])
    terminal.holds("漢字 und Hälfte")
    terminal.pauses(1.5)
    terminal.signalled(signal.SIGKILL)
    again = home.terminal("prep", "J7", **changes)
    again.sees("> 漢字 und Hälfte")
    again.types("")
    again.answers(PREP["carry-over"], ":q")
    again.ends()
    assert home.answers() == {"grounded": "漢字 und Hälfte"}


def test_a_line_typed_before_the_end_reaches_no_other_program(home: Home) -> None:
    terminal = home.terminal("prep", "J7", "--new")
    terminal.asked(PREP["grounded"])
    terminal.types(f":q\r{HALF}\r")
    said = terminal.ends()
    assert "1 line typed ahead of a question was dropped" in said
    assert HALF not in said
    assert drafts(home) == []
