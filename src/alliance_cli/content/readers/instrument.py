"""Instrument files as core values. All mistakes of a file are raised at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable

from alliance_cli.content.readers.head import check_stem, top
from alliance_cli.content.readers.whole import parse_document
from alliance_cli.content.schema import instrument as shape
from alliance_cli.content.schema.record import Found
from alliance_cli.content.schema.script import TITLE
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import MappingNode, Node
from alliance_cli.core.instruments.instrument import Better, Cutoff, Instrument, Item, ScoreKind, Subscale
from alliance_cli.core.instruments.soundness import Fault, faults
from alliance_cli.core.walk.kinds import Rater

Shipped = Callable[[str], Instrument | None]
"""The instrument of an id as it ships, to which a file may add wording; None where there is none."""

_RESTS_ON = {"range": {"items", "score"}, "subscales": {"items"}, "cutoffs": {"range"}}
"""What cannot be judged while something else in the file is wrong."""
_PARTS = {"items": shape.ITEM, "subscales": shape.SUBSCALE, "cutoffs": shape.CUTOFF}
_PLACE = re.compile(r"(?P<top>\w+)(\[(?P<index>\d+)\]\.(?P<field>\w+))?")


def read_instrument(text: str, name: str, shipped: Shipped, *, stem: str = "") -> Instrument:
    """The instrument in ``text``; raises Mistakes that call the file ``name``.

    ``stem`` is the file's name without its ending; where it is given, the instrument's id must be the same.
    """
    return parse_document(text, name, lambda node, collector: instrument_in(node, collector, stem, shipped))


def instrument_in(node: Node, collector: MistakeCollector, stem: str, shipped: Shipped) -> Instrument | None:
    """The instrument a document holds, or None with every mistake listed in ``collector``."""
    adds_wording = isinstance(node, MappingNode) and node.get("wording") and not node.get("items")
    found = top(node, collector, shape.WORDING_ONLY if adds_wording else shape.INSTRUMENT)
    if found is None:
        return None
    check_stem(found, shape.ID, stem)
    instrument = _worded(found, shipped) if adds_wording else _whole(found, collector)
    return None if collector.mistakes else instrument


def _worded(found: Found, shipped: Shipped) -> Instrument | None:
    """A shipped instrument with the wording of this file."""
    id_ = found.get(shape.ID)
    instrument = shipped(id_) if id_ else None
    if instrument is None:
        if id_:
            found.wrong(shape.ID, "is no instrument that ships; one of your own holds items, not only wording.")
        return None
    numbers = {item.n for item in instrument.items}
    given = found.get(shape.WORDING) or ()
    for each in given:
        if each.n not in numbers:
            place = found.at.inside(shape.WORDING.name).inside(str(each.n))
            place.wrong(each.line, f"is no item of it; they are numbered from 1 to {len(numbers)}.")
    return instrument.with_wording({each.n: each.text for each in given if each.n in numbers})


def _whole(found: Found, collector: MistakeCollector) -> Instrument:
    """The instrument as far as it can be made out, with what does not hold together listed."""
    spoilt = {re.split(r"[.\[]", mistake.key)[0] for mistake in collector.mistakes}
    instrument = _built(found)
    for fault in faults(instrument):
        topic = re.split(r"[.\[]", fault.key)[0]
        if not spoilt & {topic, *_RESTS_ON.get(topic, ())}:
            _list(fault, found, collector)
    return instrument


def _built(found: Found) -> Instrument:
    ends = found.get(shape.RANGE) or ()
    return Instrument(
        id=found.get(shape.ID) or "",
        title=found.get(TITLE) or "",
        version=found.get(shape.VERSION) or "",
        raters=tuple(Rater(rater) for rater in found.get(shape.RATERS) or ()),
        items=tuple(_item(each) for each in found.get(shape.ITEMS) or () if each.is_whole),
        score=ScoreKind(found.get(shape.SCORE) or ScoreKind.SUM),
        range=(ends[0], ends[1]) if len(ends) == 2 else (0.0, 0.0),
        better=Better(found.get(shape.BETTER) or Better.HIGHER),
        licence=found.get(shape.LICENCE) or "",
        citation=found.get(shape.CITATION) or "",
        subscales=tuple(_subscale(each) for each in found.get(shape.SUBSCALES) or () if each.is_whole),
        cutoffs=tuple(_cutoff(each) for each in found.get(shape.CUTOFFS) or () if each.is_whole),
    )


def _item(found: Found) -> Item:
    return Item(
        n=found.need(shape.N),
        low=found.need(shape.LOW),
        high=found.need(shape.HIGH),
        decimals=found.get(shape.DECIMALS) or 0,
        reversed=found.get(shape.REVERSED) or False,
        wording=found.get(shape.ITEM_WORDING) or "",
    )


def _subscale(found: Found) -> Subscale:
    return Subscale(found.need(shape.SUBSCALE_ID), found.need(TITLE), found.need(shape.SUBSCALE_ITEMS))


def _cutoff(found: Found) -> Cutoff:
    means, source = found.need(shape.MEANS), found.need(shape.SOURCE)
    return Cutoff(found.need(shape.VALUE), found.need(shape.BELOW), means, source)


def _list(fault: Fault, found: Found, collector: MistakeCollector) -> None:
    """List a fault at its line; the core counts places from 0, a person from 1."""
    place = _PLACE.fullmatch(fault.key)
    assert place is not None  # noqa: S101  the core names nothing deeper
    field = next(each for each in shape.INSTRUMENT.fields if each.name == place["top"])
    if place["index"] is None:
        found.wrong(field, fault.what)
        return
    part: Found = found.need(field)[int(place["index"])]
    part.wrong(next(each for each in _PARTS[field.name].fields if each.name == place["field"]), fault.what)
