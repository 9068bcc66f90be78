"""Scores answered items. A total needs every item, unless the total itself was entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import plain_number
from alliance_cli.core.instruments.instrument import Cutoff, Instrument, Item, ScoreKind
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.translation import N_, _, _n

NOT_RATED_BY = {
    Rater.CLIENT: N_("{instrument} is not rated by the client."),
    Rater.CLINICIAN: N_("{instrument} is not rated by the clinician."),
}
_ROUNDED = 0.005
"""The tolerance for totals in files, which may be rounded to two decimals."""


class Score(Struct, frozen=True):
    """One administration, scored.

    ``total`` is None for a partial administration, unless the total itself was entered. ``subscales`` maps the ids of
    fully answered subscales to scores. ``reached`` has the cut-offs that the total reaches. ``items`` is 0 if the
    instrument is not available. ``on`` is the day it was filled in, if known.
    """

    instrument: str
    title: str
    version: str
    rater: Rater
    answered: int
    items: int
    total: float | None
    subscales: Mapping[str, float]
    reached: tuple[Cutoff, ...] = ()
    on: date | None = None
    range: tuple[float, float] | None = None
    """The lowest and the highest possible total; None if the instrument is not available."""
    cutoffs: tuple[Cutoff, ...] = ()
    """The cut-offs of the instrument."""
    symptoms: bool = False
    """Whether the instrument measures symptoms."""

    @property
    def complete(self) -> bool:
        return 0 < self.items == self.answered

    @property
    def not_scored(self) -> bool:
        """Whether there is no total because the instrument is not available."""
        return not self.items and self.total is None

    @property
    def status(self) -> str:
        if self.total is not None and not self.complete:
            if not self.answered:
                return _("total only")
            return _("total as given, {answered} of {items} items", answered=self.answered, items=self.items)
        if not self.items:
            return _n("{count} item, not scored", "{count} items, not scored", self.answered)
        if self.complete:
            return _("complete")
        return _("partial, {answered} of {items} items", answered=self.answered, items=self.items)


def cutoffs_reached(instrument: Instrument, total: float) -> tuple[Cutoff, ...]:
    """The cut-offs that ``total`` reaches."""
    return tuple(cutoff for cutoff in instrument.cutoffs if cutoff.reached_by(total))


def score(instrument: Instrument, rater: Rater, values: Mapping[int, float]) -> Score:
    """Score the answers, given as item number to value; absent items are unanswered.

    Raises WrongUse for a rater the instrument is not meant for, an unknown item or a value out of range; the error
    names the item and never repeats the value.
    """
    if rater not in instrument.raters:
        raise WrongUse(_(NOT_RATED_BY[rater], instrument=instrument.title))
    unfit = [instrument.item(n) for n, value in values.items() if not instrument.item(n).accepts(value)]
    if unfit:
        raise _does_not_fit(unfit)
    total = _score_of(instrument, instrument.items, values)
    by_subscale = {
        subscale.id: _score_of(instrument, [instrument.item(n) for n in subscale.items], values)
        for subscale in instrument.subscales
    }
    return Score(
        instrument.id,
        instrument.title,
        instrument.version,
        rater,
        answered=len(values),
        items=len(instrument.items),
        total=total,
        subscales={id_: value for id_, value in by_subscale.items() if value is not None},
        reached=() if total is None else cutoffs_reached(instrument, total),
        range=instrument.range,
        cutoffs=instrument.cutoffs,
        symptoms=instrument.symptoms,
    )


def _score_of(instrument: Instrument, items: Sequence[Item], values: Mapping[int, float]) -> float | None:
    """The sum or mean over ``items``; None if one of them was not answered."""
    if any(item.n not in values for item in items):
        return None
    total = sum(item.counted(values[item.n]) for item in items)
    # Without rounding, 8.7 + 9.1 would not be 17.8.
    total = round(total, max(item.decimals for item in items))
    return total if instrument.score is ScoreKind.SUM else total / len(items)


def can_total(instrument: Instrument, values: Mapping[int, float], total: float) -> bool:
    """Whether some answers to the other items would give this total together with ``values``."""
    low = sum(item.counted(values[item.n]) if item.n in values else item.low for item in instrument.items)
    high = sum(item.counted(values[item.n]) if item.n in values else item.high for item in instrument.items)
    parts = 1 if instrument.score is ScoreKind.SUM else len(instrument.items)
    return low / parts - _ROUNDED <= total <= high / parts + _ROUNDED


def with_given_total(scored: Score, instrument: Instrument, total: float | None) -> Score:
    """The score with the entered total if the items alone give none; raises WrongUse for a total out of range."""
    if total is None or scored.total is not None:
        return scored
    if not can_total(instrument, {}, total):
        raise WrongUse(
            _(
                "A total of {instrument} is between {low} and {high}.",
                instrument=instrument.title,
                low=plain_number(instrument.range[0]),
                high=plain_number(instrument.range[1]),
            )
        )
    return replace(scored, total=total, reached=cutoffs_reached(instrument, total))


def _does_not_fit(items: Iterable[Item]) -> WrongUse:
    ordered = sorted(items, key=lambda item: item.n)
    numbers = ", ".join(str(item.n) for item in ordered)
    sentence = _n("Item {numbers} does not fit.", "Items {numbers} do not fit.", len(ordered), numbers=numbers)
    return WrongUse(
        sentence, "; ".join(_("item {number}: {what}", number=item.n, what=item.fits()) for item in ordered)
    )


def read_items(instrument: Instrument, typed: str) -> Mapping[int, float]:
    """Reads answers such as ``5,4,,3``: in order, empty for an item left out, decimals with a point.

    Raises WrongUse, which names every item that does not fit and repeats no answer.
    """
    words = [word.strip() for word in typed.split(",")]
    if len(words) > len(instrument.items):
        raise WrongUse(
            _(
                "{instrument} has {count} items, and more than that were given.",
                instrument=instrument.title,
                count=len(instrument.items),
            ),
            _("Put commas between items and a point before decimals."),
        )
    values: dict[int, float] = {}
    unfit: list[Item] = []
    for item, word in zip(instrument.items, words, strict=False):
        try:
            values |= {item.n: item.read(word)} if word else {}
        except InvalidAnswer:
            unfit.append(item)
    if unfit:
        raise _does_not_fit(unfit)
    return values


class Administration(Struct, frozen=True):
    """One occasion on which an instrument was filled in; ``values`` maps item numbers to answers.

    ``session`` is empty for none. ``total`` is an entered total, as in a file without items; the sum of the items is
    not stored.
    """

    id: str
    session: str
    instrument: str
    version: str
    rater: Rater
    on: date
    values: Mapping[int, float]
    total: float | None = None
