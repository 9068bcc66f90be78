"""Turns an instrument into a script, which the interview then asks item by item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from msgspec import Struct

from alliance_cli.core.formatting import joined, plain_number
from alliance_cli.core.instruments.instrument import Instrument, Item
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.translation import _


class ItemKind(Struct, frozen=True):
    """The kind of an item's answer: a number in its range."""

    name: ClassVar[str] = "item"
    item: Item
    answers: tuple[str, ...] = ()
    """What each answer means, from the lowest up."""

    def read(self, typed: str) -> Value:
        return self.item.read(typed)

    def show(self, value: Value) -> str:
        return plain_number(value) if isinstance(value, int | float) else str(value)

    def fits(self) -> str:
        if not self.answers:
            return self.item.fits()
        low = int(self.item.low)
        return ", ".join(f"{value} {said}" for value, said in enumerate(self.answers, start=low))


def questionnaire(instrument: Instrument) -> Script:
    """A script that asks the items in order. It is not stored as a walk, so its phase is meaningless."""
    prompts = tuple(
        Prompt(
            id=_key(item.n),
            ask=item.label,
            purpose=_purpose(instrument, item),
            kind=ItemKind(item, instrument.answers),
            say=instrument.asks,
        )
        for item in instrument.items
    )
    return Script(instrument.id, Phase.IN_SESSION, instrument.title, language="", prompts=prompts)


def known(instrument: Instrument, values: Mapping[int, float]) -> Answers:
    """The answers by step key, without those that no longer fit, which are asked again."""
    fitting = (item for item in instrument.items if item.n in values and item.accepts(values[item.n]))
    return {_key(item.n): values[item.n] for item in fitting}


def _key(n: int) -> str:
    return f"item-{n}"


def _purpose(instrument: Instrument, item: Item) -> str:
    counts = [subscale.title for subscale in instrument.subscales if item.n in subscale.items]
    scores = joined((*counts, _("the total")))
    if not item.reversed:
        return _("It counts towards {scores}.", scores=scores)
    top = plain_number(item.low + item.high)
    return _("It counts towards {scores}, reversed: as {top} minus the answer.", scores=scores, top=top)
