"""Commands load no heavy package that they do not need, so that they start quickly."""

from __future__ import annotations

import sys

import pytest

from tests.journeys.program import Home
from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.usefixtures("derives")

HEAVY = {"yaml", "sqlite_utils", "sqlcipher3", "textual", "keyring", "pydantic", "rich", "numpy"}
SLOW = {"json", "statistics"}
"""Parts of Python's own library that take a few hundredths of the whole start."""
TELLS_WHAT_IT_LOADED = """
import atexit, gc, sys
atexit.register(lambda: print("looked for garbage", gc.get_stats()[0]["collections"] - before, file=sys.stderr))
atexit.register(lambda: print("loaded", *{name.partition(".")[0] for name in sys.modules}, file=sys.stderr))
sys.argv = sys.argv[1:]
from alliance_cli.cli.main import main
before = gc.get_stats()[0]["collections"]
main()
"""


def told(home: Home, *words: str, stdin: str = "") -> list[str]:
    ran = home.run(*words, stdin=stdin, through=(sys.executable, "-c", TELLS_WHAT_IT_LOADED))
    assert ran.returncode == 0, ran.stderr
    return ran.stderr.splitlines()


def loaded(home: Home, *words: str, stdin: str = "") -> set[str]:
    return set(told(home, *words, stdin=stdin)[-2].split()[1:])


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("prep", "--help"), ("client", "--help")])
def test_help_and_version_load_nothing_heavy(bare: Home, words: tuple[str, ...]) -> None:
    assert loaded(bare, *words) & HEAVY == set()


def test_history_loads_only_the_vault_and_the_views(home: Home) -> None:
    home.keep("prep", "grounded: x")
    assert loaded(home, "history", "J7") & (HEAVY | SLOW) == {"sqlcipher3", "rich"}


def test_no_garbage_collection_runs_during_a_start(home: Home) -> None:
    home.keep("prep", "grounded: x")
    assert told(home, "history", "J7")[-1] == "looked for garbage 0"


@pytest.mark.parametrize("changes", [{"ALLIANCE_PLAIN": "1"}, {"ALLIANCE_LINE": "1"}])
def test_the_line_mode_at_a_terminal_loads_no_full_screen(home: Home, changes: dict[str, str]) -> None:
    command = [sys.executable, "-c", TELLS_WHAT_IT_LOADED, "alliance", "prep", "J7", "--new"]
    terminal = Terminal(command, home.environment(**changes), home.work)
    home.terminals.append(terminal)
    terminal.asked("?")
    terminal.types(":q")
    assert set(terminal.ends().split("loaded ")[1].split()) & HEAVY == {"sqlcipher3", "yaml"}


def test_a_walk_loads_no_type_checking_library(home: Home) -> None:
    assert loaded(home, "prep", "J7", "--new", stdin="a\nb\n") & HEAVY == {"sqlcipher3", "yaml"}
