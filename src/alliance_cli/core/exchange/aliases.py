"""Replaces client codes with letters and exact dates with vague ones in a supervision pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, product

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
"""Without I, which reads like the clinician."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Aliases:
    """The letter for each code, found by the code without regard to case."""

    letters: Mapping[str, str]
    _pattern: re.Pattern[str] | None

    def alias_of(self, code: str) -> str:
        """Returns the letter that stands for a code."""
        return self.letters[code.casefold()]

    def hide(self, text: str) -> str:
        """Returns the text with a letter in place of every code."""
        return self._pattern.sub(lambda found: self.alias_of(found.group()), text) if self._pattern else text


def aliases(codes: Sequence[str], first: Iterable[str], texts: Iterable[str]) -> Aliases:
    """Aliases for ``first``, in this order, then for whichever of ``codes`` stands in the texts, as they come.

    A letter that is itself somebody's code is left out.
    """
    pattern = _any_of(codes)
    found = (each.group() for text in texts for each in pattern.finditer(text)) if pattern else iter(())
    order = dict.fromkeys(code.casefold() for code in (*first, *found))
    taken = {code.casefold() for code in codes}
    free = (letter for letter in _names() if letter.casefold() not in taken)
    return Aliases(dict(zip(order, free, strict=False)), pattern)


def _names() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    return ("".join(each) for length in count(1) for each in product(_LETTERS, repeat=length))


def _any_of(codes: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the codes as a whole word; the longest first, since one may begin with another."""
    words = "|".join(_ended(code) for code in sorted(codes, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{words})") if codes else None


def _ended(code: str) -> str:
    """A code and where it ends: a digit may be followed by the s of a genitive or a plural."""
    plural = "s?" if code[-1].isdigit() else ""
    return rf"(?ai:{re.escape(code)})(?={plural}(?![^\W_]))"


def vague_date(day: date) -> str:
    """Returns ``early``, ``mid`` or ``late November 2026``: the third of the month that holds the day."""
    third = ("early", "mid", "late")[min(2, (day.day - 1) // 10)]
    return f"{third} {_MONTHS[day.month - 1]} {day.year}"
