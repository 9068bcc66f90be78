"""Smooths a long course, so that its trend can be seen despite the ups and downs of single sessions.

Running medians, then a weighted mean of neighbours ("hanning"), after Tukey, J. W. (1977), Exploratory Data Analysis,
Addison-Wesley, chapter 7. A single session that stands out does not move a running median.
"""

from __future__ import annotations

from collections.abc import Sequence

SMOOTHED_FROM = 40
"""The smoothed line is drawn from this many sessions on; a convention of this program."""
AROUND = 3
"""A running median covers the rating and up to this many before and after it; fewer at the ends."""


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
