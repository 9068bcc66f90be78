"""Fingers: what is typed, line by line, and what a line means."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import Enum
from types import ModuleType
from typing import Protocol

from alliance_cli.core.errors import Locked, WrongUse
from alliance_cli.line.console import Screen
from alliance_cli.line.idle import Guard, Idle, Resumed, watched

_NOT_DECODED = re.compile(r"[\udc80-\udcff]")


class LineCommand(Enum):
    """What a typed line asks for."""

    ANSWER = "answer"
    ENTER = ""
    BACK = "<"
    WHY = "?"
    STOP = ":q"
    CLEAR = ":x"
    REPAIR = "!r"
    SUPERVISE = "!s"


_TYPED = {act.value: act for act in LineCommand if act.value not in (LineCommand.ANSWER.value, LineCommand.ENTER.value)}


def parse_line(line: str) -> tuple[LineCommand, str]:
    """What a line asks for, and the answer in it.

    Only a line that is a command and nothing else counts as one. A leading space makes it an answer: one space is
    taken off any line that would begin with a command without it.
    """
    if not line.strip():
        return LineCommand.ENTER, ""
    word = line.rstrip().lower()
    if word in _TYPED:
        return _TYPED[word], ""
    escaped = line.startswith(" ") and line.lstrip(" ").startswith(tuple(_TYPED))
    return LineCommand.ANSWER, line[1:] if escaped else line


class Lines(Protocol):
    """Where typed lines come from."""

    interactive: bool

    def next(self) -> str | None:
        """The next line without its end, or None when there are no more."""

    def unlock(self) -> None:
        """Open the vault again, after its passphrase was changed elsewhere; raises Locked where nobody can be asked."""


class TerminalLines:
    """Lines from a person at a terminal, with the editing keys they know and no history of what was typed.

    Where ``guard`` says so, a line that is waited for too long is locked: the screen is cleared, and after the
    passphrase the question stands there again, with what was half typed.
    """

    interactive = True

    def __init__(self, screen: Screen, guard: Guard) -> None:
        self._screen = screen
        self._guard = guard
        self._editor = _line_editor()

    def next(self) -> str | None:
        begun = ""
        while True:
            try:
                with watched(self._patience, self._half_typed):
                    line = self._read(begun)
            except Idle as idle:
                # Pressed at the very moment, Enter may be lost; the line is not: it is offered again.
                begun = idle.typed
                self._lock()
            except Resumed as back:
                begun = back.typed
                self._screen.tell("")
                self._screen.repeat()
            else:
                self._screen.heard(line or "")
                return line

    def unlock(self) -> None:
        """Ask for the passphrase, after another program has changed it; raises Locked."""
        self._guard.lock()
        self._guard.unlock()

    @property
    def _patience(self) -> float:
        """Without the line editor nobody could say what was half typed, so nothing is locked over it."""
        return self._guard.seconds if self._editor and sys.stdout.isatty() else 0

    def _half_typed(self) -> str:
        return self._editor.get_line_buffer() if self._editor else ""

    def _lock(self) -> None:
        self._guard.lock()
        self._screen.clear()
        self._screen.tell("Locked, since nothing was typed for a while. All that was answered is kept.")
        self._guard.unlock()
        self._screen.clear()
        self._screen.repeat()

    def _read(self, begun: str) -> str | None:
        try:
            if sys.stdout.isatty():
                return self._edited(begun)
            sys.stderr.write("> ")
            sys.stderr.flush()
            return input()
        except EOFError:
            sys.stderr.write("\n")
            return None

    def _edited(self, begun: str) -> str:
        editor = self._editor
        if editor is None or not begun:
            return input("> ")
        editor.set_startup_hook(lambda: editor.insert_text(begun))
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
        # A byte that is no letter must not stop the lines before it, nor be kept as something else.
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]

    def next(self) -> str | None:
        line = sys.stdin.readline()
        if _NOT_DECODED.search(line):
            hint = "Everything before it is kept. Save it as UTF-8, then go on where it stopped."
            raise WrongUse("The next line is not UTF-8 text.", hint)
        return line.removesuffix("\n").removesuffix("\r") if line else None

    def unlock(self) -> None:
        raise Locked("The passphrase was changed meanwhile.", "What was answered before is kept.")

    def left_over(self) -> bool:
        """Whether anything but blank lines is left to read."""
        return any(line.strip() for line in sys.stdin)


def answer_line(lines: Lines) -> str | None:
    r"""One answer: a ``\`` at a line's end continues it on the next line, ``\\`` there is a backslash."""
    parts: list[str] = []
    for line in _until_end(lines):
        body = line.rstrip("\\")
        slashes = len(line) - len(body)
        parts.append(body + "\\" * (slashes // 2))
        if slashes % 2 == 0:
            break
    return "\n".join(parts) if parts else None


def _until_end(lines: Lines) -> Iterator[str]:
    while (line := lines.next()) is not None:
        yield line
