"""Reads keys from the terminal one by one, without echo."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select

ENTER = ("\r", "\n")
_MOMENT = 0.1
"""Seconds to wait for more of a paste."""
_PIECE = 4096


@contextmanager
def keys_unseen(prompt: str, *, forget: bool) -> Iterator[tuple[int, int]]:
    """Show the prompt and turn off echo inside the block; yields the descriptors for reading keys and writing text.

    Both refer to the program's terminal, even if its streams are redirected. ``forget`` drops keys typed before.
    """
    import termios

    with _terminal() as (keys, shown):
        before = termios.tcgetattr(keys)
        unseen = [*before[:3], before[3] & ~(termios.ECHO | termios.ICANON | termios.IEXTEN), *before[4:]]
        unseen[6] = [*before[6]]
        unseen[6][termios.VMIN], unseen[6][termios.VTIME] = 1, 0
        when = termios.TCSAFLUSH if forget else termios.TCSADRAIN
        try:
            termios.tcsetattr(keys, when, unseen)
            show(shown, prompt)
            yield keys, shown
        finally:
            termios.tcsetattr(keys, when, before)


def drop_typed_ahead() -> int:
    """Drop text that was typed but not read yet; returns how many of its lines are not blank.

    A paste arrives in pieces, so it waits a moment for more.
    """
    try:
        from termios import error
    except ImportError:  # not on Windows
        return 0
    typed = b""
    with suppress(OSError, error), keys_unseen("", forget=False) as (keys, _shown):
        while select([keys], [], [], _MOMENT if typed else 0)[0] and (piece := os.read(keys, _PIECE)):
            typed += piece
    return sum(bool(line.strip()) for line in typed.splitlines())


def show(shown: int, text: str) -> None:
    """Write text to the descriptor ``shown``."""
    os.write(shown, text.encode(sys.stderr.encoding, "replace"))


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        yield 0, 2
        return
    try:
        yield terminal, terminal
    finally:
        os.close(terminal)
