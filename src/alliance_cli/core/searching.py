"""Finds words in typed text, as words of their own or as parts of words, whatever their case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import DataClass
from alliance_cli.core.folding import fold
from alliance_cli.core.walk.script import Phase

BEFORE, AFTER = 70, 130
"""How many characters of the text are shown before and after the beginning of the first hit, about."""
_WORD, _BLANK = re.compile(r"\S+\s*|\s+"), re.compile(r"\s+")
_RUN = re.compile(r"[a-z0-9]+")
_TYPED = re.compile(r'"([^"]*)"|(\S+)')


class TypedText(NamedTuple):
    """A text that a person typed, with where it is kept.

    ``client`` is a code, empty for nobody's. ``on`` is the day it is about. ``step`` and ``version`` say which question
    of which script version it answers; both are empty for a text that answers none.
    """

    text: str
    table: str
    column: str
    on: date
    data_class: DataClass
    client: str = ""
    phase: Phase | None = None
    step: str = ""
    version: str = ""


class Passage(NamedTuple):
    """The part of a text around a hit, on one line.

    ``pieces`` are parts of it in their order, each with whether it is a hit. ``whole``: every word was found as a word
    of its own. ``begins`` and ``ends`` say whether the text begins and ends here.
    """

    pieces: tuple[tuple[str, bool], ...]
    whole: bool
    begins: bool
    ends: bool

    @property
    def text(self) -> str:
        """The passage without its hits marked."""
        return "".join(piece for piece, _ in self.pieces)


class FoundText(NamedTuple):
    """A passage, where its text is kept, and the question as it was worded then (empty for none)."""

    passage: Passage
    typed: TypedText
    asked: str = ""


class WordSearch(Struct, frozen=True, dict=True):
    """What is looked for: each entry is one word, or several words that follow each other; all must be in a text."""

    folded: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Every single word, folded."""
        return tuple(part for each in self.folded for part in each.split())

    def is_whole_in(self, text: str) -> bool | None:
        """Whether every word is in the text as a word of its own; None where one is not in it at all."""
        quick = text.casefold()
        if not all(run in quick for run in self._runs):
            return None
        folded = fold(text)
        if not all(_part(each).search(folded) for each in self.folded):
            return None
        return all(_whole(each).search(folded) for each in self.folded)

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        """Letters of ASCII that are in every text which holds the words, however it is composed."""
        return tuple(run for part in self.parts for run in _RUN.findall(part))

    def passage_in(self, text: str) -> Passage | None:
        """The passage around the first hit, or None where a word is missing."""
        whole = self.is_whole_in(text)
        if whole is None:
            return None
        folded = fold(text)
        patterns = [_whole(each) if _whole(each).search(folded) else _part(each) for each in self.folded]
        first = min(found.start() for each in patterns if (found := each.search(folded)))
        return _passage(text, folded, first, patterns, whole=whole)


def word_search(typed: Sequence[str]) -> WordSearch:
    """The search for these words; an entry with spaces in it is a phrase. Raises WrongUse without any word."""
    folded = tuple(dict.fromkeys(" ".join(fold(each).split()) for each in typed))
    if not any(folded):
        raise WrongUse("Which words? Give at least one.", "One that stands in what you look for.")
    return WordSearch(tuple(filter(None, folded)))


def words_of_line(line: str) -> tuple[str, ...]:
    """The words of a typed line; words between quotation marks stay together."""
    return tuple(quoted or word for quoted, word in _TYPED.findall(line))


def searched_classes(named: Sequence[str]) -> frozenset[DataClass]:
    """The classes of these names, notes and own without any; raises WrongUse for others."""
    classes = (DataClass.NOTES, DataClass.OWN)
    if not set(named) <= set(classes):
        raise WrongUse("--class takes notes or own.", "Measures hold no words to find.")
    return frozenset(each for each in classes if not named or each in named)


@cache
def _part(folded: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, folded.split())))


@cache
def _whole(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_part(folded).pattern}(?!\w)")


def _passage(text: str, folded: str, first: int, patterns: Sequence[re.Pattern[str]], *, whole: bool) -> Passage:
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
    """The hits from this place on that may be in the passage."""
    return takewhile(lambda hit: hit.start() < first + AFTER, pattern.finditer(folded, first))


def _word_start(folded: str, start: int, most: int) -> int:
    """The beginning of the next word, so that the passage does not begin within one."""
    blank = _BLANK.search(folded, start, most) if start else None
    return blank.end() if blank else start


def _word_end(folded: str, end: int, least: int) -> int:
    """The end of the last whole word, where there is one."""
    blanks = list(_BLANK.finditer(folded, least, end)) if end < len(folded) else []
    return blanks[-1].start() if blanks else end


class _Places:
    """From places in a part of the folded text to places in the text itself, never within a letter and its accents."""

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
        """Where the letter at this place begins."""
        return self._begins[min(place - self._first, len(self._begins) - 1)]

    def end(self, place: int) -> int:
        """Where the letter before this place ends."""
        return self._ends[min(place - self._first, len(self._ends)) - 1]


def _letters(word: str) -> Iterator[tuple[int, str]]:
    """Each letter with the accents that follow it, after its offset."""
    if word.isascii():
        yield from enumerate(word)
        return
    from unicodedata import combining  # only where there is more than ASCII

    start = 0
    for place in range(1, len(word) + 1):
        if place == len(word) or not combining(word[place]):
            yield start, word[start:place]
            start = place
