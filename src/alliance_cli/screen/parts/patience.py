"""Waits for another program that is writing to the vault, while the screen says so and goes on being drawn."""

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
"""Seconds that another program is waited for."""
_PAUSE = 0.1
"""Seconds between two tries."""


class PatientScreen(ReadingScreen):
    """A screen on which what is to be saved may have to wait for another program."""

    WAITING: ClassVar[str] = N_("Another window is writing to the vault; this waits for it.")
    _waits = 0

    @property
    def is_waiting(self) -> bool:
        """Whether it waits; the keys pressed meanwhile come after what is waited for."""
        return self._waits > 0

    def at_once(self) -> AbstractContextManager[None]:
        """Inside the block, nothing waits for another program; raises VaultBusy then."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something below the question."""
        raise NotImplementedError

    async def patiently(
        self,
        act: Callable[[], T],
        then: Callable[[T], Awaitable[object]],
        fails: Callable[[Trouble], Awaitable[object]],
    ) -> None:
        """Do something that saves, then what follows on it; or else, where it fails, what is to be done about that.

        Where another program is writing, that is said; this returns, and goes on once the vault is free.
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
        """What the act returns once the vault is free; VaultBusy where that takes too long."""
        ends = time.monotonic() + _WAITS
        while True:
            await asyncio.sleep(_PAUSE)
            done = self._tried(act)
            if not isinstance(done, VaultBusy) or time.monotonic() >= ends:
                return done

    def _tried(self, act: Callable[[], T]) -> T | Trouble:
        """What the act returns without waiting for another program, or what stands in its way."""
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
