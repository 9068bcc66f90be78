"""Replaces client codes in typed text for de-identified exports, and lists words a person should still check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct, field

from alliance_cli.core.exchange.code_finder import CodeFinder, FoundCode
from alliance_cli.core.exchange.identifying import dates_in
from alliance_cli.core.text import escape_controls
from alliance_cli.translation import NN_, _, _n

LISTED = 20
"""The most words of each kind that are listed."""


class LeftInText(Struct, frozen=True):
    """Words left in texts that may identify somebody, with their counts."""

    near_codes: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)

    @property
    def says(self) -> tuple[str, ...]:
        """A sentence for each kind, listing the words without their context."""
        both = (_left(_NEAR, self.near_codes), _left(_DATES, self.dates))
        return tuple(sentence for sentence in both if sentence)


_NEAR = NN_(
    "Still in the text: {count} word that looks like a code ({words}).",
    "Still in the text: {count} words that look like codes ({words}).",
)
_DATES = NN_("Still in the text: {count} date ({words}).", "Still in the text: {count} dates ({words}).")


def _left(sentence: tuple[str, str], words: Mapping[str, int]) -> str:
    if not words:
        return ""
    named = ", ".join(escape_controls(word) for word in islice(words, LISTED))
    if len(words) > LISTED:
        named = _("{words} and {count} more", words=named, count=len(words) - LISTED)
    return _n(*sentence, sum(words.values()), words=named)


class Hider:
    """Replaces each code with an alias; the text around it stays exactly as it was typed."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        """``aliases`` must have every code of the caseload."""
        self._aliases = aliases
        self._finder = CodeFinder(aliases)

    def alias_of(self, code: str) -> str:
        """Returns the alias for a code."""
        return self._aliases[code]

    def hide(self, text: str, left: LeftInText | None = None) -> str:
        """Returns the text with an alias for every code; adds words that may still identify somebody to ``left``."""
        if self._finder.finds_nothing_in(text):
            return text
        codes, near = self._finder.look_through(text)
        if left is not None:
            _add(left, near, text)
        return "".join(self._pieces(text, codes)) if codes else text

    def _pieces(self, text: str, codes: Iterable[FoundCode]) -> Iterator[str]:
        last = 0
        for code, start, end in codes:
            yield from (text[last:start], self._aliases[code])
            last = end
        yield text[last:]

    def left_in(self, texts: Iterable[str]) -> LeftInText:
        """What these texts still contain after the codes are hidden."""
        left = LeftInText()
        for text in texts:
            _add(left, self._finder.near_codes(text), text)
        return left


def _add(left: LeftInText, near_codes: Sequence[str], text: str) -> None:
    """Add the words of one more text."""
    if near_codes:
        left.near_codes.update(near_codes)
    if dates := dates_in(text):
        left.dates.update(dates)
