"""Extracts the passage around a search hit, cut between words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from alliance_cli.core.folding import fold

BEFORE, AFTER = 70, 130
"""About how many characters to show before and after the start of the first hit."""
_WORD, _BLANK = re.compile(r"\S+\s*|\s+"), re.compile(r"\s+")


class Passage(NamedTuple):
    """The part of a text around a hit, on one line.

    ``pieces`` has its parts in order, each with whether it is a hit. ``whole``: every word was found as a whole word.
    ``begins`` and ``ends``: the passage includes the beginning or the end of the text.
    """

    pieces: tuple[tuple[str, bool], ...]
    whole: bool
    begins: bool
    ends: bool

    @property
    def text(self) -> str:
        """The passage as plain text."""
        return "".join(piece for piece, _ in self.pieces)


def passage_around(text: str, folded: str, first: int, patterns: Sequence[re.Pattern[str]], *, whole: bool) -> Passage:
    """The passage of a text around its first hit, which begins at index ``first`` of the folded text.

    ``patterns`` find the hits in the folded text; ``whole`` is passed on to the passage.
    """
    hits = sorted(hit.span() for each in patterns for hit in _from(each, folded, first))
    start = _word_start(folded, max(0, first - BEFORE), first)
    end = _word_end(folded, min(len(folded), max(first + AFTER, hits[0][1])), hits[0][1])
    places = _Places(text, start, end)
    pieces, at = [], places.begin(start)
    for begin, stop in hits:
        left, right = max(at, places.begin(begin)), places.end(min(stop, end))
        if begin < end and right > left:
            pieces += [(text[at:left], False), (text[left:right], True)]
            at = right
    pieces.append((text[at : places.end(end)], False))
    shown = tuple((re.sub(r"\s+", " ", piece), is_hit) for piece, is_hit in pieces if piece)
    return Passage(shown, whole, begins=start == 0, ends=end == len(folded))


def _from(pattern: re.Pattern[str], folded: str, first: int) -> Iterator[re.Match[str]]:
    """The hits from index ``first`` on that may be in the passage."""
    return takewhile(lambda hit: hit.start() < first + AFTER, pattern.finditer(folded, first))


def _word_start(folded: str, start: int, most: int) -> int:
    """The beginning of the next word, so the passage does not begin inside a word."""
    blank = _BLANK.search(folded, start, most) if start else None
    return blank.end() if blank else start


def _word_end(folded: str, end: int, least: int) -> int:
    """The end of the last whole word, if there is one."""
    blanks = list(_BLANK.finditer(folded, least, end)) if end < len(folded) else []
    return blanks[-1].start() if blanks else end


class _Places:
    """Maps indexes in part of the folded text to indexes in the original, never between a letter and its accents."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._first = at = 0
        for word in _WORD.finditer(text):
            length = len(fold(word.group()))
            if at + length > start:
                self._first = self._first if self._begins else at
                self._add(word.start(), word.group())
            at += length
            if at >= end:
                break

    def _add(self, start: int, word: str) -> None:
        for offset, letter in _letters(word):
            count = len(fold(letter))
            self._begins += [start + offset] * count
            self._ends += [start + offset + len(letter)] * count

    def begin(self, place: int) -> int:
        """The beginning of the letter at this index."""
        return self._begins[min(place - self._first, len(self._begins) - 1)]

    def end(self, place: int) -> int:
        """The end of the letter before this index."""
        return self._ends[min(place - self._first, len(self._ends)) - 1]


def _letters(word: str) -> Iterator[tuple[int, str]]:
    """Each letter with the accents that follow it, after its offset."""
    if word.isascii():
        yield from enumerate(word)
        return
    from unicodedata import combining  # needed only for text that is not ASCII

    start = 0
    for place in range(1, len(word) + 1):
        if place == len(word) or not combining(word[place]):
            yield start, word[start:place]
            start = place
