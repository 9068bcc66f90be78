"""Searching at a terminal, which asks for the words so that they appear on no command line."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.program import Home

RARE = "wolkenbruchglas"


def test_find_asks_for_missing_words_and_stores_them_nowhere(home: Home) -> None:
    home.keep("reflect", f"learned: 'Ask first; {RARE.upper()}'\n", "--on", "2026-01-12")
    terminal = home.terminal("find", "--client", "J7")
    terminal.answers("Which words?", RARE)
    terminal.sees("2026-01-12  J7  after the session", "1 passage.")
    command = Path(f"/proc/{terminal.pid}/cmdline")
    assert not command.exists() or RARE not in command.read_text()
    terminal.ends()
    for path in home.root.rglob("*"):
        assert RARE not in path.name
        assert not path.is_file() or RARE.encode() not in path.read_bytes().lower()


def test_pressing_enter_instead_of_words_is_wrong_use(home: Home) -> None:
    terminal = home.terminal("find")
    terminal.answers("Which words?", "")
    assert "Which words? Give at least one." in terminal.ends(2)


def test_matches_are_highlighted_at_a_terminal(home: Home) -> None:
    home.keep("reflect", "learned: 'Ask [b]first[/b]'\n", "--on", "2026-01-12")
    terminal = home.terminal("find", "ask")
    terminal.ends()
    assert "\x1b[1;7mAsk\x1b[0m [b]first[/b]" in terminal.raw
