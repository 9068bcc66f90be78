"""Defines the types of fields in content files.

A type reads a node into a value, or lists the mistakes and returns None. Messages repeat keys, never values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from alliance_cli.content.yaml.mistakes import KeyPath, nearest
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node, ScalarNode, SequenceNode
from alliance_cli.translation import N_, _

JsonSchema = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Word = TypeVar("Word", bound=str)
Real = TypeVar("Real", int, float)
_IS_A_LIST = N_("is a list; {what} belongs here.")
_IS_A_MAPPING = N_("is a mapping; {what} belongs here.")


class FieldType(Protocol[T_co]):
    """What a field may hold."""

    def read(self, node: Node, at: KeyPath) -> T_co | None:
        """The value, or None with every mistake listed at ``at``."""

    def json_schema(self) -> JsonSchema:
        """The same rule as JSON Schema, draft 2020-12."""


class ScalarType(Struct, Generic[T], frozen=True):
    """One text that is not blank. ``parse`` turns it into the value, or into None if it does not fit."""

    expected: str
    """What belongs here, in words that are marked for translation."""
    parse: Callable[[ScalarNode], T | None]
    schema: JsonSchema
    words: tuple[str, ...] = ()
    """The texts that fit, if there are only a few."""
    is_free: bool = False
    """Whether it is free text, in which ``#`` may be meant as text."""
    parts: Mapping[str, object] = {}
    """The values of the placeholders in ``expected``."""

    @property
    def said(self) -> str:
        """What belongs here, in the chosen language."""
        return _(self.expected, **self.parts)

    def read(self, node: Node, at: KeyPath) -> T | None:
        if not isinstance(node, ScalarNode):
            if not isinstance(node, BrokenNode):
                found = _IS_A_LIST if isinstance(node, SequenceNode) else _IS_A_MAPPING
                at.wrong(node.line, _(found, what=self.said))
            return None
        if node.comment and self.is_free and at.cut_off(node):
            return None
        if node.is_empty or not node.text.strip():
            at.wrong(node.line, _("is empty; {what} belongs here.", what=self.said))
            return None
        value = self.parse(node)
        if value is None:
            at.wrong(node.line, _("does not fit; {what} belongs here.", what=self.said), nearest(node.text, self.words))
        return value

    def json_schema(self) -> JsonSchema:
        return self.schema


def text(pattern: str = "", expected: str = N_("a text")) -> ScalarType[str]:
    """A text, kept as written. ``pattern``, if any, matches all of it, and ``expected`` says so in words."""

    def parse(node: ScalarNode) -> str | None:
        return node.prose if not pattern or re.fullmatch(pattern, node.text) else None

    schema: JsonSchema = {"type": "string", "pattern": f"^{pattern}$" if pattern else r"\S"}
    return ScalarType(expected, parse, schema, is_free=not pattern)


def integer(low: int, high: int) -> ScalarType[int]:
    """A whole number from ``low`` to ``high``, neither of which is negative."""
    return _number("integer", r"[0-9]{1,6}", int, low, high)


def number(low: float, high: float) -> ScalarType[float]:
    """A number from ``low`` to ``high``, with up to six decimals."""
    return _number("number", r"-?[0-9]{1,6}(\.[0-9]{1,6})?", float, low, high)


def _number(name: str, pattern: str, cast: Callable[[str], Real], low: Real, high: Real) -> ScalarType[Real]:
    def parse(node: ScalarNode) -> Real | None:
        value = cast(node.text) if re.fullmatch(pattern, node.text) else None
        return value if value is not None and low <= value <= high else None

    whole = N_("a whole number from {low} to {high}")
    expected = whole if name == "integer" else N_("a number from {low} to {high}")
    parts = {"low": f"{low:g}", "high": f"{high:g}"}
    return ScalarType(expected, parse, {"type": name, "minimum": low, "maximum": high}, parts=parts)


def boolean() -> ScalarType[bool]:
    """True or false; yes and no are accepted as well."""
    values = {"true": True, "yes": True, "false": False, "no": False}
    schema: JsonSchema = {"enum": [True, False, "yes", "no"]}
    return ScalarType(N_("true or false"), lambda node: values.get(node.text.casefold()), schema)


def one_of(words: Iterable[Word]) -> ScalarType[Word]:
    """One of a few words; if they are members of an enum, the value is the member."""
    values = {str(word): word for word in words}
    return ScalarType(
        N_("one of {words}"),
        lambda node: values.get(node.text),
        {"enum": list(values)},
        tuple(values),
        parts={"words": ", ".join(values)},
    )


class NodeType(Struct, frozen=True):
    """Anything; the node itself is the value, for rules that depend on the rest of the file."""

    schema: JsonSchema

    def read(self, node: Node, at: KeyPath) -> Node | None:
        return None if isinstance(node, BrokenNode) else node

    def json_schema(self) -> JsonSchema:
        return self.schema


class ListType(Struct, Generic[T], frozen=True):
    """A list of items of one type, ``least`` to ``most`` of them. Items with mistakes are left out."""

    item: FieldType[T]
    least: int = 1
    most: int | None = None

    def read(self, node: Node, at: KeyPath) -> tuple[T, ...] | None:
        if not isinstance(node, SequenceNode):
            if not isinstance(node, BrokenNode):
                at.wrong(node.line, _("is not a list; each item begins with a hyphen on its own line."))
            return None
        if len(node.items) < self.least:
            at.wrong(node.line, _("needs {count} or more items.", count=self.least))
        if self.most is not None and len(node.items) > self.most:
            at.wrong(node.line, _("has more than {count} items.", count=self.most))
        read = [self.item.read(item, at.nth(number)) for number, item in enumerate(node.items, start=1)]
        return tuple(value for value in read if value is not None)

    def json_schema(self) -> JsonSchema:
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "items": self.item.json_schema(), "minItems": self.least, **most}


class TextOrObjectType(Struct, Generic[T], frozen=True):
    """Plain text, or an object if text is not enough."""

    text: ScalarType[str]
    object: FieldType[T]

    def read(self, node: Node, at: KeyPath) -> str | T | None:
        return self.object.read(node, at) if isinstance(node, MappingNode) else self.text.read(node, at)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [self.text.json_schema(), self.object.json_schema()]}
