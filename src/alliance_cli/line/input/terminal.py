"""Reads lines that a person types at a terminal, and locks the vault while nobody does."""

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
"""How many bytes every terminal passes on as one line, if no line editor reads it."""


class TerminalLines:
    """Lines from a person at a terminal, with the usual editing keys and without a history; plain output has fewer.

    After ``guard.seconds`` without typing the vault is locked and the screen cleared. Once the passphrase is given, the
    question is printed again and the half-typed line restored. The line editor reads key by key, so that a line may
    have any length, whether or not the results go to a terminal.
    """

    interactive = True

    def __init__(self, screen: Screen, guard: Guard) -> None:
        self._screen = screen
        self._guard = guard
        self._editor = _plain_editor() if screen.heard else _line_editor()
        self.begins = ""
        """What the next line begins with, unless the caller names another text."""
        self._begins: str | None = ""
        """What the line will begin with; None while it is being typed and the editor holds it."""

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
                # If Enter is pressed at this very moment, it may be lost; the line is not, as it is restored.
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
        """A hidden line; the vault is locked while nobody types. Empty for bytes that are not text and at the end."""
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
        """Report what was typed when the program is ended; closing a window has emptied the line by then."""
        half_typed = self._half_typed()
        if typing.so_far and (half_typed or isinstance(ended, KeyboardInterrupt)):
            typing.so_far(half_typed)

    def _beginning(self, typing: Typing) -> str:
        """The draft, which includes earlier lines of the answer; without one, what was on the line at the lock."""
        at_the_lock, self.begins = self.begins, ""
        return (typing.begins or at_the_lock) if typing.so_far else (at_the_lock or typing.begins)

    def unlock(self) -> None:
        """Lock, then ask for the passphrase, which another program has changed; raises Locked."""
        self._guard.lock()
        self._guard.unlock()

    @property
    def _lock_seconds(self) -> float:
        """Seconds until the vault is locked; 0 (never) without the line editor, which alone knows a half-typed line."""
        return self._guard.seconds if self._editor else 0

    def _half_typed(self) -> str:
        """The line so far, without bytes that are not text."""
        if self._editor is None or self._begins is not None:
            return self._begins or ""
        return re.sub(NOT_DECODED, "", str(self._editor.get_line_buffer()))

    def _shown_again(self) -> bool:
        """Clear the screen if a client is in the room; returns whether Enter brought the question back in time."""
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
        """The usable part of a line that did not arrive as typed, after saying why; None for any other line."""
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
    """Let the line editor show what is typed although the results go elsewhere; they go there again afterwards.

    The editor draws where the standard output leads, and reads key by key only where that is a terminal.
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
        import termios  # noqa: F401 - a platform without it reads lines its own way
    except ImportError:
        return None
    return PlainEditor()


def _line_editor() -> ModuleType | None:
    try:
        import readline
    except ImportError:  # a platform without it edits lines its own way
        return None
    readline.set_auto_history(False)
    readline.parse_and_bind("tab: self-insert")
    readline.parse_and_bind("set enable-bracketed-paste on")
    return readline
