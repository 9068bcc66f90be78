"""The console, through which all output to stdout and stderr goes; typed text reaches Rich as ``literal``."""

from __future__ import annotations

import codecs
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from alliance_cli.line.input.idle import handled
from alliance_cli.line.output.redrawing import LaidOut, Redrawn
from alliance_cli.line.output.wrapping import laid_out
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from alliance_cli.line.output.pager import Pager

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_SCREENFUL = 100
"""How many blank lines to print on a terminal that cannot be cleared."""


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(character, "?") for character in error.object[error.start : error.end]), error.end


SPELT_OUT = "spelt-out"
"""An error handler for streams without Unicode: turns the program's own characters to ASCII, others to ``?``."""
_PLAIN = {"·": "-", "…": "...", "–": "-", "’": "'", "„": '"', "“": '"'}
_PLAIN |= {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
codecs.register_error(SPELT_OUT, _spell_out)


class Around(Protocol):
    """The full-screen window that shows the output of a command run from ``alliance day``."""

    margin: int
    """How many columns results must leave free."""

    def holds(self, text: str, shown: RenderableType) -> bool:
        """Collect output instead of printing it, to be drawn later at any width; False if it is to be printed now."""

    def asks(self) -> None:
        """Called before a question, so that earlier output is shown first."""

    def forget(self) -> None:
        """Drop the collected output."""


class Screen:
    """Writes results to stdout and everything else to stderr."""

    def __init__(self, *, plain: bool, heard: bool = False, window: Around | None = None) -> None:
        self.plain = plain
        self.window = window
        """The full-screen window around the command; None without one."""
        self.heard = heard
        """Whether output is for a screen reader or braille: charts in words, and tables row by row."""
        self._question: list[str] = []
        """The open question: everything printed and typed since the last blank line."""
        self._heading = ""
        self._above: Callable[[], None] | None = None
        self.rows_shown = 0
        """The number of result rows since the last typed line, except those shown in a pager."""

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        from alliance_cli.views.aloud import HeardConsole

        return (HeardConsole if self.heard else Console)(
            markup=False,
            highlight=False,
            emoji=False,
            no_color=True if self.plain else None,
            force_terminal=False if self.plain else None,
            width=self.columns - self.window.margin if self.window else None,
        )

    @property
    def draws_unicode(self) -> bool:
        """Whether stdout can show block characters."""
        return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")

    @property
    def rows(self) -> int | None:
        """The height of the window in rows; None if results do not go to a terminal."""
        import shutil

        return shutil.get_terminal_size().lines if sys.stdout.isatty() else None

    def rows_above(self, below: int) -> int | None:
        """How many rows a result may take if ``below`` rows stay free under it, at least 1; None as for ``rows``."""
        rows = self.rows
        return None if rows is None else max(1, rows - below)

    @property
    def columns(self) -> int:
        """The width of the window in columns, or 80 without one."""
        import shutil

        return shutil.get_terminal_size().columns

    def rows_of(self, text: str) -> int:
        """How many rows a text takes when ``say`` prints it."""
        return len(laid_out(text))

    def show(self, result: RenderableType, *, as_is: bool = False) -> None:
        """Print a result to stdout; with ``as_is`` no line is wrapped, for text that is copied or piped.

        In plain output, blanks at the ends of lines are removed.
        """
        shown = literal(result) if isinstance(result, str) else result
        if as_is:
            self._console.print(shown, soft_wrap=True)
            return
        text = self._drawn(shown)
        text = "\n".join(line.rstrip(" ") for line in text.split("\n")) if self.plain else text
        if not (self.window and self.window.holds(text, Redrawn(self._console, shown))):
            self._put(text)

    def show_long(self, result: RenderableType, pager: Pager | None) -> None:
        """``show``, but on a terminal a result longer than the window goes through the pager, if there is one."""
        rows = None if self.plain else self.rows
        if pager is None or rows is None:
            self.show(result)
            return
        text = self._drawn(literal(result) if isinstance(result, str) else result)
        sys.stdout.flush()
        if text.count("\n") < rows or not pager.show(text):
            self._put(text)

    def rows_drawn(self, result: RenderableType) -> int:
        """How many rows a result takes."""
        return self._drawn(result).count("\n")

    def _put(self, text: str) -> None:
        self.rows_shown += text.count("\n")
        sys.stdout.write(text)

    def _drawn(self, shown: RenderableType) -> str:
        with self._console.capture() as captured:
            self._console.print(shown)
        return captured.get()

    def emit_json(self, document: object) -> None:
        """Print one JSON document to stdout in ASCII, so it contains no control characters."""
        import json

        sys.stdout.write(json.dumps(document, indent=2) + "\n")

    def say(self, text: str = "") -> None:
        """Print to stderr; on a terminal, lines are wrapped between words and stay indented."""
        self._question = [*self._question, text] if text else []
        self.write(text)

    def note_input(self, line: str) -> None:
        """Add a typed line to the open question."""
        self._question.append(f"> {line}")
        self.rows_shown = 0

    @contextmanager
    def under_heading(self, heading: str) -> Iterator[None]:
        """Print a heading for the questions inside the block; ``repeat_question`` prints it again."""
        before, self._heading = self._heading, heading
        self.say(heading)
        try:
            yield
        finally:
            self._heading = before

    @contextmanager
    def below(self, show: Callable[[], None]) -> Iterator[None]:
        """Call ``show`` to print the text above the questions inside the block; ``repeat_question`` calls it again."""
        self._above = show
        show()
        try:
            yield
        finally:
            self._above = None

    def repeat_question(self) -> None:
        """Print the heading and the open question again, including the lines typed so far."""
        if self._above:
            self._above()
        self.write("\n".join([*([self._heading, ""] if self._heading else []), *self._question]))

    def asks(self) -> None:
        """Tell the window that a question follows, so that it shows earlier output first."""
        if self.window:
            self.window.asks()

    def clear(self) -> None:
        """Clear the terminal and its scrollback, even in plain output, because others may see it."""
        for stream in (sys.stdout, sys.stderr):
            if stream.isatty():
                stream.write(_CLEAR if os.environ.get("TERM") != "dumb" else "\n" * _SCREENFUL)
                stream.flush()
        if self.window:
            self.window.forget()

    @contextmanager
    def cleared_afterwards(self) -> Iterator[None]:
        """Clear the terminal and its scrollback after the block, however it ends.

        Ctrl-Z is ignored inside the block, since it would skip the clearing.
        """
        with handled("SIGTSTP", signal.SIG_IGN):
            try:
                yield
            finally:
                with suppress(OSError):  # the terminal is gone, so there is nothing to clear
                    self.clear()

    def write(self, text: str) -> None:
        """Print to stderr without adding to the open question.

        If stderr cannot be written to, OSError is raised only if a person is present or questions are being asked.
        """
        lines = "\n".join(laid_out(text)) + "\n"
        if self.window and self.window.holds(lines, LaidOut(text)):
            return
        try:
            sys.stderr.write(lines)
            sys.stderr.flush()
        except OSError:
            if self._heading or sys.stdin.isatty():
                raise
