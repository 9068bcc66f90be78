"""With a private screen, typed text is shown only after a key is pressed."""

from __future__ import annotations

import pytest

from tests.journeys.program import Home

RARE = "wolkenbruchglas"
AHEAD = "What you typed comes next."


@pytest.fixture
def shared(home: Home) -> Home:
    home.keep("reflect", f"ruptures: [{{note: {RARE}, plan: {RARE}}}]\nlearned: {RARE}\n", "--on", "2020-01-02")
    told = home.forked("supervise", "add", "J7", "--answers", "-", stdin=f"question: {RARE}\n")
    assert told.returncode == 0, told.stderr
    assert home.forked("tailor", "J7", "--answers", "-", stdin=f"about-you: {RARE}\n").returncode == 0
    assert home.forked("config", "set", "screen.private", "on").returncode == 0
    return home


SHOWING = (
    ("prep", "J7"),
    ("prep", "J7", "--card"),
    ("prep", "J7", "--card", "--json", "--notes"),
    ("reflect", "J7", "--on", "2020-01-02", "--restart"),
    ("repair", "J7"),
    ("history", "J7", "--notes"),
    ("history", "J7", "--browse"),
    ("history", "J7", "--json", "--notes"),
    ("find", RARE.upper()),
    ("moments", "J7", "--open"),
    ("moments", "--notes"),
    ("moments", "J7", "--show", "1"),
    ("moments", "J7", "--edit", "1"),
    ("supervise", "--notes"),
    ("supervise", "show", "1"),
    ("supervise", "prepare", "1"),
    ("supervise", "pack"),
    ("tailor", "J7"),
    ("tailor", "J7", "--history", "--notes"),
    ("--json", "--notes"),
)


@pytest.mark.parametrize("words", SHOWING, ids=" ".join)
def test_typed_text_is_hidden_until_a_key_is_pressed(shared: Home, words: tuple[str, ...]) -> None:
    terminal = shared.terminal(*words)
    terminal.answers(AHEAD, "n")
    assert "It stays hidden." in terminal.ends()
    assert RARE not in terminal.text


@pytest.mark.parametrize("words", [("moments", "J7", "--open"), ("history", "J7", "--notes", "--no-pager")])
def test_one_key_shows_the_text(shared: Home, words: tuple[str, ...]) -> None:
    terminal = shared.terminal(*words)
    terminal.answers(AHEAD, "")
    assert RARE in terminal.ends()


@pytest.mark.parametrize("words", [(), ("history", "J7"), ("moments", "J7"), ("supervise",), ("client", "list")])
def test_a_result_without_typed_text_needs_no_key(shared: Home, words: tuple[str, ...]) -> None:
    ended = shared.terminal(*words).ends()
    assert AHEAD not in ended
    assert RARE not in ended


def test_piped_output_needs_no_key_and_the_setting_is_on_or_off(shared: Home) -> None:
    assert RARE in shared.forked("history", "J7", "--notes").stdout
    told = shared.forked("config", "set", "screen.private", "maybe")
    assert told.returncode == 2
    assert "screen.private is on or off." in told.stderr
