"""Finds words in typed text, as whole words or parts of words, in any case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import DataClass
from alliance_cli.core.folding import fold
from alliance_cli.core.passages import Passage, passage_around
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import _

_RUN = re.compile(r"[a-z0-9]+")
_TYPED = re.compile(r'"([^"]*)"|(\S+)')


class TypedText(NamedTuple):
    """A typed text and where it is stored.

    ``client`` is a code, empty for a text about no client. ``on`` is the day it is about. ``step`` and ``version`` are
    the question and the script version it answers; both are empty for a text that answers none.
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


class FoundText(NamedTuple):
    """A passage, where its text is stored, and the question as it was worded at the time (empty for none)."""

    passage: Passage
    typed: TypedText
    asked: str = ""


class WordSearch(Struct, frozen=True, dict=True):
    """The words to search for: each entry is a word or a phrase, and a text must contain all of them."""

    folded: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Every single word, folded."""
        return tuple(part for each in self.folded for part in each.split())

    def is_whole_in(self, text: str) -> bool | None:
        """Whether the text has every word as a whole word; None if it lacks one altogether."""
        quick = text.casefold()
        if not all(run in quick for run in self._runs):
            return None
        folded = fold(text)
        if not all(_part(each).search(folded) for each in self.folded):
            return None
        return all(_whole(each).search(folded) for each in self.folded)

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        """Runs of ASCII letters and digits that every matching text contains, however its accents are composed."""
        return tuple(run for part in self.parts for run in _RUN.findall(part))

    def passage_in(self, text: str) -> Passage | None:
        """The passage around the first hit; None if a word is missing."""
        whole = self.is_whole_in(text)
        if whole is None:
            return None
        folded = fold(text)
        patterns = [_whole(each) if _whole(each).search(folded) else _part(each) for each in self.folded]
        first = min(found.start() for each in patterns if (found := each.search(folded)))
        return passage_around(text, folded, first, patterns, whole=whole)


def word_search(typed: Sequence[str]) -> WordSearch:
    """The search for these words; an entry with spaces is a phrase. Raises WrongUse if there are no words."""
    folded = tuple(dict.fromkeys(" ".join(fold(each).split()) for each in typed))
    if not any(folded):
        raise WrongUse(_("Which words? Give at least one."), _("Choose one from the text that you are looking for."))
    return WordSearch(tuple(filter(None, folded)))


def words_of_line(line: str) -> tuple[str, ...]:
    """The words of a typed line; words between quotation marks stay together."""
    return tuple(quoted or word for quoted, word in _TYPED.findall(line))


def searched_classes(named: Sequence[str]) -> frozenset[DataClass]:
    """The classes with these names, or notes and own if none is named; raises WrongUse for any other name."""
    classes = (DataClass.NOTES, DataClass.OWN)
    if not set(named) <= set(classes):
        raise WrongUse(_("--class takes notes or own."), _("Measures hold no words to find."))
    return frozenset(each for each in classes if not named or each in named)


@cache
def _part(folded: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, folded.split())))


@cache
def _whole(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_part(folded).pattern}(?!\w)")
