"""Reads lines that a person types at a terminal, and locks the vault if nobody types."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from alliance_cli.line.input.idle import Continued, Guard, Idle, enter_within, watched
from alliance_cli.line.input.lines import LOCKED_NOW, NOT_DECODED, UNTOLD, Typing
from alliance_cli.line.input.plain_editor import PlainEditor
from alliance_cli.line.output.console import Screen
from alliance_cli.translation import _

_LONGEST_UNEDITED = 1023
"""How many bytes of one line every terminal passes on without a line editor."""


class TerminalLines:
    """Reads lines from a person at a terminal, with the usual editing keys (fewer in plain output) and no history.

    After ``guard.seconds`` without typing, it locks the vault and clears the screen. Once the passphrase is given, it
    prints the question again and restores the half-typed line. The line editor reads key by key, so a line may have any
    length, even if results are redirected.
    """

    interactive = True

    def __init__(self, screen: Screen, guard: Guard) -> None:
        self._screen = screen
        self._guard = guard
        self._editor = _plain_editor() if screen.heard else _line_editor()
        self.begins = ""
        """The text that the next line begins with, unless the caller passes another."""
        self._begins: str | None = ""
        """The text that the line will begin with; None while the line is being edited."""

    @property
    def fills(self) -> bool:
        return self._editor is not None

    def next(self, typing: Typing = UNTOLD) -> str | None:
        self._screen.asks()
        typed = self._beginning(typing)
        while True:
            self._begins = typed
            try:
                with watched(self._lock_seconds, self._half_typed, typing.so_far):
                    line = self._read(typed)
            except Idle as idle:
                # Enter may be lost if it is pressed at this moment; the line is restored.
                typed = idle.typed
                if not self._shown_again():
                    self._lock(typed)
            except Continued as continued:
                typed = continued.typed
                self._screen.write("")
                self._screen.repeat_question()
            except (KeyboardInterrupt, SystemExit) as ended:
                self._tell_last(typing, ended)
                raise
            else:
                if line is None or (unfit := self._unfit(line)) is None:
                    self._screen.note_input(line or "")
                    return line
                typed = unfit

    def hidden(self, prompt: str) -> str:
        """Reads a hidden line, locking the vault if nobody types; empty for bytes that are not text and at the end."""
        from alliance_cli.line.input.hidden import read_hidden

        while True:
            try:
                with watched(self._lock_seconds, str):
                    return read_hidden(prompt)
            except (EOFError, UnicodeDecodeError):
                return ""
            except Idle:
                self._lock("")
            except Continued:
                self._screen.write("")
                self._screen.repeat_question()

    def _tell_last(self, typing: Typing, ended: BaseException) -> None:
        """Report the typed text when the program is ended, unless closing the window has already emptied the line."""
        half_typed = self._half_typed()
        if typing.so_far and (half_typed or isinstance(ended, KeyboardInterrupt)):
            typing.so_far(half_typed)

    def _beginning(self, typing: Typing) -> str:
        """The draft, which includes earlier lines of the answer, or else the text on the line at the lock."""
        at_the_lock, self.begins = self.begins, ""
        return (typing.begins or at_the_lock) if typing.so_far else (at_the_lock or typing.begins)

    def unlock(self) -> None:
        """Lock, then ask for the new passphrase after another program changed it; raises Locked."""
        self._guard.lock()
        self._guard.unlock()

    @property
    def _lock_seconds(self) -> float:
        """Seconds until the vault is locked; 0 (never) without a line editor, which provides the half-typed line."""
        return self._guard.seconds if self._editor else 0

    def _half_typed(self) -> str:
        """The line so far, without bytes that are not text."""
        if self._editor is None or self._begins is not None:
            return self._begins or ""
        return re.sub(NOT_DECODED, "", str(self._editor.get_line_buffer()))

    def _shown_again(self) -> bool:
        """If a client is in the room, clear the screen and wait for Enter; returns whether it came in time."""
        if not (seconds := self._guard.seconds_for_enter):
            return False
        self._screen.clear()
        self._screen.write(_("Cleared, because nothing was typed for a while. Enter shows the question again."))
        if not enter_within(seconds):
            return False
        self._screen.clear()
        self._screen.repeat_question()
        return True

    def _lock(self, typed: str) -> None:
        self._screen.clear()
        self._guard.leave(typed)
        self._guard.lock()
        self._screen.write(_(LOCKED_NOW))
        self._guard.unlock()
        self._screen.clear()
        self._screen.repeat_question()

    def _unfit(self, line: str) -> str | None:
        """For a line that did not arrive as typed, explains why and returns the usable part; otherwise None."""
        if re.search(NOT_DECODED, line):
            self._screen.say(
                "   " + _("Part of that was not text that can be kept. The rest is on the line again; Enter takes it.")
            )
            return re.sub(NOT_DECODED, "", line)
        if self._editor is None and len(line.encode()) >= _LONGEST_UNEDITED:
            too_long = _("That line is too long for this terminal. End a part of it with \\ and go on below.")
            self._screen.say(f"   {too_long}")
            return ""
        return None

    def _read(self, typed: str) -> str | None:
        try:
            if self._editor is None:
                sys.stderr.write("> ")
                sys.stderr.flush()
                return input()
            if isinstance(self._editor, PlainEditor):
                self._editor.begin(typed)
                self._begins = None
                return self._editor.read("> ")
            with _shown_at_the_terminal():
                return self._edit(self._editor, typed)
        except EOFError:
            sys.stderr.write("\n")
            return None

    def _edit(self, editor: ModuleType, typed: str) -> str:
        def begin() -> None:
            self._begins = None
            editor.insert_text(typed)

        editor.set_startup_hook(begin)
        try:
            return input("> ")
        finally:
            editor.set_startup_hook(None)


@contextmanager
def _shown_at_the_terminal() -> Iterator[None]:
    """Inside the block, points standard output to the terminal, even if results are redirected.

    The line editor draws on standard output, and reads key by key only if that is a terminal.
    """
    if sys.stdout.isatty():
        yield
        return
    sys.stdout.flush()
    results = os.dup(1)
    terminal = 2 if os.isatty(2) else 0
    os.dup2(terminal, 1)
    try:
        yield
    finally:
        os.dup2(results, 1)
        os.close(results)


def _plain_editor() -> PlainEditor | None:
    try:
        import termios  # noqa: F401 - other platforms read lines in their own way
    except ImportError:
        return None
    return PlainEditor()


def _line_editor() -> ModuleType | None:
    try:
        import readline
    except ImportError:  # other platforms edit lines in their own way
        return None
    readline.set_auto_history(False)
    readline.parse_and_bind("tab: self-insert")
    readline.parse_and_bind("set enable-bracketed-paste on")
    return readline
