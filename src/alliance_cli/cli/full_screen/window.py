"""Keeps the terminal's alternate screen during a day and buffers the output of its commands."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from alliance_cli.line.input.idle import handled

if TYPE_CHECKING:
    from rich.console import RenderableType

_ENTER, _LEAVE, _EMPTY = "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J\x1b[H"


class Window:
    """The alternate screen. Nothing shown on it reaches the scrollback, and leaving it clears it.

    A command's output is buffered. Once the command asks a question, the output is shown on an empty screen.
    """

    margin = 5
    """Columns that results leave free for their frame."""

    def __init__(self) -> None:
        self._holds = False
        self._pieces: list[tuple[str, RenderableType | None]] = []

    @property
    def said(self) -> str:
        """The output since the last question, as printed."""
        return "".join(text for text, _shown in self._pieces)

    @property
    def shown(self) -> RenderableType:
        """The same output, to be drawn at any width, without leading and trailing blank lines."""
        from rich.console import Group
        from rich.text import Text

        texts = [bool(text.strip()) for text, _shown in self._pieces]
        if True not in texts:
            return Group()
        pieces = self._pieces[texts.index(True) : len(texts) - texts[::-1].index(True)]
        return Group(*(Text.from_ansi(text.strip("\n")) if shown is None else shown for text, shown in pieces))

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Use the alternate screen inside the block. Ctrl-Z is ignored, because the shell would appear on it."""
        with handled("SIGTSTP", signal.SIG_IGN):
            self.take()
            try:
                yield
            finally:
                _write(_LEAVE)

    def take(self) -> None:
        """Enter an empty alternate screen, again each time a full-screen app has left it."""
        _write(_ENTER + _EMPTY)

    @contextmanager
    def left(self) -> Iterator[None]:
        """Leave the alternate screen inside the block."""
        _write(_LEAVE)
        try:
            yield
        finally:
            self.take()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Buffer output inside the block until a question is asked; ``said`` has it afterwards."""
        self.forget()
        self._holds = True
        out, err = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Held(out, self), _Held(err, self)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = out, err
            if not self._holds:
                self.take()
            self._holds = False

    def asks(self) -> None:
        """Show the buffered output, because a question follows."""
        if self._holds:
            self._holds = False
            _write(_EMPTY + self.said)
        self.forget()

    def forget(self) -> None:
        """Discard the buffered output."""
        self._pieces = []

    def holds(self, text: str, shown: RenderableType) -> bool:
        """Buffer a result that would be printed as ``text``; return False if output is shown at once."""
        if self._holds:
            self._pieces.append((text, shown))
        return self._holds

    def hears(self, text: str, stream: IO[str]) -> None:
        """Record output, and show it at once if a question was asked before."""
        self._hear(text)
        if not self._holds:
            stream.write(text)

    def _hear(self, text: str) -> None:
        """Record a piece of text, which may end in the middle of a line."""
        if self._pieces and self._pieces[-1][1] is None:
            text = self._pieces.pop()[0] + text
        self._pieces.append((text, None))


class _Held:
    """Replaces stdout or stderr; it is a terminal if the original is one."""

    def __init__(self, stream: IO[str], window: Window) -> None:
        self._stream, self._window = stream, window

    def write(self, text: str) -> int:
        self._window.hears(text, self._stream)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _write(text: str) -> None:
    """Write to the terminal itself, whatever stdout is now; a closed terminal is ignored."""
    stream = sys.__stderr__
    if stream is None or os.environ.get("TERM") == "dumb":
        return
    with suppress(OSError, ValueError):
        stream.write(text)
        stream.flush()


def drop_typed_ahead() -> None:
    """Discard keys typed while the full screen was closing, or the next reader would get them."""
    try:
        import termios
    except ImportError:  # no termios on this platform
        return
    with suppress(OSError, ValueError, AttributeError, termios.error):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
