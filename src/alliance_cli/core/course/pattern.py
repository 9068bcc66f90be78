"""Names the shape of a course. The names come from the literature on the alliance; the thresholds are our own.

The limits for low, high and changed are conventions of this program, chosen to be simple. A course that is short or
begins between low and high gets no name.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from alliance_cli.translation import NC_, _c

HIGH = 7.5
"""A course begins high if the mean of its first ratings is at least this, on a scale of 1 to 10."""
LOW = 6.5
"""A course begins low if the mean of its first ratings is at most this."""
CHANGE = 1.0
"""A course changes if the means of its first and last ratings are at least this far apart."""
ENDS = 3
"""How many rated sessions count as the first and as the last; they must not overlap."""
TOP = 10
TENS_FOR = 3
"""How many sessions with nothing but tens bring the question what would make the work more useful; a convention of
this program."""


class CoursePattern(StrEnum):
    """A named shape of a course. The last two ask for a conversation."""

    STARTS_LOW_AND_RISES = "starts low and rises"
    STARTS_HIGH_AND_STAYS = "starts high and stays"
    HIGH_AND_FALLING = "high and falling"
    LOW_AND_STAYING = "low and staying"

    @property
    def asks_for_a_conversation(self) -> bool:
        return self in (CoursePattern.HIGH_AND_FALLING, CoursePattern.LOW_AND_STAYING)

    @property
    def in_words(self) -> str:
        return _c("course", _NAMES[self])


_NAMES = {
    CoursePattern.STARTS_LOW_AND_RISES: NC_("course", "starts low and rises"),
    CoursePattern.STARTS_HIGH_AND_STAYS: NC_("course", "starts high and stays"),
    CoursePattern.HIGH_AND_FALLING: NC_("course", "high and falling"),
    CoursePattern.LOW_AND_STAYING: NC_("course", "low and staying"),
}


def course_pattern(means: Sequence[float | None]) -> CoursePattern | None:
    """The name for the course of one rater's mean ratings, oldest first; None if no name fits.

    Sessions without ratings are skipped. A low course that falls further is "low and staying", and a high one that
    rises is "starts high and stays", since neither change affects whether it asks for a conversation.
    """
    rated = [mean for mean in means if mean is not None]
    if len(rated) < 2 * ENDS:
        return None
    first, last = sum(rated[:ENDS]) / ENDS, sum(rated[-ENDS:]) / ENDS
    if first <= LOW:
        return CoursePattern.STARTS_LOW_AND_RISES if last - first >= CHANGE else CoursePattern.LOW_AND_STAYING
    if first >= HIGH:
        return CoursePattern.HIGH_AND_FALLING if first - last >= CHANGE else CoursePattern.STARTS_HIGH_AND_STAYS
    return None


def straight_tens(means: Sequence[float | None]) -> bool:
    """Whether the last three rated sessions have nothing but tens; means are oldest first."""
    rated = [mean for mean in means if mean is not None]
    return len(rated) >= TENS_FOR and all(mean == TOP for mean in rated[-TENS_FOR:])
