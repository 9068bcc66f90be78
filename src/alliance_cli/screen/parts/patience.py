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
_WAITS = 5.0
"""Seconds that another program is waited for."""
_PAUSE = 0.1
"""Seconds between two tries."""


class PatientScreen(ReadingScreen):
    """A screen on which what is to be saved may have to wait for another program."""

    WAITING: ClassVar[str] = N_("Another window is writing to the vault; this waits for it.")
    is_waiting = False
    """Whether it waits; the keys pressed meanwhile come after what is waited for."""

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
        fails: Callable[[AllianceError | InvalidAnswer], Awaitable[object]],
    ) -> None:
        """Do something that saves, then what follows on it; or else, where it fails, what is to be done about that.

        Where another program is writing, that is said; this returns, and goes on once the vault is free.
        """
        try:
            with self.at_once():
                done = act()
        except VaultBusy:
            self.is_waiting = True
            self.tell(_(self.WAITING))
            self.run_worker(self._when_free(act, then, fails))
        except (AllianceError, InvalidAnswer) as trouble:
            await fails(trouble)
        else:
            await then(done)

    async def _when_free(
        self,
        act: Callable[[], T],
        then: Callable[[T], Awaitable[object]],
        fails: Callable[[AllianceError | InvalidAnswer], Awaitable[object]],
    ) -> None:
        try:
            try:
                done = await self._retried(act)
            except (AllianceError, InvalidAnswer) as trouble:
                await fails(trouble)
            else:
                await then(done)
        finally:
            self.is_waiting = False

    async def _retried(self, act: Callable[[], T]) -> T:
        """What the act returns once the vault is free; raises VaultBusy where that takes too long."""
        ends = time.monotonic() + _WAITS
        while True:
            await asyncio.sleep(_PAUSE)
            try:
                with self.at_once():
                    return act()
            except VaultBusy:
                if time.monotonic() >= ends:
                    raise
