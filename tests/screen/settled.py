"""Waits for a screen to have done what it does, instead of for the processor to be quiet for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import textual.app
import textual.pilot
from textual._context import active_app

_FRAME = 1 / 50
"""Seconds: what is due within them belongs to what is done, as a screen draws what changed with its next frame."""
_PATIENCE = 2.0
"""Seconds after which something that never rests, such as a blinking bar, is waited for no longer."""


async def settled(*_: float) -> None:
    """Wait until nothing is left to do, now and a frame later, as some things are put off until then."""
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
    """When what is due within a frame is due; nothing once the application was asked to end.

    Its timers do nothing any more then, but one that was to draw is due at each frame.
    """
    app = active_app.get(None)
    if app is not None and app._exit:
        return iter(())
    soon = loop.time() + _FRAME
    return (handle.when() for handle in loop._scheduled if not handle.cancelled() and handle.when() <= soon)


def wait_for_the_screen() -> None:
    """Let Textual's pilot wait so after each key: its own wait takes two fiftieths of a second at least."""
    textual.app.wait_for_idle = settled  # type: ignore[assignment]
    textual.pilot.wait_for_idle = settled  # type: ignore[assignment]
