"""Finds client codes in typed text in any spelling, and words that are almost codes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from alliance_cli.core.exchange.normalised import NormalisedText

_RUN = re.compile(r"[^\W\d_]+|\d+")
"""A run of letters or of digits; a code begins and ends at the ends of such runs."""
_SEPARATOR = re.compile(r"[\W_]{0,4}")
"""Matches the separator between parts of a code: a few characters of any kind, such as a space, dash or brackets."""
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W_]+(?:[-_]+[^\W_]+)*")
_LONGEST_WORD = 40
_SHORTEST_WORD_OF_LETTERS = 4
"""How many letters a code without digits needs to be searched for inside words; shorter ones occur in too many."""


class FoundCode(NamedTuple):
    """A code of the caseload and its place in the text."""

    code: str
    start: int
    end: int


class _Run(NamedTuple):
    text: str
    start: int
    end: int


class _SplitCode(Struct, frozen=True):
    """A code split into its runs, in lower case, with the text before, between and after them."""

    code: str
    runs: tuple[str, ...]
    separators: tuple[str, ...]

    def looseness(self, text: str, runs: Sequence[_Run]) -> tuple[bool, int, bool] | None:
        """How much the spelling in the text differs from the code, as a sort key; None if the runs are not the code."""
        if tuple(run.text for run in runs) != self.runs:
            return None
        before, *inside, after = self.separators
        between = [text[one.end : other.start] for one, other in pairwise(runs)]
        if not (text.endswith(before, 0, runs[0].start) and text.startswith(after, runs[-1].end)):
            return None
        if not all(map(_SEPARATOR.fullmatch, between)) or (not between and not self._stands_alone(text, runs[0])):
            return None
        return any(map(_holds_space, between)), -len(runs), between != inside

    def _stands_alone(self, text: str, run: _Run) -> bool:
        """Whether a code of one run is not part of a longer word; digits may be followed by letters, as in ``7s``."""
        before, after = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
        return not before.isalnum() and (run.text.isdigit() or not after.isalnum())

    def found(self, runs: Sequence[_Run]) -> FoundCode:
        """The code and its place, including its characters before the first and after the last run."""
        before, *_, after = self.separators
        return FoundCode(self.code, runs[0].start - len(before), runs[-1].end + len(after))


class CodeFinder:
    """Finds the codes of a caseload, whatever their case and whatever separates letters from digits.

    It ignores a code without letters or digits, which would match every dash in a text.
    """

    def __init__(self, codes: Iterable[str]) -> None:
        split = [each for each in map(_split, codes) if each.runs]
        self._by_start: dict[tuple[str, ...], list[_SplitCode]] = {}
        for each in split:
            self._by_start.setdefault(each.runs[:2], []).append(each)
        self._first_runs = {start[0] for start in self._by_start}
        self._have_digits = all(any(run.isdigit() for run in each.runs) for each in split)
        self._shapes = {_shape(each.runs) for each in split} - {()}
        telling = (each.runs for each in split if _shape(each.runs) or _is_long_word(each.runs))
        self._parts = frozenset(map("".join, telling))
        self._lengths = {len(part) for part in self._parts}
        self._is_near = functools.lru_cache(10_000)(self._looks_near)

    def finds_nothing_in(self, typed: str) -> bool:
        """Whether a quick check rules out codes, words like codes, and dates, as it does for most texts."""
        return self._have_digits and typed.isascii() and _DIGIT.search(typed) is None

    def codes_in(self, typed: str) -> tuple[FoundCode, ...]:
        """The codes in a text, in order and without overlaps."""
        return self.look_through(typed)[0]

    def near_codes(self, typed: str) -> tuple[str, ...]:
        """Words that are not codes but look like one: they have the shape of a code, or contain one."""
        return self.look_through(typed)[1]

    def look_through(self, typed: str) -> tuple[tuple[FoundCode, ...], tuple[str, ...]]:
        """Both results in one pass: those of ``codes_in`` and of ``near_codes``."""
        text = NormalisedText(typed)
        if self._have_digits and text.is_plain and _DIGIT.search(text.text) is None:
            return (), ()  # true of most texts
        codes = tuple(self._found(text.text))
        return _as_typed(text, codes), self._near(text.text, codes)

    def _near(self, text: str, codes: Sequence[FoundCode]) -> tuple[str, ...]:
        if not codes:
            return tuple(filter(self._is_near, _WORD.findall(text)))
        taken = {place for found in codes for place in range(found.start, found.end)}
        words = (word for word in _WORD.finditer(text) if taken.isdisjoint(range(*word.span())))
        return tuple(word.group() for word in words if self._is_near(word.group()))

    def _looks_near(self, word: str) -> bool:
        runs = tuple(run.text for run in _runs(word))
        return len(word) <= _LONGEST_WORD and (_shape(runs) in self._shapes or self._holds_part("".join(runs)))

    def _holds_part(self, word: str) -> bool:
        return any(
            word[at : at + length] in self._parts for length in self._lengths for at in range(len(word) - length + 1)
        )

    def _found(self, text: str) -> Iterator[FoundCode]:
        """The codes by place in normalised text; if several fit at one place, the one with the closest spelling."""
        if self._first_runs.isdisjoint(map(str.lower, _RUN.findall(text))):
            return  # true of nearly every text
        runs, at = _runs(text), 0
        while at < len(runs):
            if runs[at].text not in self._first_runs:  # nearly every word
                at += 1
                continue
            fitting = []
            for code in self._starting_with(runs[at : at + 2]):
                its = runs[at : at + len(code.runs)]
                if (looseness := code.looseness(text, its)) is not None:
                    fitting.append((looseness, code.found(its), len(its)))
            if fitting:
                _, found, length = min(fitting)
                yield found
            at += length if fitting else 1

    def _starting_with(self, runs: Sequence[_Run]) -> Iterator[_SplitCode]:
        for start in range(1, len(runs) + 1):
            yield from self._by_start.get(tuple(run.text for run in runs[:start]), ())


def _as_typed(text: NormalisedText, codes: Sequence[FoundCode]) -> tuple[FoundCode, ...]:
    """The same codes with their places in the typed text."""
    found, last = [], 0
    for code, start, end in codes:
        begin, stop = text.typed_span(start, end)
        found.append(FoundCode(code, max(begin, last), stop))
        last = stop
    return tuple(found)


def _runs(text: str) -> list[_Run]:
    return [_Run(run.group().lower(), *run.span()) for run in _RUN.finditer(text)]


def _split(code: str) -> _SplitCode:
    runs = _RUN.findall(code.lower())
    return _SplitCode(code, tuple(runs), tuple(_RUN.split(code)))


def _shape(runs: Sequence[str]) -> tuple[int, ...]:
    """The length of each run of letters, and 0 for each run of digits; empty unless there are both."""
    shape = tuple(0 if run.isdigit() else len(run) for run in runs)
    return shape if 0 in shape and any(shape) else ()


def _is_long_word(runs: Sequence[str]) -> bool:
    return not any(run.isdigit() for run in runs) and sum(map(len, runs)) >= _SHORTEST_WORD_OF_LETTERS


def _holds_space(separator: str) -> bool:
    return any(character.isspace() for character in separator)
