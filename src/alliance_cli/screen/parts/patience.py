"""Waits while another program writes to the vault; the screen says so and is still drawn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import ClassVar, TypeVar

from alliance_cli.core.errors import AllianceError, VaultBusy
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.screen.parts.reading import ReadingScreen
from alliance_cli.translation import N_, _

T = TypeVar("T")
Trouble = AllianceError | InvalidAnswer
_WAITS = 5.0
"""How many seconds to wait for another program."""
_PAUSE = 0.1
"""Seconds between two tries."""


class PatientScreen(ReadingScreen):
    """A screen that waits for another program, if necessary, before it saves."""

    WAITING: ClassVar[str] = N_("Another window is writing to the vault; this waits for it.")
    _waits = 0

    @property
    def is_waiting(self) -> bool:
        """Whether it is waiting; keys pressed meanwhile are handled afterwards."""
        return self._waits > 0

    def at_once(self) -> AbstractContextManager[None]:
        """Inside the block, a vault in use raises VaultBusy at once."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Show a message below the question."""
        raise NotImplementedError

    async def patiently(
        self,
        act: Callable[[], T],
        then: Callable[[T], Awaitable[object]],
        fails: Callable[[Trouble], Awaitable[object]],
    ) -> None:
        """Run an action that saves, then call ``then`` with its result, or ``fails`` with its error.

        If another program is writing, this shows a message and returns; the action is retried until the vault is free.
        """
        done = self._tried(act)
        if isinstance(done, VaultBusy):
            self._waits += 1
            self.tell(_(self.WAITING))
            self.run_worker(self._when_free(act, then, fails))
        else:
            await _go_on(done, then, fails)

    async def _when_free(
        self,
        act: Callable[[], T],
        then: Callable[[T], Awaitable[object]],
        fails: Callable[[Trouble], Awaitable[object]],
    ) -> None:
        try:
            await _go_on(await self._retried(act), then, fails)
        finally:
            self._waits -= 1

    async def _retried(self, act: Callable[[], T]) -> T | Trouble:
        """The result or error of the action once the vault is free; VaultBusy if that takes too long."""
        ends = time.monotonic() + _WAITS
        while True:
            await asyncio.sleep(_PAUSE)
            done = self._tried(act)
            if not isinstance(done, VaultBusy) or time.monotonic() >= ends:
                return done

    def _tried(self, act: Callable[[], T]) -> T | Trouble:
        """The result or error of the action, without waiting for another program."""
        try:
            with self.at_once():
                return act()
        except (AllianceError, InvalidAnswer) as trouble:
            return trouble


async def _go_on(
    done: T | Trouble, then: Callable[[T], Awaitable[object]], fails: Callable[[Trouble], Awaitable[object]]
) -> None:
    if isinstance(done, AllianceError | InvalidAnswer):
        await fails(done)
    else:
        await then(done)
