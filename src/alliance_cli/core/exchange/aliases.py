"""Creates aliases for clients that cannot be mistaken for codes, and rounds dates for a supervision pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count, product

from alliance_cli.translation import N_, NC_, _, _c

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
"""The letters of aliases, without I, which would read like the clinician."""
_MONTHS = (
    NC_("month in full", "January"),
    NC_("month in full", "February"),
    NC_("month in full", "March"),
    NC_("month in full", "April"),
    NC_("month in full", "May"),
    NC_("month in full", "June"),
    NC_("month in full", "July"),
    NC_("month in full", "August"),
    NC_("month in full", "September"),
    NC_("month in full", "October"),
    NC_("month in full", "November"),
    NC_("month in full", "December"),
)
_THIRDS = (N_("early {month} {year}"), N_("mid {month} {year}"), N_("late {month} {year}"))


def aliases(codes: Iterable[str]) -> Mapping[str, str]:
    """Maps each code to an alias: A, B … Z, AA …, in the order of the codes.

    No alias is part of a code, since it could be read as that code together with neighbouring text.
    """
    order = list(dict.fromkeys(codes))
    lowered = [code.lower() for code in order]
    free = (name for length in count(1) for name in _free(length, lowered))
    return dict(zip(order, free, strict=False))


def _free(length: int, codes: Sequence[str]) -> Iterator[str]:
    """The aliases of this length that are not part of any of these codes, such as AA, AB …"""
    parts = {code[at : at + length] for code in codes for at in range(len(code) - length + 1)}
    names = map("".join, product(_LETTERS, repeat=length))
    return (name for name in names if name.lower() not in parts)


def vague_date(day: date) -> str:
    """Returns ``early``, ``mid`` or ``late November 2026``: the third of the month in which the day falls."""
    month = _c("month in full", _MONTHS[day.month - 1])
    return _(_THIRDS[min(2, (day.day - 1) // 10)], month=month, year=day.year)
