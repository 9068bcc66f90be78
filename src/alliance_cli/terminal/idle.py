"""What breaks a line off while it is typed: nobody types any more, or the program was stopped and taken up again."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

LOOKS = 10
"""How often is looked before the time is over, and so how exactly it is kept: to a tenth."""
_LONGEST_TICK = 15.0


class Guard(Protocol):
    """What is to be locked while nobody types."""

    @property
    def seconds(self) -> float:
        """How long nobody may type; 0 for never."""

    def lock(self) -> None:
        """Let go of what is open."""

    def unlock(self) -> None:
        """Ask until it is open again; raises Locked."""


class BrokenOff(BaseException):
    """Reading ended before Enter; ``typed`` is what stands in the line."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class Idle(BrokenOff):
    """Nobody has typed for the time that was set."""


class TakenUp(BrokenOff):
    """The program was stopped (Ctrl-Z) and goes on; what was on the screen may be gone."""


@contextmanager
def told_of_return(typed: Callable[[], str]) -> Iterator[None]:
    """Raises TakenUp inside the block when the program goes on after it was stopped."""
    if not hasattr(signal, "SIGCONT"):  # a platform where nothing is stopped
        yield
        return

    def back(*_: object) -> None:
        raise TakenUp(typed())

    before = signal.signal(signal.SIGCONT, back)
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, before)


@contextmanager
def watched(seconds: float, typed: Callable[[], str]) -> Iterator[None]:
    """Raises Idle inside the block when ``typed()`` has been the same for so many seconds; 0 stands for never.

    Where a system has no timer of this kind, nothing is watched.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    seen, since = typed(), _now()

    def look(*_: object) -> None:
        nonlocal seen, since
        now = typed()
        if now != seen:
            seen, since = now, _now()
        elif _now() - since >= seconds:
            raise Idle(now)

    tick = min(seconds / LOOKS, _LONGEST_TICK)
    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, tick, tick)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _now() -> float:
    """A clock that nobody sets and that goes on while the lid of the laptop is closed."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
