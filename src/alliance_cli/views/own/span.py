"""Words the time that the clinician's own records cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alliance_cli.core.formatting import DATE, day_in_words
from alliance_cli.translation import _


def span_of(dates: Sequence[date]) -> str:
    """The first day and the last, or just the day if there is only one."""
    first, last = (day_in_words(each, DATE) for each in (dates[0], dates[-1]))
    return first if first == last else _("{first} to {last}", first=first, last=last)
