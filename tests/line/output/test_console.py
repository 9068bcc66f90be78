"""The console's wrapping and plain output."""

from __future__ import annotations

import os
import shutil
import sys

import pytest
from rich.cells import cell_len
from rich.table import Table

from alliance_cli.line.asking import KEYS
from alliance_cli.line.output.console import Screen


@pytest.fixture(params=range(40, 90, 7))
def narrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> int:
    assert capsys  # requested first: its streams differ here and in the test, but have the same class
    columns = int(request.param)
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((columns, 24)))
    return columns


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("   1 goals  2 tasks  3 bond  4 none of them in particular", ["1 goals", "2 tasks", "3 bond", "4 none"]),
        (KEYS, ["Enter skips", "> rest", "< back", ":n 2 jumps", "? why", ":x removes", ":q stops and keeps"]),
    ],
)
@pytest.mark.usefixtures("narrow")
def test_no_number_or_key_is_separated_from_its_label(
    capsys: pytest.CaptureFixture[str], line: str, entries: list[str]
) -> None:
    Screen(plain=True).say(line)
    said = capsys.readouterr().err
    assert said.split() == line.split()
    for entry in entries:
        assert entry in said


def test_a_question_wraps_between_words_and_fills_its_lines(narrow: int, capsys: pytest.CaptureFixture[str]) -> None:
    Screen(plain=True).say("opening, 1/9  What would make today worth coming for, for the two of you, in your words?")
    assert capsys.readouterr().err.startswith("opening, 1/9  What")
    assert narrow >= 40


def test_wide_characters_count_as_two_columns(narrow: int, capsys: pytest.CaptureFixture[str]) -> None:
    Screen(plain=True).say("   " + "quiet 😶 漢 " * 20)
    said = capsys.readouterr().err
    assert said.split() == ["quiet", "😶", "漢"] * 20
    assert max(map(cell_len, said.splitlines())) <= narrow


def test_plain_output_has_no_blanks_at_the_ends_of_lines(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("setting", "value", box=None)
    table.add_row("language", "en")
    table.add_row("a longer name", "x")
    Screen(plain=True).show(table)
    lines = capsys.readouterr().out.split("\n")
    assert len(lines) == 4
    assert [line for line in lines if line.endswith(" ")] == []
