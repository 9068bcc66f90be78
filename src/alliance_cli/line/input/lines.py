"""Defines the sources of typed lines, and tells answers from commands."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from msgspec import Struct

from alliance_cli.core.errors import Locked, WrongUse
from alliance_cli.translation import N_, _

_LONGEST = 16 * 1024 * 1024
"""The most characters of a line; a longer one is no answer, and from a device it might never end."""
LOCKED_NOW = N_("Locked, because nothing was typed for a while. Your answers are kept.")
NOT_DECODED = r"[\udc80-\udcff]"
"""Matches bytes that are not text in the encoding of the terminal or the pipe."""
_BYTE_ORDER_MARK = "\ufeff"


class LineCommand(Enum):
    """The meaning of a typed line; the value is the text that a person types."""

    ANSWER = "answer"
    ENTER = ""
    REST = ">"
    BACK = "<"
    WHY = "?"
    STOP = ":q"
    CLEAR = ":x"
    GO_TO = ":n"
    FURTHER = "+"
    REPAIR = "!r"
    HAND_OVER = "!h"
    SUPERVISE = "!s"
    MARK_STRONG = "!m"
    MARK_WITHDRAWAL = "!w"
    MARK_CONFRONTATION = "!c"
    MARK_MIXED = "!x"
    NOTE = "!n"
    TAKE_BACK = "!u"


_GO_TO = r":n\s*([0-9]{0,4})|:n\s+\S+"
"""Matches ``:n`` with one word: a mistyped ``:n 5``, never an answer."""
_NOTE = re.compile(r"!n\s+(.*\S)\s*", re.IGNORECASE | re.DOTALL)
_COMMANDS = {each.value: each for each in LineCommand if each not in (LineCommand.ANSWER, LineCommand.ENTER)}


def parse_line(line: str) -> tuple[LineCommand, str]:
    """Returns the command in a line with its text: the answer, the number after ``:n``, the words after ``!n``, or "".

    A line is a command only if it contains nothing else; case and trailing spaces do not matter. A leading space makes
    it an answer: one space is removed from a line that would otherwise start with a command.
    """
    if not line.strip():
        return LineCommand.ENTER, ""
    word = line.rstrip().lower()
    if word in _COMMANDS:
        return _COMMANDS[word], ""
    if number := re.fullmatch(_GO_TO, word):
        return LineCommand.GO_TO, number[1] or ""
    if note := _NOTE.fullmatch(line):
        return LineCommand.NOTE, note[1]
    escaped = line.startswith(" ") and line.lstrip(" ").lower().startswith(tuple(_COMMANDS))
    return LineCommand.ANSWER, line[1:] if escaped else line


def parse_filled(begins: str, line: str) -> tuple[LineCommand, str]:
    """``parse_line`` for a line that began with ``begins``; a command directly after that text counts too."""
    behind = line.removeprefix(begins) if begins and line.startswith(begins) else ""
    act, number = parse_line(behind.lstrip())
    return parse_line(line) if act in (LineCommand.ENTER, LineCommand.ANSWER) or behind[-1] == " " else (act, number)


def as_line(text: str) -> str:
    """The line that a person would type for an answer; the inverse of ``answer_line`` with ``parse_line``."""
    line = text + "\\" * (len(text) - len(text.rstrip("\\")))
    return f" {line}" if line.lstrip(" ").lower().startswith(tuple(_COMMANDS)) else line


def as_text(line: str) -> str:
    """The answer in a half-typed line; empty for a command."""
    body = line.rstrip("\\")
    act, answer = parse_line(body + "\\" * ((len(line) - len(body)) // 2))
    return answer if act is LineCommand.ANSWER else ""


class Typing(Struct, frozen=True):
    """The text that an editable line begins with, and a function that receives the text typed so far, until Enter."""

    begins: str = ""
    so_far: Callable[[str], None] | None = None


UNTOLD = Typing()
"""A line that begins empty and is not reported before Enter."""


class Lines(Protocol):
    """A source of typed lines."""

    interactive: bool

    @property
    def fills(self) -> bool:
        """Whether a line can begin with text to edit."""

    def next(self, typing: Typing = UNTOLD) -> str | None:
        """The next line without its line end, or None if there are no more."""

    def unlock(self) -> None:
        """Ask for the passphrase after another program changed it; raises Locked if nobody can be asked."""


class PipedLines:
    """Reads lines from a file or another program."""

    interactive = fills = False

    def __init__(self) -> None:
        # Bytes that are not UTF-8 must not stop the lines before them, or be stored as other characters.
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
        self._at_the_start = True

    def next(self, typing: Typing = UNTOLD) -> str | None:
        line = sys.stdin.readline(_LONGEST + 1)
        if len(line) > _LONGEST:
            raise WrongUse(_("The next line is longer than any answer."), _("Everything before it is kept."))
        if self._at_the_start:
            line, self._at_the_start = line.removeprefix(_BYTE_ORDER_MARK), False
        if re.search(NOT_DECODED, line):
            hint = _("Everything before it is kept. Save it as UTF-8, then go on where it stopped.")
            raise WrongUse(_("The next line is not UTF-8 text."), hint)
        return line.removesuffix("\n").removesuffix("\r") if line else None

    def unlock(self) -> None:
        raise Locked(_("The passphrase was changed in the meantime."), _("Your earlier answers are kept."))

    def left_over(self) -> bool:
        """Whether there is another line that is not blank."""
        return any(part.strip() for part in iter(lambda: sys.stdin.read(_LONGEST), ""))


def answer_line(lines: Lines, typing: Typing = UNTOLD) -> str | None:
    r"""Reads one answer; None at the end. ``\`` at the end of a line continues it; ``\\`` there means a backslash."""
    parts: list[str] = []
    while (line := lines.next(_continued(parts, typing))) is not None:
        body = line.rstrip("\\")
        backslashes = len(line) - len(body)
        parts.append(body + "\\" * (backslashes // 2))
        if backslashes % 2 == 0:
            break
    return "\n".join(parts) if parts else None


def _continued(parts: list[str], typing: Typing) -> Typing:
    """The ``Typing`` of a continuation line, which begins empty and reports the lines before it too."""
    told = typing.so_far
    if not parts or told is None:
        return UNTOLD if parts else typing
    return Typing("", lambda line: told("\n".join([*parts, line])))
