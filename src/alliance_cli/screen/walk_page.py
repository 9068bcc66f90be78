"""Defines what a screen needs in order to ask a walk or a running session."""

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
"""Returns the content beside the questions for a number of rows (None: no limit); None for no content."""


def nothing_beside(_rows: int | None) -> None:
    """Returns None: no content beside the questions."""


class WalkPage(NamedTuple):
    """The contents of a walk screen: the run, the walk at its current question, and the content beside it.

    ``finished`` is called after the last question and returns the end of the walk to show, or None.
    """

    run: WalkRun
    walking: Walking
    beside: Beside = nothing_beside
    finished: Callable[[], RenderableType | None] = lambda: None
    aside: Aside | None = None
    """Another walk that can be started from this one."""
    typed: str = ""
    """Half-typed text for the first input to begin with."""


class SessionTools(NamedTuple):
    """What a running session offers besides answering.

    ``mark`` saves a mark of a kind, with the marker of a possible rupture. ``note`` is the half-typed short note.
    ``repair`` returns the steps of a repair, worded for a marker (empty for any), on a number of rows. ``minutes``
    returns the whole minutes since the session began. ``reminder`` is the minute of the mid-point reminder (0: never).
    """

    mark: Callable[[MarkKind, str], Mark]
    note: HalfNote
    take_back: Callable[[], Mark | None]
    repair: Callable[[str, int], RenderableType]
    minutes: Callable[[], int]
    reminder: int = 0
    hand_over: HandingOver | None = None
    """The options of a hand-over; None if it is not available."""
