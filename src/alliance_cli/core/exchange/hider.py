"""Hides client codes in typed text, for whatever leaves without identifiers, and tells what stays to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec import Struct, field

from alliance_cli.core.exchange.code_finder import CodeFinder
from alliance_cli.core.exchange.identifying import dates_in
from alliance_cli.core.text import escape_controls

LISTED = 20
"""The most words of a kind that are named."""


class LeftInText(Struct, frozen=True):
    """What stays in texts and may tell who somebody is, and how often each of it occurs."""

    near_codes: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)

    @property
    def says(self) -> tuple[str, ...]:
        """A sentence for each kind, with the words themselves and nothing around them."""
        near = _left("word that looks like a code", "words that look like codes", self.near_codes)
        return tuple(sentence for sentence in (near, _left("date", "dates", self.dates)) if sentence)


def _left(one: str, many: str, words: Mapping[str, int]) -> str:
    number = sum(words.values())
    named = ", ".join(escape_controls(word) for word in islice(words, LISTED))
    more = f" and {len(words) - LISTED} more" if len(words) > LISTED else ""
    return f"Still in the text: {number} {one if number == 1 else many} ({named}{more})." if words else ""


class Hider:
    """Puts an alias in place of each code; all around it stays exactly as it was typed."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        """``aliases`` has every code of the caseload."""
        self._aliases = aliases
        self._finder = CodeFinder(aliases)

    def alias_of(self, code: str) -> str:
        """Returns the alias that stands for a code."""
        return self._aliases[code]

    def hide(self, text: str) -> str:
        """Returns the text with an alias in place of every code."""
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        last = 0
        for code, start, end in self._finder.codes_in(text):
            yield from (text[last:start], self._aliases[code])
            last = end
        yield text[last:]

    def left_in(self, texts: Iterable[str]) -> LeftInText:
        """What stays in these texts once the codes are hidden."""
        left = LeftInText()
        for text in texts:
            self.count_left(text, left)
        return left

    def count_left(self, text: str, left: LeftInText) -> None:
        """Add what stays in one more text."""
        left.near_codes.update(self._finder.near_codes(text))
        left.dates.update(dates_in(text))
