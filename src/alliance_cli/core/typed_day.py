"""Reads a day as people type it: a date, a weekday, ``yesterday`` or ``-1``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import plain_day
from alliance_cli.translation import _

_DAYS_AGO = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1, "vorgestern": 2}
_WEEKDAYS = (
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag"),
    ("sunday", "sonntag"),
)
_BACK = r"-(\d{1,4})"
_DAY_FIRST = r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2})?)?"
_EITHER_FIRST = r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?"
_SOON = timedelta(days=31)
"""How soon a date without a year must recur to be ambiguous between the past and the coming one."""


class NoDate(WrongUse):
    """The typed text is not a date at all."""


def iso_day(typed: str, today: date) -> date:
    """The day of an ISO date, for files and pipes; raises WrongUse."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise NoDate(_("That is not a date."), _("Write it as year-month-day, such as {day}.", day=today)) from None


def typed_day(typed: str, today: date, *, past: bool = True) -> date:
    """The day meant by typed text; raises WrongUse for text that is not a date or is ambiguous.

    It reads ISO dates, ``27.11.2026`` and ``27/11/2026``. Unless ``past`` is False, it also reads dates relative to
    today: a weekday, ``yesterday``, ``-1`` for one day ago, and ``27.11.`` or ``27/11`` for the last such day. Words
    may be English or German, and two letters are enough for a weekday.
    """
    word = typed.strip().casefold()
    try:
        readings = {date.fromisoformat(word)}
    except ValueError:
        readings = _dated(word, today, past=past) or (_counted_back(word, today) if past else set())
    if not readings:
        raise NoDate(_("That is not a date."), _how_to_write(today, past=past))
    if len(readings) > 1:
        earlier, later = sorted(readings)
        two_ways = _(
            "That date can be read two ways: {earlier} or {later}.", earlier=plain_day(earlier), later=plain_day(later)
        )
        raise WrongUse(two_ways, _("Give the one you mean."))
    return readings.pop()


def _how_to_write(today: date, *, past: bool) -> str:
    day = f"{today:%d.%m.}" if past else f"{today:%d.%m.%Y}"
    if past:
        return _("Write it as year-month-day, such as {today}, {day}, yesterday, mon or -1.", today=today, day=day)
    return _("Write it as year-month-day, such as {today} or {day}.", today=today, day=day)


def _counted_back(word: str, today: date) -> set[date]:
    if word in _DAYS_AGO:
        return {today - timedelta(days=_DAYS_AGO[word])}
    if back := re.fullmatch(_BACK, word):
        return {today - timedelta(days=int(back[1]))}
    return _last_weekday(word.removesuffix("."), today)


def _last_weekday(word: str, today: date) -> set[date]:
    """The last such weekday; if it is today's, both today and a week ago."""
    named = {place for place, names in enumerate(_WEEKDAYS) if any(name.startswith(word) for name in names)}
    if len(word) < 2 or len(named) != 1:
        return set()
    ago = (today.weekday() - named.pop()) % 7
    return {today - timedelta(days=ago)} if ago else {today, today - timedelta(weeks=1)}


def _dated(word: str, today: date, *, past: bool) -> set[date]:
    """The possible readings of a numeric date; with slashes, either number may be the day."""
    if dotted := re.fullmatch(_DAY_FIRST, word):
        orders = {(dotted[1], dotted[2])}
    elif dotted := re.fullmatch(_EITHER_FIRST, word):
        orders = {(dotted[1], dotted[2]), (dotted[2], dotted[1])}
    else:
        return set()
    if not dotted[3] and not past:
        return set()
    readings: set[date] = set()
    for day, month in orders:
        readings |= _of_year(int(day), int(month), dotted[3], today)
    return readings


def _of_year(day: int, month: int, year: str | None, today: date) -> set[date]:
    """The day in that year; without a year, the last such day, and the next one too if it is soon."""
    if year:
        found = _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return {found} if found else set()
    near = [found for each in range(today.year - 8, today.year + 2) if (found := _valid(each, month, day))]
    last = max((each for each in near if each <= today), default=None)
    return {each for each in near if each == last or today < each < today + _SOON}


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
