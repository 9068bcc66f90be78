"""Reads a line at the terminal without showing it, of any length."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PASTE = "\x1b\\[20[01]~"
"""What a terminal puts around a text that is pasted."""
_ENTER = (b"\r", b"\n")
_END, _ERASE, _ERASE_ALL = b"\x04", (b"\x08", b"\x7f"), b"\x15"


def read_hidden(prompt: str) -> str:
    """The line typed; raises EOFError for Ctrl-D at its start, and UnicodeDecodeError for bytes that are no text.

    The terminal passes each key on at once: it would cut a line that it collects itself after 4,095 bytes, or 1,024.
    """
    try:
        import termios  # noqa: F401 - a platform without it has another way
    except ImportError:
        from getpass import getpass

        return getpass(prompt)
    with _terminal() as (keys, shown):
        with _unseen(keys, shown, prompt):
            line = _line(keys)
        _write(shown, "\n")
    return re.sub(_PASTE, "", line.decode(sys.stdin.encoding))


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    """Where keys are read and the prompt is shown: the terminal of this program, whatever its streams lead to."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        yield 0, 2
        return
    try:
        yield terminal, terminal
    finally:
        os.close(terminal)


@contextmanager
def _unseen(keys: int, shown: int, prompt: str) -> Iterator[None]:
    """Show nothing but the prompt, and pass on each key, within the block."""
    import termios

    before = termios.tcgetattr(keys)
    unseen = [*before[:3], before[3] & ~(termios.ECHO | termios.ICANON | termios.IEXTEN), *before[4:]]
    unseen[6] = [*before[6]]
    unseen[6][termios.VMIN], unseen[6][termios.VTIME] = 1, 0

    try:
        termios.tcsetattr(keys, termios.TCSAFLUSH, unseen)
        _write(shown, prompt)
        yield
    finally:
        termios.tcsetattr(keys, termios.TCSAFLUSH, before)


def _line(keys: int) -> bytes:
    typed = bytearray()
    while (key := os.read(keys, 1)) not in (b"", *_ENTER):
        if key == _END and not typed:
            raise EOFError
        if key in _ERASE:
            _erase(typed)
        elif key == _ERASE_ALL:
            typed.clear()
        elif key != _END:
            typed += key
    if not key and not typed:
        raise EOFError
    return bytes(typed)


def _erase(typed: bytearray) -> None:
    """Take the last character away, which may be several bytes."""
    encoding = sys.stdin.encoding
    kept = typed.decode(encoding, "surrogateescape")[:-1]
    typed[:] = kept.encode(encoding, "surrogateescape")


def _write(shown: int, text: str) -> None:
    os.write(shown, text.encode(sys.stderr.encoding, "replace"))
