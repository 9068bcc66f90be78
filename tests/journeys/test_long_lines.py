"""Lines of any length are read completely at a terminal, and bytes that are not text are refused."""

from __future__ import annotations

import sys

import pytest

from tests.journeys.program import ALLIANCE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP

LONG = "word " * 1400
"""More than the 4,095 bytes that a terminal passes on as one line."""


@pytest.fixture
def piped(home: Home) -> Terminal:
    """The program with its results in a file and a person at the terminal."""
    command = ["/bin/sh", "-c", f"{ALLIANCE} prep J7 --new > results"]
    terminal = Terminal(command, home.environment(), home.work)
    home.terminals.append(terminal)
    return terminal


@pytest.mark.usefixtures("seen")
def test_a_long_line_is_kept_in_full_when_stdout_is_redirected(home: Home, piped: Terminal) -> None:
    piped.asked(PREP["grounded"])
    piped.types(LONG)
    piped.answers(PREP["carry-over"], ":q")
    piped.ends()
    assert home.answers() == {"grounded": LONG}
    assert "word" not in (home.work / "results").read_text()


def test_a_long_passphrase_is_read_in_full(home: Home) -> None:
    code = "from alliance_cli.line.input.hidden import read_hidden; print(len(read_hidden('Secret: ')))"
    terminal = Terminal([sys.executable, "-c", code], home.environment(), home.work)
    home.terminals.append(terminal)
    terminal.unseen("Secret: ", "ü" * 5000)
    terminal.sees("5000")
    assert "ü" not in terminal.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("abc\x7f\x7fü\x7fd", "'ad'"),
        ("wrong\x15right", "'right'"),
        ("\x1b[200~pasted\x1b[201~", "'pasted'"),
        ("a\x04b", "'ab'"),
    ],
)
def test_a_hidden_line_can_be_corrected(home: Home, typed: str, read: str) -> None:
    code = "from alliance_cli.line.input.hidden import read_hidden; print(repr(read_hidden('Secret: ')))"
    terminal = Terminal([sys.executable, "-c", code], home.environment(), home.work)
    home.terminals.append(terminal)
    terminal.unseen("Secret: ", typed)
    assert terminal.ends().strip() == read


@pytest.mark.usefixtures("seen")
def test_invalid_bytes_are_refused_and_other_answers_are_kept(home: Home) -> None:
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    terminal.types_bytes(b"Rather \xff\xfetired\r")
    terminal.sees("was not text that can be kept", "> Rather tired")
    terminal.types("")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": "Rather tired"}
