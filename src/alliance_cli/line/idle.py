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


class ReadInterrupted(BaseException):
    """Reading ended before Enter; ``typed`` is what stands in the line."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class Idle(ReadInterrupted):
    """Nobody has typed for the time that was set."""


class Resumed(ReadInterrupted):
    """The program was stopped (Ctrl-Z) and goes on; what was on the screen may be gone."""


class _Watch:
    """What stands in the line, and since when. Whatever comes first breaks the line off, and nothing after it."""

    def __init__(self, seconds: float, typed: Callable[[], str]) -> None:
        self._seconds, self._typed = seconds, typed
        self._seen, self._since, self._broken = typed(), _now(), False

    def look(self, *_: object) -> None:
        """Break off where nobody has typed for too long."""
        if self._broken:
            return
        now = self._typed()
        if now != self._seen:
            self._seen, self._since = now, _now()
        elif self._over:
            self._break_off(Idle(now))

    def taken_up(self, *_: object) -> None:
        """Break off as the program goes on; while it was stopped, the time may have come to lock it."""
        if not self._broken:
            now = self._typed()
            self._break_off(Idle(now) if self._over else Resumed(now))

    @property
    def _over(self) -> bool:
        return self._seconds > 0 and _now() - self._since >= self._seconds

    def _break_off(self, why: ReadInterrupted) -> None:
        self._broken = True
        raise why


@contextmanager
def watched(seconds: float, typed: Callable[[], str]) -> Iterator[None]:
    """Raises Idle inside the block when ``typed()`` has been the same for so many seconds; 0 stands for never.

    Raises Resumed when the program goes on after it was stopped. Where a system has no such timer or signal, that is
    not noticed.
    """
    watch = _Watch(seconds, typed)
    with _handled("SIGCONT", watch.taken_up), _handled("SIGALRM", watch.look), _ticking(seconds):
        yield


@contextmanager
def _handled(name: str, handler: Callable[..., None]) -> Iterator[None]:
    number = getattr(signal, name, None)
    if number is None:  # a platform without it
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)


@contextmanager
def _ticking(seconds: float) -> Iterator[None]:
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    tick = min(seconds / LOOKS, _LONGEST_TICK)
    signal.setitimer(signal.ITIMER_REAL, tick, tick)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _now() -> float:
    """A clock that nobody sets and that goes on while the lid of the laptop is closed."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
