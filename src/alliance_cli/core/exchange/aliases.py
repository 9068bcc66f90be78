"""Gives clients aliases that cannot be taken for a code, and rounds dates in a supervision pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count, product

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
"""Without I, which reads like the clinician."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def aliases(codes: Iterable[str]) -> Mapping[str, str]:
    """Code to alias: A, B … Z, AA …, in the order of the codes.

    No alias is a part of a code: with what stands beside it, it could be read as that code.
    """
    order = list(dict.fromkeys(codes))
    lowered = [code.lower() for code in order]
    free = (name for name in _names() if not any(name.lower() in code for code in lowered))
    return dict(zip(order, free, strict=False))


def _names() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    return ("".join(each) for length in count(1) for each in product(_LETTERS, repeat=length))


def vague_date(day: date) -> str:
    """Returns ``early``, ``mid`` or ``late November 2026``: the third of the month that holds the day."""
    third = ("early", "mid", "late")[min(2, (day.day - 1) // 10)]
    return f"{third} {_MONTHS[day.month - 1]} {day.year}"
