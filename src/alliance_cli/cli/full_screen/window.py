"""Keeps the alternate screen of the terminal while a day goes on there, and holds back what its commands say."""

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
    """The alternate screen: what is shown on it never reaches the scrollback, and is gone when it is left.

    What a command says is held back until it asks something; then all of that is shown, on an empty screen.
    """

    margin = 5
    """Columns that results leave free, for the frame they are shown in."""

    def __init__(self) -> None:
        self._holds = False
        self._pieces: list[tuple[str, RenderableType | None]] = []

    @property
    def said(self) -> str:
        """What was said since something was asked last, as it was printed."""
        return "".join(text for text, _shown in self._pieces)

    @property
    def shown(self) -> RenderableType:
        """The same, to be drawn at any width, without blank lines at its beginning and end."""
        from rich.console import Group
        from rich.text import Text

        texts = [bool(text.strip()) for text, _shown in self._pieces]
        if True not in texts:
            return Group()
        pieces = self._pieces[texts.index(True) : len(texts) - texts[::-1].index(True)]
        return Group(*(Text.from_ansi(text.strip("\n")) if shown is None else shown for text, shown in pieces))

    @contextmanager
    def kept(self) -> Iterator[None]:
        """The window is there inside the block; Ctrl-Z is ignored, as it would leave a shell inside it."""
        with handled("SIGTSTP", signal.SIG_IGN):
            self.take()
            try:
                yield
            finally:
                _write(_LEAVE)

    def take(self) -> None:
        """Take the alternate screen, empty; the full screen gives it back each time it ends."""
        _write(_ENTER + _EMPTY)

    @contextmanager
    def left(self) -> Iterator[None]:
        """The terminal is as it was before, inside the block."""
        _write(_LEAVE)
        try:
            yield
        finally:
            self.take()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """What is said inside the block is held back until something is asked; ``said`` has it afterwards."""
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
        """Show what was held back, since something is asked now."""
        if self._holds:
            self._holds = False
            _write(_EMPTY + self.said)
        self.forget()

    def forget(self) -> None:
        """Nothing was said so far."""
        self._pieces = []

    def holds(self, text: str, shown: RenderableType) -> bool:
        """Hold back a result that would be printed as ``text``; False where what is said is shown at once."""
        if self._holds:
            self._pieces.append((text, shown))
        return self._holds

    def hears(self, text: str, stream: IO[str]) -> None:
        """Take in what is said; it is shown at once where something was asked before."""
        self._hear(text)
        if not self._holds:
            stream.write(text)

    def _hear(self, text: str) -> None:
        """Take in a piece of text, which may end within a line."""
        if self._pieces and self._pieces[-1][1] is None:
            text = self._pieces.pop()[0] + text
        self._pieces.append((text, None))


class _Held:
    """Stands for stdout or stderr, and is a terminal where that is one."""

    def __init__(self, stream: IO[str], window: Window) -> None:
        self._stream, self._window = stream, window

    def write(self, text: str) -> int:
        self._window.hears(text, self._stream)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _write(text: str) -> None:
    """Write to the terminal, whatever stands for the streams; one that is gone shows nothing any more."""
    stream = sys.__stderr__
    if stream is None or os.environ.get("TERM") == "dumb":
        return
    with suppress(OSError, ValueError):
        stream.write(text)
        stream.flush()


def drop_typed_ahead() -> None:
    """Forget what was typed while the full screen was being left, which whatever reads next would take."""
    try:
        import termios
    except ImportError:  # a platform without such terminals
        return
    with suppress(OSError, ValueError, AttributeError, termios.error):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
