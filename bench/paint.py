"""How soon a full-screen program shows its first frame, on a pseudo-terminal of 100 by 30."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_SIZE = struct.pack("HHHH", 30, 100, 0, 0)
_PATIENCE = 60.0
"""Seconds."""
_TEXT = "irst paint"
"""Without its first letter, on which the cursor stands."""
EMPTY = f"""
from textual.app import App
from textual.widgets import TextArea

class Empty(App):
    def compose(self):
        yield TextArea("f{_TEXT}")

Empty().run()
"""
"""The smallest program to compare with: a Textual app with nothing but a TextArea."""


def empty_app() -> tuple[list[str], str]:
    """The command of the smallest program, and the text that shows that it is there."""
    return [sys.executable, "-c", EMPTY], _TEXT


class Paint(NamedTuple):
    """Seconds until a first frame: by the clock, and of processor time, which a busy machine changes least."""

    clock: float
    processor: float


def first_paint(arguments: Sequence[str], env: Mapping[str, str], text: str) -> Paint:
    """From the start of the program until the text is on the screen; the program is ended then."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(arguments[0], list(arguments), dict(env))
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, _SIZE)
        _await(terminal, text.encode())
        clock = time.perf_counter() - start
    finally:
        os.kill(child, signal.SIGKILL)
        _child, _status, used = os.wait4(child, 0)
        os.close(terminal)
    return Paint(clock, used.ru_utime + used.ru_stime)


def _await(terminal: int, text: bytes) -> None:
    seen = b""
    while text not in seen:
        ready, _, _ = select.select([terminal], [], [], _PATIENCE)
        if not ready:
            raise SystemExit("nothing was painted in time")
        seen += os.read(terminal, 65_536)
