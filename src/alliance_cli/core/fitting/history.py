"""Fits a client's history into a window by shrinking its least important parts first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple


class HistoryPart(StrEnum):
    """The parts of a history in the order shown."""

    CHART = "chart"
    LEGEND = "legend of the chart"
    PATTERN = "names of the courses"
    OPEN = "open possible ruptures"
    FLAGS = "what stands out"
    MISSED = "missed sessions"
    INSTRUMENTS = "instruments"
    RATINGS = "the four ratings"
    SESSIONS = "table of sessions"
    AIR = "blank lines"


class Shrinks(NamedTuple):
    """One step of shrinking, which limits a part to this much; 0 leaves it out."""

    part: HistoryPart
    most: int


TALL, LOW, SPARKLINES = 3, 2, 1
"""The sizes of the chart: up to two rows for each point, one row for each point, or one line for each rater."""

HISTORY_MOST: Mapping[HistoryPart, int] = {
    HistoryPart.CHART: TALL,
    HistoryPart.LEGEND: 1,
    HistoryPart.PATTERN: 1,
    HistoryPart.OPEN: 5,
    HistoryPart.FLAGS: 3,
    HistoryPart.MISSED: 3,
    HistoryPart.INSTRUMENTS: 6,
    HistoryPart.RATINGS: 1,
    HistoryPart.SESSIONS: 8,
    HistoryPart.AIR: 1,
}
"""The most entries of each part, even in a tall window."""

HISTORY_GIVES_WAY: tuple[Shrinks, ...] = (
    # First, parts that other commands show in full.
    Shrinks(HistoryPart.SESSIONS, 5),
    Shrinks(HistoryPart.SESSIONS, 3),
    Shrinks(HistoryPart.SESSIONS, 0),
    Shrinks(HistoryPart.RATINGS, 0),
    # The chart loses height before open ruptures are left out.
    Shrinks(HistoryPart.CHART, LOW),
    Shrinks(HistoryPart.INSTRUMENTS, 3),
    Shrinks(HistoryPart.FLAGS, 2),
    Shrinks(HistoryPart.OPEN, 3),
    Shrinks(HistoryPart.AIR, 0),
    Shrinks(HistoryPart.INSTRUMENTS, 1),
    Shrinks(HistoryPart.PATTERN, 0),
    Shrinks(HistoryPart.FLAGS, 1),
    Shrinks(HistoryPart.MISSED, 1),
    Shrinks(HistoryPart.OPEN, 1),
    Shrinks(HistoryPart.LEGEND, 0),
    Shrinks(HistoryPart.INSTRUMENTS, 0),
    # In a window of a few lines, two lines of the course and one open rupture remain.
    Shrinks(HistoryPart.CHART, SPARKLINES),
    Shrinks(HistoryPart.FLAGS, 0),
    Shrinks(HistoryPart.MISSED, 0),
    Shrinks(HistoryPart.OPEN, 0),
)
"""The steps by which the history shrinks, in order, until it fits the window."""


def fit_history(
    height: Callable[[Mapping[HistoryPart, int]], int],
    rows: int | None,
    most: Mapping[HistoryPart, int] = HISTORY_MOST,
) -> Mapping[HistoryPart, int]:
    """How much of each part to show. ``height`` returns the rows of a history; ``rows`` is None for no limit."""
    limits = dict(most)
    for step in HISTORY_GIVES_WAY:
        if rows is None or height(limits) <= rows:
            break
        limits[step.part] = min(limits[step.part], step.most)
    return limits
