"""What an instrument's file may hold: a whole instrument, or only wording for one that ships."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alliance_cli.content.schema.record import Field, Record
from alliance_cli.content.schema.script import DIALECT, LANGUAGE, NAME, TEXT, TITLE
from alliance_cli.content.schema.shape import Flag, ListOf, Number, OneOf, Schema, Whole
from alliance_cli.content.yaml.mistakes import KeyPath, showable
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node
from alliance_cli.core.instruments.instrument import Better, ScoreKind
from alliance_cli.core.walk.kinds import Rater

_ITEM_NUMBER = "[1-9][0-9]{0,2}"
NUMBER = Number(-99_999, 99_999)


@dataclass(frozen=True, slots=True)
class Worded:
    """The wording of one item, and where it stands."""

    n: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A mapping of item number to text."""

    def read(self, node: Node, at: KeyPath) -> tuple[Worded, ...] | None:
        if not isinstance(node, MappingNode):
            if not isinstance(node, BrokenNode):
                at.wrong(node.line, "is not a mapping; each line is an item's number, a colon and its wording.")
            return None
        found = []
        for entry in node.entries:
            if not re.fullmatch(_ITEM_NUMBER, entry.key):
                at.inside(showable(entry.key)).wrong(entry.line, "is not the number of an item.")
                continue
            text = TEXT.read(entry.value, at.inside(entry.key))
            if text is not None:
                found.append(Worded(int(entry.key), text, entry.line))
        return tuple(found)

    def schema(self) -> Schema:
        return {
            "type": "object",
            "patternProperties": {f"^{_ITEM_NUMBER}$": TEXT.schema()},
            "additionalProperties": False,
        }


N = Field("n", Whole(1, 999), "the item's number, from 1 on", required=True)
LOW = Field("low", NUMBER, "the lowest answer", required=True)
HIGH = Field("high", NUMBER, "the highest answer", required=True)
DECIMALS = Field("decimals", Whole(0, 3), "how many decimals an answer may have, 0 unless given")
REVERSED = Field("reversed", Flag(), "true where it counts as low + high minus the answer")
ITEM_WORDING = Field("wording", TEXT, "its wording, where your licence allows you to keep it")
ITEM = Record((N, LOW, HIGH, DECIMALS, REVERSED, ITEM_WORDING))

SUBSCALE_ID = Field("id", NAME, "a name that stays the same", required=True)
SUBSCALE_ITEMS = Field("items", ListOf(Whole(1, 999)), "the numbers of its items", required=True)
SUBSCALE = Record((SUBSCALE_ID, TITLE, SUBSCALE_ITEMS))

VALUE = Field("value", NUMBER, "the total it lies at", required=True)
BELOW = Field("below", Flag(), "true: a total strictly below the value; false: one at or above it", required=True)
MEANS = Field("means", TEXT, "what a total on that side means, in a few words", required=True)
SOURCE = Field("source", TEXT, "who holds so", required=True)
CUTOFF = Record((VALUE, BELOW, MEANS, SOURCE))

ID = Field("id", NAME, "the file's name without .yaml", required=True)
VERSION = Field("version", TEXT, "its edition; scores are never mixed across editions", required=True)
RATERS = Field("raters", ListOf(OneOf(tuple(Rater))), "who fills it in", required=True)
ITEMS = Field("items", ListOf(ITEM), "its items, in order", required=True)
SUBSCALES = Field("subscales", ListOf(SUBSCALE, least=0), "scores of their own over some of the items")
SCORE = Field("score", OneOf(tuple(ScoreKind)), "how items become a score", required=True)
RANGE = Field("range", ListOf(NUMBER, least=2, most=2), "the lowest and the highest total", required=True)
BETTER = Field("better", OneOf(tuple(Better)), "which end is the good one", required=True)
CUTOFFS = Field("cutoffs", ListOf(CUTOFF, least=0), "totals that mean something, each with its source")
LICENCE = Field("licence", TEXT, "what its owners allow", required=True)
CITATION = Field("citation", TEXT, "where it was published", required=True)
INSTRUMENT = Record((ID, TITLE, VERSION, RATERS, ITEMS, SUBSCALES, SCORE, RANGE, BETTER, CUTOFFS, LICENCE, CITATION))

LANGUAGE_CODE = Field("language", LANGUAGE, "the language of the wording")
WORDING = Field("wording", Wording(), "wording you hold a licence for, by item number", required=True)
WORDING_ONLY = Record((ID, LANGUAGE_CODE, WORDING))


def instrument_schema() -> Schema:
    """JSON Schema of an instrument's file."""
    whole, wording = INSTRUMENT.schema(), WORDING_ONLY.schema()
    only_wording = {"required": [WORDING.name], "not": {"required": [ITEMS.name]}}
    title = "An instrument of alliance"
    return {"$schema": DIALECT, "title": title, "if": only_wording, "then": wording, "else": whole}
