"""Defines instruments: numbered items, subscales, scoring, cut-offs and licence, and wording only if it is free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import plain_number
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.translation import _, _n


class ScoreKind(StrEnum):
    """How items become a score."""

    SUM = "sum"
    MEAN = "mean"


class Better(StrEnum):
    """Which end of the scale is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Item(Struct, frozen=True):
    """One item, answered from ``low`` to ``high`` with at most ``decimals`` decimals.

    ``reversed``: it counts as (low + high) minus the answer. ``wording`` is empty unless a clinician with a licence has
    added it.
    """

    n: int
    low: float
    high: float
    decimals: int = 0
    reversed: bool = False
    wording: str = ""

    @property
    def label(self) -> str:
        return self.wording or _("Item {number}", number=self.n)

    def fits(self) -> str:
        """The possible answers in a few words."""
        reach = _("{low} to {high}", low=plain_number(self.low), high=plain_number(self.high))
        if not self.decimals:
            return reach
        return _n("{range}, to one decimal", "{range}, to {count} decimals", self.decimals, range=reach)

    def accepts(self, value: float) -> bool:
        return self.low <= value <= self.high and round(value, self.decimals) == value

    def read(self, typed: str) -> float:
        """Reads a typed answer with a decimal point or comma; raises InvalidAnswer."""
        word = typed.strip().replace(",", ".")
        value = float(word) if re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", word) else None
        if value is None or not self.accepts(value):
            raise InvalidAnswer(_("Type a number that fits: {range}.", range=self.fits()))
        return value

    def counted(self, value: float) -> float:
        """The value that an answer adds to a score."""
        return self.low + self.high - value if self.reversed else value


class Subscale(Struct, frozen=True):
    """A separate score over some of the items, given by their numbers."""

    id: str
    title: str
    items: tuple[int, ...]


class Cutoff(Struct, frozen=True):
    """A total strictly below ``value`` (or, if ``below`` is false, at or above it) ``means`` something.

    ``source`` is the publication of the cut-off; none ships without one.
    """

    value: float
    below: bool
    means: str
    source: str

    def reached_by(self, total: float) -> bool:
        return (total < self.value) is self.below


class Instrument(Struct, frozen=True):
    """One instrument, with the fields of its file. ``range`` is the lowest and highest possible total."""

    id: str
    title: str
    version: str
    raters: tuple[Rater, ...]
    items: tuple[Item, ...]
    score: ScoreKind
    range: tuple[float, float]
    better: Better
    licence: str
    citation: str
    subscales: tuple[Subscale, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    asks: str = ""
    """The question asked with every item, if the licence allows its wording."""
    answers: tuple[str, ...] = ()
    """What each answer means, from the lowest up; empty if its licence allows no wording."""
    symptoms: bool = False
    """Whether it measures symptoms; its cut-offs then say nothing about the alliance and raise no flags."""

    def item(self, n: int) -> Item:
        """The item with this number; raises WrongUse if there is none."""
        found = next((item for item in self.items if item.n == n), None)
        if found is None:
            raise WrongUse(
                _("{instrument} has no item {number}.", instrument=self.title, number=n),
                _("Its items are numbered 1 to {last}.", last=len(self.items)),
            )
        return found

    def reach(self, numbers: Iterable[int]) -> tuple[float, float]:
        """The lowest and highest possible score of the items with these numbers."""
        items = [self.item(n) for n in numbers]
        low, high = sum(item.low for item in items), sum(item.high for item in items)
        return (low, high) if self.score is ScoreKind.SUM else (low / len(items), high / len(items))

    def with_wording(self, wording: Mapping[int, str]) -> Instrument:
        """The instrument with wording added by item number; raises WrongUse for an unknown number."""
        for n in wording:
            self.item(n)
        items = (replace(item, wording=wording.get(item.n, item.wording)) for item in self.items)
        return replace(self, items=tuple(items))

    def with_cutoff(self, value: float) -> Instrument:
        """The instrument with its one cut-off moved to ``value``, for a setting.

        Raises WrongUse unless it has exactly one cut-off and ``value`` lies within its range.
        """
        low, high = self.range
        if len(self.cutoffs) != 1:
            raise WrongUse(_("{instrument} has no single cut-off to set.", instrument=self.title))
        if not low <= value <= high:
            lowest, highest = plain_number(low), plain_number(high)
            raise WrongUse(
                _(
                    "A cut-off of {instrument} is between {low} and {high}.",
                    instrument=self.title,
                    low=lowest,
                    high=highest,
                )
            )
        return replace(self, cutoffs=(replace(self.cutoffs[0], value=value, source=_("your setting")),))
