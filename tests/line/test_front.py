"""Questions outside walks: how to leave them, and how they list their answers."""

from __future__ import annotations

import pytest

from alliance_cli.core.errors import NotFound
from alliance_cli.line.front import LineFront, ask_passphrase
from alliance_cli.line.output.console import Screen


class Typed:
    """A terminal at which a person types only these lines."""

    def __init__(self, *lines: str) -> None:
        self.interactive = True
        self._lines = iter(lines)

    def next(self, typing: object = None) -> str | None:
        return next(self._lines, None)

    def unlock(self) -> None:
        raise AssertionError("nothing is locked here")


def front(*typed: str) -> LineFront:
    lines = Typed(*typed)
    return LineFront(Screen(plain=True), lambda: lines, interactive=True)


@pytest.mark.parametrize("leave", [":q", ":Q ", ""])
def test_leaving_a_yes_or_no_question_means_no(leave: str) -> None:
    assert front(leave, "y").confirm("Open a new client NEU1?", "Enter opens nothing.") is False


def test_a_yes_or_no_question_lists_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert front("?", "y").confirm("Open a new client NEU1?", "Enter opens nothing.") is True
    assert "Answer y or n. Enter opens nothing." in capsys.readouterr().err


def test_a_choice_can_be_left_and_lists_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    def read(typed: str) -> str:
        if typed != "1":
            raise NotFound("There is no such row.")
        return typed

    assert front(":q", "1").choose("Which?", ["1  J7"], read, "A number fits.") is None
    assert front("?", "7", "1").choose("Which?", ["1  J7"], read, "A number fits.") == "1"
    said = capsys.readouterr().err
    assert "A number fits. Enter or :q leaves the question." in said
    assert "There is no such row. A number fits." in said


def test_a_question_mark_repeats_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert front("?", "J7").ask("Type the code.") == "J7"
    said = capsys.readouterr().err
    assert said.count("Type the code.") == 2
    assert "Enter or :q leaves the question." in said
    assert front(":q", "J7").ask("Type the code.") is None


def test_a_passphrase_that_is_not_text_is_reported_and_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter([b"gr\xfcn", "grün".encode()])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("alliance_cli.line.input.hidden.read_hidden", lambda _: next(typed).decode())
    assert ask_passphrase("Passphrase: ") == "grün"
    assert capsys.readouterr().err == "What was typed is not UTF-8 text.\n"
