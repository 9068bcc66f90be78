"""Smooths a long course to show its trend despite the ups and downs of single sessions.

It uses running medians, then a weighted mean of neighbours ("hanning"), after Tukey, J. W. (1977), Exploratory Data
Analysis, Addison-Wesley, chapter 7. A single outlying session does not move a running median.
"""

from __future__ import annotations

from collections.abc import Sequence

SMOOTHED_FROM = 40
"""The fewest sessions for which the smoothed line is drawn; a convention of this program."""
AROUND = 3
"""How many ratings before and after each one a running median covers; fewer at the ends."""


def smoothed(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """The smoothed course of ratings, oldest first; None in a session without a rating."""
    from statistics import median  # slow to load, and only a long course is smoothed

    rated = [value for value in values if value is not None]
    medians = [median(rated[max(0, place - AROUND) : place + AROUND + 1]) for place in range(len(rated))]
    smooth = iter(_hanned(medians))
    return tuple(None if value is None else next(smooth) for value in values)


def _hanned(values: Sequence[float]) -> list[float]:
    """A quarter of each neighbour plus half of the value itself; both ends stay as they are."""
    inner = [(values[i - 1] + 2 * values[i] + values[i + 1]) / 4 for i in range(1, len(values) - 1)]
    return [*values[:1], *inner, *values[1:][-1:]]
