"""Interrupts reading a line when nobody types, or when the program continues after Ctrl-Z."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Protocol

from alliance_cli.core.errors import Locked
from alliance_cli.translation import _

_CHECKS = 10
"""How often to check within the idle time, which is therefore accurate to a tenth."""
_LONGEST_TICK = 15.0
"""Seconds between two checks at most."""
_TELLING_TICK = 0.5
"""Seconds between two checks of the line if its text is reported."""
_UNHEARD = 0.1
"""Seconds after which a Ctrl-C that did not interrupt reading counts as lost."""


class Guard(Protocol):
    """Locks the vault while nobody types."""

    @property
    def seconds(self) -> float:
        """The idle time before locking, in seconds; 0 for never."""

    @property
    def seconds_for_enter(self) -> float:
        """For how many seconds Enter alone brings back a cleared question; 0 if it never does."""

    def leave(self, typed: str) -> None:
        """Replace the process by a new one with empty memory that resumes here; ``typed`` is the line so far.

        Returns only if that would lose typed text. Raises Locked if there is nothing to resume.
        """

    def lock(self) -> None:
        """Close the vault and forget its key."""

    def unlock(self) -> None:
        """Ask for the passphrase until the vault is open; raises Locked."""


def enter_within(seconds: float) -> bool:
    """Wait for Enter without showing typed text; False if it was not pressed within ``seconds``."""
    from alliance_cli.line.input.hidden import read_hidden

    try:
        with watched(seconds, str), suppress(EOFError, UnicodeDecodeError):
            read_hidden("")
    except Idle:
        return False
    except Continued:
        return enter_within(seconds)
    return True


def stopped() -> Locked:
    """The error for a command that waited too long and cannot be resumed."""
    return Locked(
        _("Stopped, because nothing was typed for a while."), _("What was kept before is kept. Run it again.")
    )


class ReadInterrupted(BaseException):
    """Reading was interrupted before Enter; ``typed`` is the line so far."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class Idle(ReadInterrupted):
    """Nobody typed for the idle time."""


class Continued(ReadInterrupted):
    """The program continues after Ctrl-Z, so the screen may have changed."""


class _Watch:
    """Watches the line, reports changes, and interrupts reading at most once."""

    def __init__(self, seconds: float, typed: Callable[[], str], so_far: Callable[[str], None] | None) -> None:
        self._seconds, self._typed, self._so_far = seconds, typed, so_far
        self._seen, self._since, self._interrupted = typed(), _now(), False
        self._told: str | None = None
        self._stopped: float | None = None

    def stop(self, *_: object) -> None:
        """Handle Ctrl-C. Python drops an exception raised by a handler while it sets up its line editor."""
        self._stopped = _now()
        raise KeyboardInterrupt

    def check(self, *_: object) -> None:
        """Interrupt if nobody has typed for the idle time, or if a Ctrl-C was lost."""
        if self._interrupted:
            return
        if self._stopped is not None and _now() - self._stopped >= _UNHEARD:
            raise KeyboardInterrupt
        now = self._typed()
        if now or now == self._seen:  # report an empty line only at the second check: it is also empty just after Enter
            self._tell(now)
        if now != self._seen:
            self._seen, self._since = now, _now()
        elif self._is_idle:
            self._interrupt(Idle(now))

    def continued(self, *_: object) -> None:
        """Interrupt when the program continues; the idle time may have passed while it was stopped."""
        if not self._interrupted:
            now = self._typed()
            self._interrupt(Idle(now) if self._is_idle else Continued(now))

    @property
    def _is_idle(self) -> bool:
        return self._seconds > 0 and _now() - self._since >= self._seconds

    def _tell(self, typed: str) -> None:
        if self._so_far is not None and typed != self._told:
            self._told = typed
            self._so_far(typed)

    def _interrupt(self, why: ReadInterrupted) -> None:
        self._interrupted = True
        if why.typed:
            self._tell(why.typed)
        raise why


@contextmanager
def watched(seconds: float, typed: Callable[[], str], so_far: Callable[[str], None] | None = None) -> Iterator[None]:
    """Raises Idle inside the block if ``typed()`` has not changed for ``seconds``; 0 means never.

    ``so_far`` is called with ``typed()`` within a second of each change, and before anything is raised. Raises
    Continued when the program continues after it was stopped. On a platform without these signals it does nothing.
    """
    watch = _Watch(seconds, typed, so_far)
    ticks = [min(seconds / _CHECKS, _LONGEST_TICK)] if seconds else []
    if so_far is not None:
        ticks.append(_TELLING_TICK)
    with ExitStack() as handlers:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            handlers.enter_context(handled("SIGINT", watch.stop))
        handlers.enter_context(handled("SIGCONT", _hearing(watch.continued)))
        handlers.enter_context(handled("SIGALRM", _hearing(watch.check)))
        handlers.enter_context(_ticking(min(ticks, default=0)))
        yield


def _hearing(handler: Callable[..., None]) -> Callable[..., None]:
    """Wraps a handler to raise a pending Ctrl-C, which Python reports as SystemError if the handler calls C code."""

    def hear(*given: object) -> None:
        try:
            handler(*given)
        except SystemError as failure:
            raise failure.__cause__ or failure from None

    return hear


@contextmanager
def handled(name: str, handler: Callable[..., None] | signal.Handlers) -> Iterator[None]:
    """Inside the block, handles a signal with ``handler``; does nothing on a platform without the signal."""
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
def _ticking(tick: float) -> Iterator[None]:
    """Sends a timer signal every ``tick`` seconds; 0 means none."""
    if not tick or not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, tick, tick)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _now() -> float:
    """Seconds on a clock that cannot be set and, if the platform has one, also runs while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
