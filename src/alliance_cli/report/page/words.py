"""The words that several pages share: raters, ratings, days and numbers."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.formatting import DATE, day_in_words, decimal, points
from alliance_cli.core.ratings import scale_in_a_sentence, scale_in_words
from alliance_cli.core.report.course_report import GoalSeries
from alliance_cli.core.text import one_line
from alliance_cli.translation import _, _c

MEAN = "mean"
"""The key of a mean among the quick ratings."""
NOTHING = "–"
"""The content of a cell without a value."""


def scale_name(scale: str) -> str:
    """A quick rating, or their mean, within a sentence."""
    return _c("rated", "mean") if scale == MEAN else scale_in_a_sentence(scale)


def scale_head(scale: str) -> str:
    """A quick rating, or their mean, at the head of a column."""
    return _c("rated", "mean") if scale == MEAN else scale_in_words(scale)


def goal_name(goal: GoalSeries) -> str:
    """A goal's number and, on a page with notes, its words shortened to one line."""
    if goal.words:
        return _("Goal {number}: {words}", number=goal.number, words=one_line(goal.words))
    return _("Goal {number}", number=goal.number)


def shown(value: float | None) -> str:
    """A rating or mean for a cell of a table."""
    return NOTHING if value is None else points(value)


def on_day(day: date) -> str:
    """27 Nov 2026"""
    return day_in_words(day, DATE)


def total(value: float) -> str:
    """A total of an instrument, with as many decimals as it has, two at most."""
    return decimal(value, len(f"{round(value, 2):g}".partition(".")[2]))
