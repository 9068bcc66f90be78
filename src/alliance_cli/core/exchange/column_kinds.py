"""Defines the values that each kind of column allows, for imports, vault checks, reading and the JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import NamedTuple

from alliance_cli.core.codes import client_code
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import N_, _

_DAY = r"\d{4}-\d\d-\d\d"
_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
_LARGEST = 2**63 - 1
_HALF = re.compile("[\ud800-\udfff]")
"""Matches half of a surrogate pair, which UTF-8 cannot encode."""


class ColumnKind(NamedTuple):
    """The kind of value in a column. With ``is_json``, the vault stores the value as JSON text."""

    what: str
    """What a value must be, in English; the message for a misfit says that the value is not this."""
    fits: Callable[[object], bool]
    schema: Mapping[str, object]
    """The JSON Schema for a value."""
    type: str = "TEXT"
    """The column's type in SQLite."""
    finding: str = ""
    """The message of a vault check for a value that does not fit; if empty, ``is not`` followed by ``what``."""
    options: tuple[str, ...] = ()
    """The only words allowed; empty for any text."""
    parts: Mapping[str, object] = {}
    """The values of the placeholders in ``what``."""
    is_time: bool = False
    is_json: bool = False
    is_typed: bool = False
    """Whether it contains a person's own words, which a search includes."""
    fitting: frozenset[object] = frozenset()
    """Types of which every value fits."""

    @property
    def is_not(self) -> str:
        """The message for a value that does not fit."""
        return _("is not {what}", what=_(self.what, **self.parts))

    def misfit(self, value: object) -> str:
        """The message of a vault check about a value other than NULL, which it does not repeat; empty if it fits."""
        return "" if self.fits(value) else (_(self.finding) if self.finding else self.is_not)


def words(*options: str) -> ColumnKind:
    """One of these words."""
    listed = ", ".join(each or "(empty)" for each in options)
    schema = {"type": "string", "enum": list(options)}
    finding = N_("is not one of the words that are allowed")
    return ColumnKind(
        N_("one of: {words}"),
        options.__contains__,
        schema,
        finding=finding,
        options=options,
        parts={"words": listed},
    )


def several_words(*options: str) -> ColumnKind:
    """Any number of these words separated by spaces, or empty."""
    one = f"({'|'.join(options)})"
    kind = _pattern(N_("some of {words}, or empty"), f"({one}( {one})*)?")
    finding, parts = N_("has a word that is not allowed"), {"words": ", ".join(options)}
    return kind._replace(finding=finding, options=options, parts=parts)


def is_text(value: object) -> bool:
    """Whether a value is text that UTF-8 can encode."""
    return isinstance(value, str) and (value.isascii() or _HALF.search(value) is None)


def _pattern(what: str, pattern: str) -> ColumnKind:
    """Text that matches a whole regular expression, which must mean the same in Python and in JSON Schema."""
    whole = re.compile(pattern)
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return ColumnKind(what, lambda value: isinstance(value, str) and bool(whole.fullmatch(value)), schema)


def whole_from(low: int, high: int) -> ColumnKind:
    """A whole number from ``low`` to ``high``."""
    schema = {"type": "integer", "minimum": low, "maximum": high}

    def fits(value: object) -> bool:
        return _is_whole(value) and low <= int(str(value)) <= high

    what = N_("a whole number from {low} to {high}")
    return ColumnKind(what, fits, schema, "INTEGER", parts={"low": low, "high": high})


def _is_code(value: object) -> bool:
    try:
        return isinstance(value, str) and client_code(value, insist=True) == value
    except WrongUse:
        return False


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.fullmatch(_DAY, value) and date.fromisoformat(value))
    except ValueError:
        return False


def _is_stamp(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.fullmatch(_STAMP, value) and datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_LARGEST <= value <= _LARGEST


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, float) and isfinite(value))


def _is_answer(value: object) -> bool:
    """Whether a value can be an answer; text is stored exactly as typed, even if UTF-8 cannot encode it."""
    if isinstance(value, tuple):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str | bool | int) or _is_number(value)


_ANSWER_SCHEMA = {"anyOf": [{"type": ["string", "number", "boolean"]}, {"type": "array", "items": {"type": "string"}}]}

TEXT = ColumnKind(N_("text"), is_text, {"type": "string"})
TYPED = TEXT._replace(is_typed=True)
ID = _pattern(N_("an id of 1 to 128 letters, digits and . _ : -"), "[A-Za-z0-9._:-]{1,128}")
DIGEST = _pattern(N_("a SHA-256 of 64 hexadecimal digits"), "[0-9a-f]{64}")
NAME = _pattern(
    N_("a name of lower-case letters, digits and hyphens that begins with a letter"), "[a-z][a-z0-9-]{0,127}"
)
NAME_OR_NONE = _pattern(N_("a name of lower-case letters, digits and hyphens, or empty"), "([a-z][a-z0-9-]{0,127})?")
STEP = _pattern(N_("the key of a step, such as ruptures.1.note"), "[a-z][a-z0-9._-]{0,199}")
CODE = ColumnKind(
    N_("a client's code of 1 to 24 letters, digits, - or _"),
    _is_code,
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,24}$"},
)
DAY = ColumnKind(
    N_("a date such as 2026-11-20"),
    _is_day,
    {"type": "string", "format": "date"},
    finding=N_("is not a date"),
    is_time=True,
)
STAMP = ColumnKind(
    N_("a time such as 2026-11-20T09:00:00.000+00:00"),
    _is_stamp,
    {"type": "string", "format": "date-time"},
    finding=N_("is not a time"),
    is_time=True,
)
WHOLE = ColumnKind(N_("a whole number"), _is_whole, {"type": "integer"}, "INTEGER")
YES_OR_NO = ColumnKind(
    N_("1 for yes or 0 for no"),
    lambda value: _is_whole(value) and value in (0, 1),
    {"type": "integer", "enum": [0, 1]},
    "INTEGER",
)
NUMBER = ColumnKind(N_("a number"), _is_number, {"type": "number"}, "REAL")
ANSWER = ColumnKind(
    N_("an answer: text, a number, true or false, or a list of texts"),
    _is_answer,
    _ANSWER_SCHEMA,
    finding=N_("is not an answer that can be read"),
    is_json=True,
    is_typed=True,
    fitting=frozenset({str, bool, int}),
)
