"""Shows a long text in ``less`` on the alternate screen, so that it does not stay in the scrollback."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen, TimeoutExpired
from typing import NamedTuple

from alliance_cli.translation import N_, _

_PASSED_ON = ("PATH", "TERM", "TERMINFO", "TERMINFO_DIRS", "COLORTERM", "LANG", "LANGUAGE", "TZ")
"""The variables passed to the pager besides LC_*: no passphrase, no home, and no options for less."""
_KEYS = N_("space goes on   b goes back   / searches   q leaves")
"""The prompt; the characters . : ? % and \\ have a special meaning for less."""
_TICK = 1.0
"""Seconds between two checks of the idle time."""


class Pager(NamedTuple):
    """An installed pager. ``idle`` returns the seconds without a key after which it is ended; 0 for never."""

    program: str
    idle: Callable[[], float] = lambda: 0.0

    def show(self, text: str) -> bool:
        """Pipe a text to the pager and wait until it is closed; False if the pager failed and showed nothing."""
        try:
            child = Popen([self.program, *_OPTIONS, f"-Ps{_(_KEYS)}"], stdin=PIPE, env=_environment())  # noqa: S603 - found in PATH
        except OSError:
            return False
        try:
            with _ctrl_c_is_for_the_pager():
                ended = self._feed(child, text.encode(errors="replace"))
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
        return ended or child.returncode == 0

    def _feed(self, child: Popen[bytes], text: bytes) -> bool:
        """Write the text to the pager and wait; True if the pager was ended because nobody typed."""
        start, rest, idle = time.time(), text or None, self.idle()
        while True:
            try:
                child.communicate(rest, timeout=_TICK)
            except TimeoutExpired:
                rest = None  # after a timeout, ``communicate`` goes on with the rest by itself
                if idle and time.time() - max(start, _last_key()) >= idle:
                    return True
            else:
                return False


# No -X, so less uses the alternate screen; -+ resets options that a system-wide file may set.
_OPTIONS = ("-+X", "-+F", "-+E", "-+e", "-R")


def find_pager(idle: Callable[[], float]) -> Pager | None:
    """The pager for this terminal; None if there is none, or the terminal has no alternate screen."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return None
    program = shutil.which("less")
    return Pager(program, idle) if program else None


def _environment() -> dict[str, str]:
    passed = {name: value for name, value in os.environ.items() if name in _PASSED_ON or name.startswith("LC_")}
    return {**passed, "LESSHISTFILE": "-", "LESSSECURE": "1", "LESSNOCONFIG": "1"}


def _last_key() -> float:
    """When a key was last pressed at the terminal, in seconds of the system clock, accurate to a few seconds."""
    try:
        return os.fstat(0).st_atime
    except OSError:  # the terminal is gone
        return 0.0


@contextmanager
def _ctrl_c_is_for_the_pager() -> Iterator[None]:
    """Inside the block, Ctrl-C interrupts a search in the pager instead of the program."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
