"""Brings typed text into the form in which codes are looked for, and knows where each character of it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, decimal, normalize

_PLAIN = re.compile("[\t-\r\x20-\x7e§°«»À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žẞ–—‘-‟€]*")
"""Characters that are already in that form: those of most European languages. The only digits in it are 0 to 9."""
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters that show nothing: the Hangul fillers."""


class NormalisedText:
    """A text in Unicode's NFKC, with plain digits, and without characters and marks that show nothing by themselves.

    ``J7`` stays itself with full-width letters, a soft hyphen or a zero-width space inside, or underlined. A letter
    with an accent is another letter: it stays one character.
    """

    def __init__(self, typed: str) -> None:
        self.text = typed
        self._starts: Sequence[int] = range(len(typed))
        self._ends: Sequence[int] = range(1, len(typed) + 1)
        self.is_plain = _PLAIN.fullmatch(typed) is not None
        """Whether there is nothing in it but ASCII, the letters of European languages and what goes between them."""
        if not self.is_plain:
            characters = [
                (character, start, end) for part, start, end in _clusters(typed) for character in _normal(part)
            ]
            self.text = "".join(character for character, _, _ in characters)
            self._starts, self._ends = [start for _, start, _ in characters], [end for _, _, end in characters]

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the typed text the characters from ``start`` to ``end`` of the normalised text stand."""
        return self._starts[start], self._ends[end - 1]


def _clusters(typed: str) -> Iterator[tuple[str, int, int]]:
    """Each character that shows something, with the marks on it and its place; invisible characters are passed over."""
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
    """The character and its marks in NFKC; marks that make no letter of their own with it are left out."""
    characters = (character for character in normalize("NFKC", cluster) if not category(character).startswith("M"))
    return "".join(str(decimal(character, character)) for character in characters)
