"""Defines instrument files: a whole instrument, or only wording for one that ships."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from alliance_cli.content.folders import INSTRUMENTS, shipped_folder
from alliance_cli.content.schema.field_types import JsonSchema, ListType, NodeType, boolean, integer, number, one_of
from alliance_cli.content.schema.file_kind import FILE_ID, LANGUAGE_CODE, NAME, TEXT, TITLE, FileKind
from alliance_cli.content.schema.object_schema import Field, ObjectSchema, ParsedObject
from alliance_cli.content.yaml.mistakes import KeyPath, showable
from alliance_cli.content.yaml.nodes import MappingNode, Node
from alliance_cli.core.instruments.instrument import Better, Cutoff, Instrument, Item, ScoreKind, Subscale
from alliance_cli.core.instruments.soundness import Fault, faults
from alliance_cli.core.ratings import Rater
from alliance_cli.files.paths import is_file
from alliance_cli.translation import N_, _

Shipped = Callable[[str], Instrument | None]
"""Finds the shipped instrument with an id, to which a file may add wording; None if there is none."""

_ITEM_NUMBER = "[1-9][0-9]{0,2}"
_NUMBER = number(-99_999, 99_999)
_WORDINGS = NodeType(
    {"type": "object", "patternProperties": {f"^{_ITEM_NUMBER}$": TEXT.json_schema()}, "additionalProperties": False}
)

_ITEM = ObjectSchema(
    Item,
    (
        Field("n", integer(1, 999), N_("the item's number, from 1 on"), required=True),
        Field("low", _NUMBER, N_("the lowest answer"), required=True),
        Field("high", _NUMBER, N_("the highest answer"), required=True),
        Field("decimals", integer(0, 3), "how many decimals an answer may have, 0 unless given"),
        Field("reversed", boolean(), "true where it counts as low + high minus the answer"),
        Field("wording", TEXT, "its wording, where your licence allows you to keep it"),
    ),
)
_SUBSCALE = ObjectSchema(
    Subscale,
    (
        Field("id", NAME, N_("a name that stays the same"), required=True),
        TITLE,
        Field("items", ListType(integer(1, 999)), N_("the numbers of its items"), required=True),
    ),
)
_CUTOFF = ObjectSchema(
    Cutoff,
    (
        Field("value", _NUMBER, N_("the total it lies at"), required=True),
        Field(
            "below", boolean(), N_("true: a total strictly below the value; false: one at or above it"), required=True
        ),
        Field("means", TEXT, N_("what a total on that side means, in a few words"), required=True),
        Field("source", TEXT, N_("who says so"), required=True),
    ),
)
INSTRUMENT = ObjectSchema(
    Instrument,
    (
        FILE_ID,
        TITLE,
        Field("version", TEXT, N_("its edition; scores are never mixed across editions"), required=True),
        Field("raters", ListType(one_of(Rater)), N_("who fills it in"), required=True),
        Field("items", ListType(_ITEM), N_("its items, in order"), required=True),
        Field("subscales", ListType(_SUBSCALE, least=0), "scores of their own over some of the items"),
        Field("score", one_of(ScoreKind), N_("how items become a score"), required=True),
        Field("range", ListType(_NUMBER, least=2, most=2), N_("the lowest and the highest total"), required=True),
        Field("better", one_of(Better), N_("which end is the good one"), required=True),
        Field("cutoffs", ListType(_CUTOFF, least=0), "totals that mean something, each with its source"),
        Field("asks", TEXT, "what every item is asked with, where the licence allows"),
        Field("answers", ListType(TEXT, least=0), "what each answer stands for, from the lowest on"),
        Field("symptoms", boolean(), "true where it measures symptoms; its cut-offs then raise no flag"),
        Field("licence", TEXT, N_("what its owners allow"), required=True),
        Field("citation", TEXT, N_("where it was published"), required=True),
    ),
)
WORDING_ONLY: ObjectSchema[dict[str, Any]] = ObjectSchema(
    dict,
    (
        FILE_ID,
        Field("language", LANGUAGE_CODE, "the language of the wording"),
        Field("wording", _WORDINGS, N_("wording you hold a licence for, by item number"), required=True),
    ),
)


class InstrumentOrWordingType(Struct, frozen=True):
    """An instrument, or only wording if the file has wording and no items."""

    def read(self, node: Node, at: KeyPath) -> ParsedObject[Any] | None:
        is_wording = isinstance(node, MappingNode) and node.get("wording") and not node.get("items")
        return WORDING_ONLY.read(node, at) if is_wording else INSTRUMENT.read(node, at)

    def json_schema(self) -> JsonSchema:
        is_wording = {"required": ["wording"], "not": {"required": ["items"]}}
        return {"if": is_wording, "then": WORDING_ONLY.json_schema(), "else": INSTRUMENT.json_schema()}


def instrument_file(shipped: Shipped) -> FileKind[Instrument]:
    """Instrument files that may add wording to the instruments that ``shipped`` finds."""
    return FileKind(
        name="instrument",
        folder=INSTRUMENTS,
        title="An instrument of alliance",
        example="instruments/wai-sr.yaml",
        schema=InstrumentOrWordingType(),
        build=lambda parsed: _with_wording(parsed, shipped) if parsed.schema is WORDING_ONLY else _checked(parsed),
        marks=frozenset({"items", "wording"}),
    )


def shipped_instrument(id: str) -> Instrument | None:
    """The shipped instrument with this id, if there is one."""
    path = shipped_folder() / INSTRUMENTS / f"{id}.yaml"
    return FILE_KIND.read_file(path) if is_file(path) else None


FILE_KIND = instrument_file(shipped_instrument)


def _with_wording(parsed: ParsedObject[Any], shipped: Shipped) -> Instrument | None:
    """A shipped instrument with the wording from this file."""
    id = parsed.get("id")
    instrument = shipped(id) if id else None
    if id and instrument is None:
        parsed.wrong("id", _("is not an instrument that ships; one of your own needs items, not only wording."))
    numbers = [item.n for item in instrument.items] if instrument else []
    wordings = _wordings(parsed, numbers)
    return instrument.with_wording(wordings) if instrument else None


def _wordings(parsed: ParsedObject[Any], numbers: Sequence[int]) -> dict[int, str]:
    """The wording by item number. ``numbers`` are those of the instrument, empty if it is unknown."""
    node, at = parsed.get("wording"), parsed.at.inside("wording")
    found: dict[int, str] = {}
    if node and not isinstance(node, MappingNode):
        at.wrong(node.line, _("is not a mapping; each line is an item's number, a colon and its wording."))
    for entry in node.entries if isinstance(node, MappingNode) else ():
        if not re.fullmatch(_ITEM_NUMBER, entry.key):
            at.inside(showable(entry.key)).wrong(entry.line, _("is not the number of an item."))
            continue
        text, n = TEXT.read(entry.value, at.inside(entry.key)), int(entry.key)
        if text and numbers and n not in numbers:
            what = _("is not an item of it; its items are numbered from 1 to {count}.", count=len(numbers))
            at.inside(entry.key).wrong(entry.line, what)
        elif text:
            found[n] = text
    return found


_BLANK: dict[str, Any] = {
    **dict.fromkeys(("id", "title", "version", "licence", "citation"), ""),
    **{"raters": (), "items": (), "score": ScoreKind.SUM, "better": Better.HIGHER},
}
"""Stand-ins for required fields with mistakes, so that the other fields can still be checked."""
_DEPENDS_ON = {"range": {"items", "score"}, "subscales": {"items"}, "cutoffs": {"range"}}
"""For each field, the fields that must be free of mistakes before it can be checked."""
_FAULT_KEY = re.compile(r"(?P<field>\w+)(\[(?P<index>\d+)\]\.(?P<inner>\w+))?")


def _checked(parsed: ParsedObject[Any]) -> Instrument:
    """The instrument as far as it can be read, with every contradiction in it listed."""
    spoilt = {_first_key(mistake.key) for mistake in parsed.at.collector.mistakes}
    arguments = _BLANK | parsed.arguments(INSTRUMENT.fields)
    ends = arguments.pop("range", ())
    instrument = Instrument(**arguments, range=ends if len(ends) == 2 else (0.0, 0.0))
    for fault in faults(instrument):
        key = _first_key(fault.key)
        if not spoilt & {key, *_DEPENDS_ON.get(key, ())}:
            _list(fault, parsed)
    return instrument


def _first_key(key: str) -> str:
    return re.split(r"[.\[]", key)[0]


def _list(fault: Fault, parsed: ParsedObject[Any]) -> None:
    """List a fault at its line. The core counts items from 0, messages count from 1."""
    place = _FAULT_KEY.fullmatch(fault.key)
    assert place is not None  # noqa: S101  the core names nothing deeper
    if place["index"] is None:
        parsed.wrong(fault.key, fault.what)
    else:
        parsed.get(place["field"])[int(place["index"])].wrong(place["inner"], fault.what)
