"""Ends the full screen safely however the program ends: saves drafts and leaves no typed text in the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.screen import Screen

from alliance_cli.screen import LEAST_COLUMNS, LEAST_ROWS
from alliance_cli.screen.covers import COVER_KEYS, Cleared, Cover, TooSmall
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.patience import PatientScreen
from alliance_cli.screen.textual_seam.quiet_app import QuietApp
from alliance_cli.screen.textual_seam.signals import Signals, on_signals
from alliance_cli.screen.textual_seam.terminal import YieldingDriver
from alliance_cli.translation import _

_LOOKS = 1.0
"""Seconds between two checks of the idle time."""
_ENTERS = 2.0
"""How many seconds the keys after Enter wait at most."""
_READY = 2.0
"""How many seconds a key waits at most for a screen to open."""
_MOMENT = 0.005
"""Seconds between two checks whether the screen is open."""
_DONE_BY_A_PERSON = (events.Key, events.Paste, events.MouseDown, events.MouseScrollUp, events.MouseScrollDown)


class SafeApp(QuietApp[Leaving]):
    """An application that ends with ``Left.IDLE`` after ``idle_seconds`` without a key; 0 means never.

    If ``seconds_for_enter`` is not 0, the screen is first only cleared for that long, and Enter brings it back.
    A screen returns its half-typed text as ``typed``; ``keep_draft`` is called to save it, however the program ends.
    """

    TOO_SMALL: ClassVar[type[TooSmall]] = TooSmall
    """The cover for a window that is too small."""

    def __init__(self, idle_seconds: Callable[[], float], seconds_for_enter: Callable[[], float]) -> None:
        super().__init__(driver_class=YieldingDriver)
        self._idle_seconds = idle_seconds
        self._seconds_for_enter = seconds_for_enter
        self._typed_at = _now()
        self._ended_by = 0

    def on_mount(self) -> None:
        self.set_interval(_LOOKS, self._look)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, _DONE_BY_A_PERSON):
            if self.is_left:
                return  # the end has been asked for, and later keys must not delay it
            if not isinstance(self._top, Cleared):
                self._typed_at = _now()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            while isinstance(self._top, PatientScreen) and self._top.is_waiting and not self.is_left:
                await asyncio.sleep(_MOMENT)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_ready_for(event), _READY)
        entered = getattr(self._top, "entered", None)
        if entered is None or not isinstance(event, events.Key) or event.key != "enter":
            await super().on_event(event)
            return
        entered.clear()
        await super().on_event(event)
        with suppress(TimeoutError):  # finish handling Enter before the next key
            await asyncio.wait_for(entered.wait(), _ENTERS)

    async def _is_ready_for(self, event: events.Event) -> None:
        """Wait until the top screen is open; before a key that may leave an input, also until all text is in it."""
        while (top := self._top) and not top.is_mounted:
            await asyncio.sleep(_MOMENT)
        if isinstance(event, events.Key) and not event.is_printable and (typing := self.focused):
            done = asyncio.Event()
            typing.call_later(done.set)
            while not done.is_set() and typing.is_attached and not self.is_left:
                await asyncio.sleep(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Under a cover, allow only the cover's own keys."""
        if isinstance(self._top, Cover) and action not in COVER_KEYS:
            return False
        return super().check_action(action, parameters)

    @property
    def _top(self) -> Screen[Any] | None:
        return self.screen_stack[-1] if self.screen_stack else None

    def on_not_text(self) -> None:
        """Show that something was left out, if the top screen can show messages."""
        if isinstance(self._top, PatientScreen):
            self._top.tell(_("Part of that was not text that can be kept, and was left out."))

    # -- idle time

    def _look(self) -> None:
        if self.terminal and not self.terminal.is_there:
            self._end_by("SIGHUP")
        elif self._idle:
            self._lock()

    @property
    def _idle(self) -> bool:
        seconds = self._idle_seconds()
        return seconds > 0 and _now() - self._typed_at >= seconds

    def _lock(self) -> None:
        """Save drafts and cover the screen, or end the program once it was covered for long enough."""
        more = self._seconds_for_enter()
        self._keep_drafts()
        if _now() - self._typed_at >= self._idle_seconds() + more:
            self.exit(Leaving(Left.IDLE, self._half_typed))
        elif not isinstance(self._top, Cleared):
            self.push_screen(Cleared())

    def action_uncover(self) -> None:
        """Show the cleared screen again."""
        self._typed_at = _now()
        self.pop_screen()
        self._fit()

    # -- resizing and suspending

    def on_resize(self) -> None:
        self.call_next(self._fit)

    def _fit(self) -> None:
        is_small = self.size.width < LEAST_COLUMNS or self.size.height < LEAST_ROWS
        if is_small and not isinstance(self._top, Cover):
            self.push_screen(self.TOO_SMALL())
        elif not is_small and isinstance(self._top, TooSmall):
            self.pop_screen()

    def action_put_aside(self) -> None:
        """Stop the whole process group, as Ctrl-Z does in a shell."""
        if self.terminal and hasattr(signal, "SIGTSTP"):
            os.killpg(os.getpgrp(), signal.SIGTSTP)

    def put_aside(self) -> None:
        if self.terminal:
            self._keep_drafts()
            self.terminal.give_back()
            os.kill(os.getpid(), signal.SIGSTOP)

    def come_back(self) -> None:
        """Show the screen again, unless the idle time has passed meanwhile."""
        if self.terminal is None:
            return
        self.terminal.give_back()  # a stop signal from outside left the terminal in full-screen mode
        if self._idle:
            self._keep_drafts()
            self.exit(Leaving(Left.IDLE, self._half_typed))
            return
        self.terminal.take()
        self.refresh(layout=True)

    # -- the end

    @property
    def _half_typed(self) -> str:
        """The text typed at the current question, even if the question is covered."""
        return next((str(each.typed) for each in reversed(self.screen_stack) if hasattr(each, "typed")), "")

    def _keep_drafts(self) -> None:
        for each in self.screen_stack:
            with suppress(Exception):  # a failure must not keep the program from ending
                getattr(each, "keep_draft", bool)()

    def _fatal_error(self) -> None:
        self._keep_drafts()
        super()._fatal_error()

    def action_stop(self) -> None:
        """End, and save the half-typed text."""
        self._keep_drafts()
        self.exit(Leaving(Left.STOPPED, self._half_typed))

    def _end_by(self, name: str) -> None:
        self._ended_by = getattr(signal, name)
        self.action_stop()

    @property
    def _signals(self) -> Signals:
        ends = ("SIGTERM", "SIGHUP", "SIGQUIT")
        return {"SIGINT": self.action_stop, **{name: partial(self._end_by, name) for name in ends}}

    async def _shown(self) -> Leaving | None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda *_: None)  # the default handler prints the exception to the terminal
        with on_signals(loop.call_soon_threadsafe, self._signals):
            return await self.run_async()

    def leave(self) -> Leaving:
        """Run until the screen is left; raises any failure from inside, and SystemExit if a signal ended it."""
        with asyncio.Runner(debug=False) as runner:
            left = runner.run(self._shown())
        if self.failure is not None:
            raise self.failure
        if self._ended_by:
            raise SystemExit(128 + self._ended_by)
        return left or Leaving(Left.STOPPED)


def _now() -> float:
    """Seconds on a clock that cannot be set and, if the platform has one, also runs while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
