"""Waits until a screen has finished its work, instead of until the processor has been idle for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import textual.app
import textual.pilot
from textual._context import active_app

_FRAME = 1 / 50
"""Seconds within which a due timer still belongs to the current work, since changes are drawn with the next frame."""
_PATIENCE = 2.0
"""The longest wait in seconds, for screens that never rest, such as one with a blinking bar."""


async def settled(*_: float) -> None:
    """Wait until there is nothing left to do, now and one frame later, since some work is deferred by a frame."""
    await _at_rest()
    await asyncio.sleep(_FRAME)
    await _at_rest()


async def _at_rest() -> None:
    """Wait until nothing in the event loop is ready and nothing is due within a frame."""
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + _PATIENCE
    await asyncio.sleep(0)
    while (loop._ready or list(_due(loop))) and loop.time() < end:
        await asyncio.sleep(0 if loop._ready else min(_due(loop), default=loop.time()) - loop.time())


def _due(loop: Any) -> Iterator[float]:
    """The times of timers due within a frame; none once the application was asked to end.

    Its timers do nothing by then, but the drawing timer is still due at each frame.
    """
    app = active_app.get(None)
    if app is not None and app._exit:
        return iter(())
    soon = loop.time() + _FRAME
    return (handle.when() for handle in loop._scheduled if not handle.cancelled() and handle.when() <= soon)


def wait_for_the_screen() -> None:
    """Make Textual's pilot wait in this way after each key: its own wait takes at least 40 milliseconds."""
    textual.app.wait_for_idle = settled  # type: ignore[assignment]
    textual.pilot.wait_for_idle = settled  # type: ignore[assignment]
