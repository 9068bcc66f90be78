"""Typed lines: where they come from, and whether a line is an answer or a command."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import Enum
from types import ModuleType
from typing import Protocol

from alliance_cli.core.errors import Locked, WrongUse
from alliance_cli.line.console import Screen
from alliance_cli.line.idle import Guard, Idle, Resumed, enter_within, watched

_LONGEST = 16 * 1024 * 1024
"""A line of more characters is no answer, and endless where it comes from a device."""
LOCKED_NOW = "Locked, since nothing was typed for a while. All that was answered is kept."
_NOT_DECODED = re.compile(r"[\udc80-\udcff]")


class LineCommand(Enum):
    """What a typed line means; the value is what is typed."""

    ANSWER = "answer"
    ENTER = ""
    REST = ">"
    BACK = "<"
    WHY = "?"
    STOP = ":q"
    CLEAR = ":x"
    REPAIR = "!r"
    SUPERVISE = "!s"


_COMMANDS = {each.value: each for each in LineCommand if each not in (LineCommand.ANSWER, LineCommand.ENTER)}


def parse_line(line: str) -> tuple[LineCommand, str]:
    """The command that a line is, and the answer in it, empty unless the command is ``ANSWER``.

    A line is a command only if it holds nothing else; case and trailing spaces do not matter. A leading space makes it
    an answer: one space is removed from a line that would otherwise start with a command.
    """
    if not line.strip():
        return LineCommand.ENTER, ""
    word = line.rstrip().lower()
    if word in _COMMANDS:
        return _COMMANDS[word], ""
    escaped = line.startswith(" ") and line.lstrip(" ").lower().startswith(tuple(_COMMANDS))
    return LineCommand.ANSWER, line[1:] if escaped else line


class Lines(Protocol):
    """Where typed lines come from."""

    interactive: bool

    def next(self) -> str | None:
        """The next line without its end, or None when there are no more."""

    def unlock(self) -> None:
        """Unlock the vault after another program changed its passphrase; raises Locked if nobody can be asked."""


class TerminalLines:
    """Lines from a person at a terminal, with the usual editing keys and without a history.

    After ``guard.seconds`` without typing the vault is locked and the screen cleared. Once the passphrase is given, the
    question is printed again and the half-typed line restored.
    """

    interactive = True

    def __init__(self, screen: Screen, guard: Guard) -> None:
        self._screen = screen
        self._guard = guard
        self._editor = _line_editor()
        self.begins = ""
        """What the next line begins with."""

    def next(self) -> str | None:
        typed, self.begins = self.begins, ""
        while True:
            try:
                with watched(self._lock_seconds, self._half_typed):
                    line = self._read(typed)
            except Idle as idle:
                # If Enter is pressed at this very moment, it may be lost; the line is not, as it is restored.
                typed = idle.typed
                if not self._shown_again():
                    self._lock(typed)
            except Resumed as resumed:
                typed = resumed.typed
                self._screen.write("")
                self._screen.repeat_question()
            else:
                self._screen.note_input(line or "")
                return line

    def unlock(self) -> None:
        """Lock, then ask for the passphrase, which another program has changed; raises Locked."""
        self._guard.lock()
        self._guard.unlock()

    @property
    def _lock_seconds(self) -> float:
        """Seconds until the vault is locked; 0 (never) without the line editor, which alone knows a half-typed line."""
        return self._guard.seconds if self._editor and sys.stdout.isatty() else 0

    def _half_typed(self) -> str:
        try:
            return self._editor.get_line_buffer() if self._editor else ""
        except SystemError as failure:  # Ctrl-C at this very moment is its cause
            raise failure.__cause__ or failure from None

    def _shown_again(self) -> bool:
        """Clear the screen where a client is in the room; whether Enter brought the question back in time."""
        if not (seconds := self._guard.seconds_for_enter):
            return False
        self._screen.clear()
        self._screen.write("Cleared, since nothing was typed for a while. Enter shows the question again.")
        if not enter_within(seconds):
            return False
        self._screen.clear()
        self._screen.repeat_question()
        return True

    def _lock(self, typed: str) -> None:
        self._screen.clear()
        self._guard.leave(typed)
        self._guard.lock()
        self._screen.write(LOCKED_NOW)
        self._guard.unlock()
        self._screen.clear()
        self._screen.repeat_question()

    def _read(self, typed: str) -> str | None:
        try:
            if sys.stdout.isatty():
                return self._edit(typed)
            sys.stderr.write("> ")
            sys.stderr.flush()
            return input()
        except EOFError:
            sys.stderr.write("\n")
            return None

    def _edit(self, typed: str) -> str:
        editor = self._editor
        if editor is None or not typed:
            return input("> ")
        editor.set_startup_hook(lambda: editor.insert_text(typed))
        try:
            return input("> ")
        finally:
            editor.set_startup_hook(None)


def _line_editor() -> ModuleType | None:
    try:
        import readline
    except ImportError:  # a platform without it edits lines its own way
        return None
    readline.set_auto_history(False)
    readline.parse_and_bind("tab: self-insert")
    readline.parse_and_bind("set enable-bracketed-paste on")
    return readline


class PipedLines:
    """Lines from a file or another program."""

    interactive = False

    def __init__(self) -> None:
        # Bytes that are not UTF-8 must neither stop the lines before them nor be stored as other characters.
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]

    def next(self) -> str | None:
        line = sys.stdin.readline(_LONGEST + 1)
        if len(line) > _LONGEST:
            raise WrongUse("The next line is longer than any answer.", "Everything before it is kept.")
        if _NOT_DECODED.search(line):
            hint = "Everything before it is kept. Save it as UTF-8, then go on where it stopped."
            raise WrongUse("The next line is not UTF-8 text.", hint)
        return line.removesuffix("\n").removesuffix("\r") if line else None

    def unlock(self) -> None:
        raise Locked("The passphrase was changed meanwhile.", "What was answered before is kept.")

    def left_over(self) -> bool:
        """Whether any line that is not blank is left to read."""
        return any(part.strip() for part in iter(lambda: sys.stdin.read(_LONGEST), ""))


def answer_line(lines: Lines) -> str | None:
    r"""One answer, or None at the end. ``\`` at the end of a line continues it; ``\\`` there stands for a backslash."""
    parts: list[str] = []
    for line in _remaining(lines):
        body = line.rstrip("\\")
        backslashes = len(line) - len(body)
        parts.append(body + "\\" * (backslashes // 2))
        if backslashes % 2 == 0:
            break
    return "\n".join(parts) if parts else None


def _remaining(lines: Lines) -> Iterator[str]:
    while (line := lines.next()) is not None:
        yield line
