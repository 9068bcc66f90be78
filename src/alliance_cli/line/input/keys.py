"""Reads keys from the terminal one by one, without the terminal showing them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select

ENTER = ("\r", "\n")
_MOMENT = 0.1
"""Seconds."""
_PIECE = 4096


@contextmanager
def keys_unseen(prompt: str, *, forget: bool) -> Iterator[tuple[int, int]]:
    """Show the prompt and turn off echo within the block; yields the descriptors for reading keys and showing text.

    They lead to the terminal of this program, wherever its streams go. ``forget`` drops what was typed before.
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
    """Take away what was typed and not read, before anything else reads it; returns how many lines hold a word.

    What is pasted comes in pieces, so more is waited for until nothing comes for a moment.
    """
    try:
        from termios import error
    except ImportError:  # a platform without such terminals
        return 0
    typed = b""
    with suppress(OSError, error), keys_unseen("", forget=False) as (keys, _shown):
        while select([keys], [], [], _MOMENT if typed else 0)[0] and (piece := os.read(keys, _PIECE)):
            typed += piece
    return sum(bool(line.strip()) for line in typed.splitlines())


def show(shown: int, text: str) -> None:
    """Write a text to this descriptor."""
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
