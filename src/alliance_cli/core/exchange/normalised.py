"""Normalises typed text to search it for codes, and maps positions back to the typed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, decimal, normalize

_PLAIN = re.compile("[\t-\r\x20-\x7e§°«»À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žẞ–—‘-‟€]*")
"""Matches text that needs no normalising: characters of most European languages, with 0 to 9 as the only digits."""
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Invisible letters: the Hangul fillers."""


class NormalisedText:
    """Text in Unicode's NFKC with plain digits, without invisible characters and marks.

    This finds ``J7`` typed with full-width letters, with a soft hyphen or zero-width space inside, or underlined. An
    accented letter stays one character, distinct from the letter without its accent.
    """

    def __init__(self, typed: str) -> None:
        self.text = typed
        self._starts: Sequence[int] = range(len(typed))
        self._ends: Sequence[int] = range(1, len(typed) + 1)
        self.is_plain = _PLAIN.fullmatch(typed) is not None
        """Whether the text needed no normalising."""
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
