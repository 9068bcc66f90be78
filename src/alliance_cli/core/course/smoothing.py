"""Smooths a long course, so that its direction shows beside the ups and downs of single sessions.

Running medians, then a weighted mean of neighbours ("hanning"), after Tukey, J. W. (1977), Exploratory Data Analysis,
Addison-Wesley, chapter 7. A single session that stands out does not move a running median.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

SMOOTHED_FROM = 40
"""From so many sessions on the smoothed line is drawn; a convention of this program."""
AROUND = 3
"""A median is of the rating itself and up to so many before and after it; at the ends, of those there are."""


def smoothed(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """The smoothed course of ratings, oldest first; None where nothing was rated."""
    rated = [value for value in values if value is not None]
    medians = [median(rated[max(0, place - AROUND) : place + AROUND + 1]) for place in range(len(rated))]
    smooth = iter(_hanned(medians))
    return tuple(None if value is None else next(smooth) for value in values)


def _hanned(values: Sequence[float]) -> list[float]:
    """A quarter of each neighbour and a half of the value itself; the ends stay."""
    inner = [(values[i - 1] + 2 * values[i] + values[i + 1]) / 4 for i in range(1, len(values) - 1)]
    return [*values[:1], *inner, *values[1:][-1:]]
