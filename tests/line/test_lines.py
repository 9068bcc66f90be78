"""What a typed line means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.line.lines import LineCommand, answer_line, parse_line


class Typed:
    interactive = False

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def next(self) -> str | None:
        return self._lines.pop(0) if self._lines else None


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("", LineCommand.ENTER),
        ("  ", LineCommand.ENTER),
        ("<", LineCommand.BACK),
        ("?", LineCommand.WHY),
        (":q", LineCommand.STOP),
        (":x ", LineCommand.CLEAR),
        (":Q", LineCommand.STOP),
        ("!R", LineCommand.REPAIR),
        ("!r", LineCommand.REPAIR),
        ("!s", LineCommand.SUPERVISE),
    ],
)
def test_commands_stand_alone_on_a_line(line: str, act: LineCommand) -> None:
    assert parse_line(line) == (act, "")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("<3", "<3"),
        (" <3", "<3"),
        (" ?", "?"),
        ("  ?", " ?"),
        (" :q", ":q"),
        (" :Q", ":Q"),
        (" x", " x"),
        ("? or not", "? or not"),
    ],
)
def test_a_leading_space_makes_a_command_an_answer(line: str, answer: str) -> None:
    assert parse_line(line) == (LineCommand.ANSWER, answer)


def test_a_backslash_continues_on_the_next_line() -> None:
    assert answer_line(Typed("one\\", "two", "three")) == "one\ntwo"
    assert answer_line(Typed("C:\\\\", "next")) == "C:\\"
    assert answer_line(Typed("open\\")) == "open"
    assert answer_line(Typed()) is None


def as_typed(text: str) -> list[str]:
    """How a person types any text: backslashes at line ends doubled, lines continued, a command escaped."""
    lines = text.split("\n")
    doubled = [line + "\\" * (len(line) - len(line.rstrip("\\"))) for line in lines]
    escaped = " " if text.lstrip(" ").lower().startswith(("<", "?", ":q", ":x", "!r", "!s")) else ""
    return [escaped + line if place == 0 else line for place, line in enumerate(doubled)]


@given(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=("Cs",))).filter(str.strip))
def test_any_text_can_be_typed(text: str) -> None:
    lines = as_typed(text)
    typed = answer_line(Typed(*[f"{line}\\" for line in lines[:-1]], lines[-1]))
    assert typed is not None
    assert parse_line(typed) == (LineCommand.ANSWER, text)
