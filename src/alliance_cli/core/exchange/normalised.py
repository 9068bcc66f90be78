"""Normalises typed text for the search for codes, and maps each character back to where it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, decimal, normalize

_PLAIN = re.compile("[\t-\r\x20-\x7e§°«»À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žẞ–—‘-‟€]*")
"""Characters that need no normalising: those of most European languages, with 0 to 9 as the only digits."""
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters that show nothing: the Hangul fillers."""


class NormalisedText:
    """Text in Unicode's NFKC, with plain digits, and without invisible characters and marks.

    ``J7`` is found when it is typed with full-width letters, with a soft hyphen or zero-width space inside, or
    underlined. A letter with an accent is a letter of its own and stays one character.
    """

    def __init__(self, typed: str) -> None:
        self.text = typed
        self._starts: Sequence[int] = range(len(typed))
        self._ends: Sequence[int] = range(1, len(typed) + 1)
        self.is_plain = _PLAIN.fullmatch(typed) is not None
        """Whether it has only ASCII, letters of European languages, and common punctuation."""
        if not self.is_plain:
            characters = [
                (character, start, end) for part, start, end in _clusters(typed) for character in _normal(part)
            ]
            self.text = "".join(character for character, _, _ in characters)
            self._starts, self._ends = [start for _, start, _ in characters], [end for _, _, end in characters]

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the typed text of the characters from ``start`` to ``end`` of the normalised text."""
        return self._starts[start], self._ends[end - 1]


def _clusters(typed: str) -> Iterator[tuple[str, int, int]]:
    """Each visible character, with the marks on it and its span; invisible characters are skipped."""
    begun, start, end = "", 0, 0
    for place, character in enumerate(typed):
        kind = category(character)
        if character in _FILLERS or kind == "Cf" or (kind == "Cc" and not character.isspace()):
            continue
        if kind.startswith("M") and begun:
            begun, end = begun + character, place + 1
            continue
        if begun:
            yield begun, start, end
        begun, start, end = character, place, place + 1
    if begun:
        yield begun, start, end


def _normal(cluster: str) -> str:
    """The character and its marks in NFKC; marks that do not combine into a letter are left out."""
    characters = (character for character in normalize("NFKC", cluster) if not category(character).startswith("M"))
    return "".join(str(decimal(character, character)) for character in characters)
