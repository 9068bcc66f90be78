"""Formats numbers and names for sentences, and words the next steps that flags suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from alliance_cli.translation import N_, NC_, _c

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

ACKNOWLEDGE = N_("Name the shift without judging it (repair, step 1: acknowledge the shift).")
INVITE = N_("Ask how it was for the client and listen (repair, step 2: invite the client's experience).")
ASK_FOR_RATINGS = N_("Ask for the four ratings at the end of the next session (closing prompt).")
NEXT_FOR = {
    "": ACKNOWLEDGE,
    "understood": INVITE,
    "goals": N_("Ask what matters most to the client now (opening prompt)."),
    "tasks": N_("Ask how this way of working feels to the client (mid-point prompt)."),
    "bond": ACKNOWLEDGE,
}
"""The next step for the quick rating that stands out; the empty key is for the mean of all four."""


def points(value: float) -> str:
    """Formats a rating or mean with one decimal, or none for a whole number."""
    return decimal(value, 0 if f"{value:.1f}".endswith(".0") else 1)


def decimal(value: float, places: int) -> str:
    """Formats a number with this many decimals, after the decimal point or comma of the language."""
    return f"{value:.{places}f}".replace(".", _c("decimal", "."))


def setting_value(value: str | float) -> str:
    """Words the value of a setting: a decimal as the language writes it, anything else unchanged."""
    return str(value).replace(".", _c("decimal", ".")) if isinstance(value, float) else str(value)


def signed(value: float) -> str:
    """Formats a difference with one decimal and its sign: ``+0.8``."""
    return f"{'-' if value < 0 else '+'}{decimal(abs(value), 1)}"


def day_in_words(day: date, pattern: str = FULL_DATE) -> str:
    """Words a day by one of the patterns above: ``Fri 27 Nov 2026``."""
    weekday, month = _c("weekday", _WEEKDAYS[day.weekday()]), _c("month", _MONTHS[day.month - 1])
    return _c("date", pattern, weekday=weekday, month=month, day=day.day, number=day.month, year=day.year)


def plain_day(day: date) -> str:
    """Words a day in figures: ``2026-11-27``."""
    return day_in_words(day, PLAIN_DATE)


def plain_number(value: float) -> str:
    """Formats a number with the decimals it has: ``40``, ``24.5``."""
    return f"{value:g}".replace(".", _c("decimal", "."))


_SPOKEN = {
    "understood": NC_("rated", "feeling understood"),
    "goals": NC_("rated", "goals"),
    "tasks": NC_("rated", "tasks"),
    "bond": NC_("rated", "bond"),
    "tension-strength": NC_("rated", "how strong the tension was"),
    "tension-resolved": NC_("rated", "how far the tension is resolved"),
}


def spoken(scale: str) -> str:
    """Returns the name of a quick rating for use in a sentence."""
    return _c("rated", _SPOKEN[scale]) if scale in _SPOKEN else scale


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


_TABLES = {
    "client": NC_("table", "client"),
    "session": NC_("table", "session"),
    "wording": NC_("table", "wording"),
    "walk": NC_("table", "walk"),
    "answer": NC_("table", "answer"),
    "rating": NC_("table", "rating"),
    "tension": NC_("table", "tension"),
    "moment": NC_("table", "moment"),
    "mark": NC_("table", "mark"),
    "administration": NC_("table", "administration"),
    "item": NC_("table", "item"),
    "goal": NC_("table", "goal"),
    "goal_words": NC_("table", "words of a goal"),
    "goal_progress": NC_("table", "progress of a goal"),
    "score": NC_("table", "score"),
    "flag_decision": NC_("table", "flag decision"),
    "access": NC_("table", "access"),
}


def tallied(rows: Mapping[str, int]) -> str:
    """``client 1, flag decision 2``: how many rows each table has; empty tables are left out."""
    named = ((_c("table", _TABLES.get(name, name)), count) for name, count in rows.items() if count)
    return ", ".join(f"{name} {count}" for name, count in named)
