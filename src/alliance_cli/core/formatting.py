"""Formats numbers, days and lists for sentences in the chosen language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alliance_cli.translation import NC_, _, _c

FULL_DATE = NC_("date", "{weekday} {day:02} {month} {year}")
"""Fri 27 Nov 2026"""
DATE = NC_("date", "{day:02} {month} {year}")
"""27 Nov 2026"""
SHORT_DAY = NC_("date", "{weekday} {day} {month}")
"""Fri 27 Nov"""
DAY = NC_("date", "{day} {month}")
"""27 Nov"""
DAY_AND_YEAR = NC_("date", "{day} {month} {year}")
"""27 Nov 2026, without a zero before the day"""
PLAIN_DATE = NC_("date", "{year}-{number:02}-{day:02}")
"""2026-11-27, as a date is typed"""
_WEEKDAYS = (
    NC_("weekday", "Mon"),
    NC_("weekday", "Tue"),
    NC_("weekday", "Wed"),
    NC_("weekday", "Thu"),
    NC_("weekday", "Fri"),
    NC_("weekday", "Sat"),
    NC_("weekday", "Sun"),
)
_MONTHS = (
    NC_("month", "Jan"),
    NC_("month", "Feb"),
    NC_("month", "Mar"),
    NC_("month", "Apr"),
    NC_("month", "May"),
    NC_("month", "Jun"),
    NC_("month", "Jul"),
    NC_("month", "Aug"),
    NC_("month", "Sep"),
    NC_("month", "Oct"),
    NC_("month", "Nov"),
    NC_("month", "Dec"),
)


def points(value: float) -> str:
    """Formats a rating or mean with one decimal, or none for a whole number."""
    return decimal(value, 0 if f"{value:.1f}".endswith(".0") else 1)


def decimal(value: float, places: int) -> str:
    """Formats a number with this many decimals, after the decimal point or comma of the language."""
    return f"{value:.{places}f}".replace(".", _c("decimal", "."))


def signed(value: float) -> str:
    """Formats a difference with one decimal and its sign, as in ``+0.8``; a difference that rounds to 0 is ``0.0``."""
    rounded = round(value, 1)
    return f"{'-' if rounded < 0 else '+' if rounded else ''}{decimal(abs(rounded), 1)}"


def day_in_words(day: date, pattern: str = FULL_DATE) -> str:
    """Words a day by one of the patterns above: ``Fri 27 Nov 2026``."""
    weekday, month = _c("weekday", _WEEKDAYS[day.weekday()]), _c("month", _MONTHS[day.month - 1])
    return _c("date", pattern, weekday=weekday, month=month, day=day.day, number=day.month, year=day.year)


def span_of(days: Sequence[date]) -> str:
    """The first and last of these days, or just one day if they are the same."""
    first, last = (day_in_words(each, DATE) for each in (days[0], days[-1]))
    return first if first == last else _("{first} to {last}", first=first, last=last)


def plain_day(day: date) -> str:
    """Formats a day in figures: ``2026-11-27``."""
    return day_in_words(day, PLAIN_DATE)


def plain_number(value: float) -> str:
    """Formats a number with as many decimals as it has: ``40``, ``24.5``."""
    return f"{value:g}".replace(".", _c("decimal", "."))


def joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return _c("list", "{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def either(words: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return _c("list", "{first} or {last}", first=", ".join(words[:-1]), last=words[-1])
