"""The meaning of typed lines."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.line.input.lines import (
    LineCommand,
    PipedLines,
    Typing,
    answer_line,
    as_line,
    as_text,
    parse_filled,
    parse_line,
)


class Typed:
    interactive = False
    fills = False

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def next(self, typing: object = None) -> str | None:
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
def test_a_command_must_be_alone_on_its_line(line: str, act: LineCommand) -> None:
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
        (" :n 5", ":n 5"),
        (" :n five", ":n five"),
        (":n 5 or so", ":n 5 or so"),
        (":no", ":no"),
        ("? or not", "? or not"),
    ],
)
def test_a_leading_space_makes_a_command_an_answer(line: str, answer: str) -> None:
    assert parse_line(line) == (LineCommand.ANSWER, answer)


def test_a_backslash_continues_the_line() -> None:
    assert answer_line(Typed("one\\", "two", "three")) == "one\ntwo"
    assert answer_line(Typed("C:\\\\", "next")) == "C:\\"
    assert answer_line(Typed("open\\")) == "open"
    assert answer_line(Typed()) is None


def as_typed(text: str) -> list[str]:
    """The lines a person types for any text: doubled backslashes at line ends, continued lines, escaped commands."""
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


@pytest.mark.parametrize(("line", "number"), [(":n 5", "5"), (":N5", "5"), (":n  12 ", "12"), (":n", ""), (":n x", "")])
def test_a_question_is_given_by_its_number(line: str, number: str) -> None:
    assert parse_line(line) == (LineCommand.GO_TO, number)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("as it was:q", (LineCommand.STOP, "")),
        ("as it was <", (LineCommand.BACK, "")),
        ("as it was:n 3", (LineCommand.GO_TO, "3")),
        ("as it was? ", (LineCommand.ANSWER, "as it was? ")),
        ("as it wasn't:q", (LineCommand.ANSWER, "as it wasn't:q")),
        ("as it was", (LineCommand.ANSWER, "as it was")),
        ("as it was and is", (LineCommand.ANSWER, "as it was and is")),
        (":q", (LineCommand.STOP, "")),
        ("", (LineCommand.ENTER, "")),
    ],
)
def test_a_command_after_prefilled_text_counts_unless_a_space_separates_it(
    typed: str, meant: tuple[LineCommand, str]
) -> None:
    assert parse_filled("as it was", typed) == meant


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=("Cs",))).filter(str.strip))
def test_a_line_that_begins_with_an_answer_gives_that_answer(text: str) -> None:
    typed = answer_line(Typed(as_line(text)))
    assert typed is not None
    assert parse_filled("", typed) == parse_filled(as_line(text), typed) == (LineCommand.ANSWER, text)
    assert as_text(as_line(text)) == text


def test_reported_text_includes_continued_lines() -> None:
    told: list[str] = []

    class Telling(Typed):
        def next(self, typing: Typing = Typing()) -> str | None:  # noqa: B008
            if typing.so_far:
                typing.so_far("half")
            return super().next()

    assert answer_line(Telling("one\\", "two"), Typing("", told.append)) == "one\ntwo"
    assert told == ["half", "one\nhalf"]


@pytest.mark.parametrize("typed", [":q", " ", "<", ""])
def test_a_half_typed_command_is_not_an_answer(typed: str) -> None:
    assert as_text(typed) == ""


def test_a_byte_order_mark_before_piped_answers_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\ufeffSettled\n\ufefflater\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), "utf-8"))
    lines = PipedLines()
    assert (lines.next(), lines.next(), lines.next()) == ("Settled", "\ufefflater", None)
