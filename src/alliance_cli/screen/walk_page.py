"""Says what a screen needs to know of a walk to ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.screen.asides import Aside
    from alliance_cli.usecases.walks.walk_run import WalkRun
    from alliance_cli.usecases.walks.walking import Walking

Beside = Callable[[int | None], "RenderableType | None"]
"""What stands beside the questions, fitted into so many rows (None: as many as it takes); None for nothing."""


def nothing_beside(_rows: int | None) -> None:
    """No panel beside the questions."""


class WalkPage(NamedTuple):
    """What a walk screen shows: the run it is about, the walk at its question, and what stands beside it.

    ``finished`` is called once the last question is answered and says what closes the walk; None for nothing.
    """

    run: WalkRun
    walking: Walking
    beside: Beside = nothing_beside
    finished: Callable[[], RenderableType | None] = lambda: None
    aside: Aside | None = None
    """What may be taken up on the way."""
    typed: str = ""
    """What the first input begins with, where the screen was left with something half typed."""
