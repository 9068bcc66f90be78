"""Says what a screen needs to know of a walk, and of a running session, to ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.core.walk.marks import Mark, MarkKind
    from alliance_cli.screen.alone.handing_over import HandingOver
    from alliance_cli.screen.asides import Aside
    from alliance_cli.usecases.moments.marks import HalfNote
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


class SessionTools(NamedTuple):
    """What can be done in a running session beside answering.

    ``mark`` keeps a mark of a kind, with how a possible rupture showed. ``note`` is the short note that is half typed.
    ``repair`` shows the steps of a repair, worded for a rupture of a marker (empty: of any), on so many rows.
    ``minutes`` counts since the session began, and ``reminder`` is the minute from which its mid-point is named (0:
    never).
    """

    mark: Callable[[MarkKind, str], Mark]
    note: HalfNote
    take_back: Callable[[], Mark | None]
    repair: Callable[[str, int], RenderableType]
    minutes: Callable[[], int]
    reminder: int = 0
    hand_over: HandingOver | None = None
    """What goes with giving the keyboard to the client."""
