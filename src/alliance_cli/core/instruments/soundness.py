"""Checks that an instrument file is consistent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from alliance_cli.core.formatting import plain_number
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.translation import _


class Fault(Struct, frozen=True):
    """An inconsistency in an instrument; ``key`` is its place in the file, such as ``items[2].low``."""

    key: str
    what: str


def faults(instrument: Instrument) -> tuple[Fault, ...]:
    """All inconsistencies, sorted by topic; empty for a consistent instrument."""
    checks = (_missing, _item_faults, _subscale_faults, _range_faults, _cutoff_faults)
    return tuple(fault for check in checks for fault in check(instrument))


def _missing(instrument: Instrument) -> Iterator[Fault]:
    named = ((key, getattr(instrument, key)) for key in ("title", "version", "raters", "licence", "citation"))
    yield from (Fault(key, _("is needed")) for key, value in named if not value)
    if len(set(instrument.raters)) < len(instrument.raters):
        yield Fault("raters", _("names a rater twice"))


def _item_faults(instrument: Instrument) -> Iterator[Fault]:
    if [item.n for item in instrument.items] != list(range(1, len(instrument.items) + 1)):
        yield Fault("items", _("must be numbered from 1 on, in order, without a gap"))
    for place, item in enumerate(instrument.items):
        if not item.low < item.high:
            yield Fault(f"items[{place}].low", _("must lie below high"))
        if not 0 <= item.decimals <= 3:
            yield Fault(f"items[{place}].decimals", _("must be a whole number from 0 to 3"))


def _subscale_faults(instrument: Instrument) -> Iterator[Fault]:
    known = {item.n for item in instrument.items}
    ids = Counter(subscale.id for subscale in instrument.subscales)
    for place, subscale in enumerate(instrument.subscales):
        if ids[subscale.id] > 1:
            yield Fault(f"subscales[{place}].id", _("must be used for one subscale only"))
        if not subscale.items or not known.issuperset(subscale.items):
            yield Fault(f"subscales[{place}].items", _("must be numbers of items of this instrument"))
        if len(set(subscale.items)) < len(subscale.items):
            yield Fault(f"subscales[{place}].items", _("names an item twice"))


def _range_faults(instrument: Instrument) -> Iterator[Fault]:
    if not instrument.items:
        yield Fault("items", _("is needed"))
        return
    low, high = (round(end, 6) for end in instrument.reach(item.n for item in instrument.items))
    if instrument.range != (low, high):
        yield Fault(
            "range",
            _(
                "does not follow from the items, which give {low} to {high}",
                low=plain_number(low),
                high=plain_number(high),
            ),
        )


def _cutoff_faults(instrument: Instrument) -> Iterator[Fault]:
    for place, cutoff in enumerate(instrument.cutoffs):
        if not instrument.range[0] <= cutoff.value <= instrument.range[1]:
            yield Fault(f"cutoffs[{place}].value", _("must lie within the range"))
        if not cutoff.source:
            yield Fault(f"cutoffs[{place}].source", _("is needed"))
