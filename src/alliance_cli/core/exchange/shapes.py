"""What may stand in a column of an export: checked when one is read back, and published as JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Protocol

from alliance_cli.core.codes import client_code
from alliance_cli.core.course.entities import How, MomentState
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import Column, Table
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.core.walk.script import Phase

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LONGEST = 2**63 - 1


class Shape(Protocol):
    """What fits a column."""

    @property
    def what(self) -> str:
        """What does not fit is said not to be this."""

    def fits(self, value: object) -> bool:
        """Whether the value can be kept and will be understood."""

    def schema(self) -> Mapping[str, object]:
        """The same as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Words:
    """Free text, whole characters only; or one of these words."""

    options: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        return f"one of: {', '.join(each or '(empty)' for each in self.options)}" if self.options else "text"

    def fits(self, value: object) -> bool:
        if not isinstance(value, str) or (self.options and value not in self.options):
            return False
        return not any("\ud800" <= sign <= "\udfff" for sign in value)

    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "enum": list(self.options)} if self.options else {"type": "string"}


@dataclass(frozen=True, slots=True)
class Key:
    """What ties rows together."""

    what = "an id of 1 to 128 characters"

    def fits(self, value: object) -> bool:
        return Words().fits(value) and 0 < len(str(value)) <= 128

    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1, "maxLength": 128}


@dataclass(frozen=True, slots=True)
class Code:
    """A client's code."""

    what = "a client's code of 1 to 24 letters, digits, - or _"

    def fits(self, value: object) -> bool:
        try:
            return isinstance(value, str) and client_code(value, insist=True) == value
        except WrongUse:
            return False

    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,24}$"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    what = "a date such as 2026-11-20"

    def fits(self, value: object) -> bool:
        try:
            return isinstance(value, str) and bool(_DAY.fullmatch(value) and date.fromisoformat(value))
        except ValueError:
            return False

    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time."""

    what = "a time such as 2026-11-20T09:00:00.000+00:00"

    def fits(self, value: object) -> bool:
        try:
            return isinstance(value, str) and bool(_STAMP.fullmatch(value) and datetime.fromisoformat(value))
        except ValueError:
            return False

    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    what = "a whole number"

    def fits(self, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and -_LONGEST <= value <= _LONGEST

    def schema(self) -> Mapping[str, object]:
        return {"type": "integer"}


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """Yes or no, as they are kept."""

    what = "1 for yes or 0 for no"

    def fits(self, value: object) -> bool:
        return Whole().fits(value) and value in (0, 1)

    def schema(self) -> Mapping[str, object]:
        return {"type": "integer", "enum": [0, 1]}


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    what = "a number"

    def fits(self, value: object) -> bool:
        return Whole().fits(value) or (isinstance(value, float) and isfinite(value))

    def schema(self) -> Mapping[str, object]:
        return {"type": "number"}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a prompt of any kind; text is kept as it was typed, broken characters and all."""

    what = "an answer: text, a number, true or false, or a list of texts"

    def fits(self, value: object) -> bool:
        if isinstance(value, tuple):
            return all(isinstance(each, str) for each in value)
        return isinstance(value, str | bool | int) or Number().fits(value)

    def schema(self) -> Mapping[str, object]:
        texts = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, texts]}


_OR_NOTHING = {name: ("", *words) for name, words in MOMENT_FIELDS.items() if words}
_SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(("opened_on", "closed_on", "keep_until", "held_on", "dated", "taken_on"), Day()),
    **dict.fromkeys(
        ("started_at", "ended_at", "finished_at", "answered_at", "rated_at", "noted_at", "decided_at", "made_at", "at"),
        Stamp(),
    ),
    "tension.reported": YesOrNo(),
    "tension.reported_at": Stamp(),
    "client.code": Code(),
    "walk.phase": Words(tuple(Phase)),
    **dict.fromkeys(("rating.how", "tension.how"), Words(tuple(How))),
    **dict.fromkeys(("rating.rater", "tension.rater", "administration.rater"), Words(tuple(Rater))),
    "answer.value": Answered(),
    "moment.kind": Words(tuple(MomentKind)),
    "moment.state": Words(tuple(MomentState)),
    **{f"moment.{name}": Words(words) for name, words in _OR_NOTHING.items()},
}
_BY_TYPE: Mapping[str, Shape] = {"TEXT": Words(), "INTEGER": Whole(), "REAL": Number()}


def shape_of(table: Table, column: Column) -> Shape:
    """What fits a column of a table."""
    declared = _SHAPES.get(f"{table.name}.{column.name}") or _SHAPES.get(column.name)
    ties = column.into or (column.key and table.key == (column.name,))
    return declared or (Key() if ties else _BY_TYPE[column.type])
