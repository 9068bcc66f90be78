"""Finding one's own words at a terminal: asked for there, they stand on no command line."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.program import Home

RARE = "wolkenbruchglas"


def test_words_left_out_are_asked_for_and_kept_nowhere(home: Home) -> None:
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


def test_a_word_given_up_finds_nothing_and_says_how(home: Home) -> None:
    terminal = home.terminal("find")
    terminal.answers("Which words?", "")
    assert "Which words? Give at least one." in terminal.ends(2)


def test_hits_stand_out_on_a_terminal(home: Home) -> None:
    home.keep("reflect", "learned: 'Ask [b]first[/b]'\n", "--on", "2026-01-12")
    terminal = home.terminal("find", "ask")
    terminal.ends()
    assert "\x1b[1;7mAsk\x1b[0m [b]first[/b]" in terminal.raw
