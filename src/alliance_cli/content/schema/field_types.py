"""The types that a field of a content file can have.

A type reads a node into a value, or lists the mistakes and returns None. Messages repeat keys, never values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from alliance_cli.content.yaml.mistakes import KeyPath, nearest
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node, ScalarNode, SequenceNode

JsonSchema = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Word = TypeVar("Word", bound=str)
Real = TypeVar("Real", int, float)


class FieldType(Protocol[T_co]):
    """What a field may hold."""

    def read(self, node: Node, at: KeyPath) -> T_co | None:
        """The value, or None with every mistake listed at ``at``."""

    def json_schema(self) -> JsonSchema:
        """The same rule as JSON Schema, draft 2020-12."""


def read_scalar(node: Node, at: KeyPath, expected: str) -> ScalarNode | None:
    """The node as a text that is not blank, or None with the mistake listed."""
    if isinstance(node, ScalarNode) and not node.is_empty and node.text.strip():
        return node
    if isinstance(node, ScalarNode):
        at.wrong(node.line, f"is empty; {expected} belongs here.")
    elif not isinstance(node, BrokenNode):
        found = "a list" if isinstance(node, SequenceNode) else "a mapping"
        at.wrong(node.line, f"is {found}; {expected} belongs here.")
    return None


def _misfit(node: Node, at: KeyPath, expected: str, did_you_mean: str = "") -> None:
    at.wrong(node.line, f"does not fit; {expected} belongs here.", did_you_mean)


@dataclass(frozen=True, slots=True)
class TextType:
    """A text, kept as written. ``pattern``, if any, must match all of it; ``expected`` is the rule in words."""

    pattern: str = ""
    expected: str = "a text"

    def read(self, node: Node, at: KeyPath) -> str | None:
        scalar = read_scalar(node, at, self.expected)
        if scalar and self.pattern and not re.fullmatch(self.pattern, scalar.text):
            _misfit(scalar, at, self.expected)
            return None
        return scalar.prose if scalar else None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern}$" if self.pattern else r"\S"}


@dataclass(frozen=True, slots=True)
class NumberType(Generic[Real]):
    """A number from ``low`` to ``high``: a whole one where ``cast`` is int, one with decimals where it is float."""

    cast: type[Real]
    low: Real
    high: Real

    def read(self, node: Node, at: KeyPath) -> Real | None:
        whole = self.cast is int
        expected = f"a {'whole ' if whole else ''}number from {self.low:g} to {self.high:g}"
        scalar = read_scalar(node, at, expected)
        if scalar is None:
            return None
        pattern = r"[0-9]{1,6}" if whole else r"-?[0-9]{1,6}(\.[0-9]{1,6})?"
        if re.fullmatch(pattern, scalar.text) and self.low <= self.cast(scalar.text) <= self.high:
            return self.cast(scalar.text)
        _misfit(scalar, at, expected)
        return None

    def json_schema(self) -> JsonSchema:
        return {"type": "integer" if self.cast is int else "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class BooleanType:
    """True or false; yes and no are understood, too."""

    def read(self, node: Node, at: KeyPath) -> bool | None:
        scalar = read_scalar(node, at, "true or false")
        word = scalar.text.casefold() if scalar else ""
        if scalar and word not in ("true", "yes", "false", "no"):
            _misfit(scalar, at, "true or false")
            return None
        return word in ("true", "yes") if scalar else None

    def json_schema(self) -> JsonSchema:
        return {"enum": [True, False, "yes", "no"]}


@dataclass(frozen=True, slots=True)
class WordType(Generic[Word]):
    """One of a few words; where they are members of an enum, the member is the value."""

    words: tuple[Word, ...]

    def read(self, node: Node, at: KeyPath) -> Word | None:
        expected = f"one of {', '.join(self.words)}"
        scalar = read_scalar(node, at, expected)
        if scalar is None:
            return None
        for word in self.words:
            if word == scalar.text:
                return word
        _misfit(scalar, at, expected, nearest(scalar.text, self.words))
        return None

    def json_schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class NodeType:
    """Anything; the node itself is the value, for rules that depend on the rest of the file."""

    schema: JsonSchema

    def read(self, node: Node, at: KeyPath) -> Node | None:
        return None if isinstance(node, BrokenNode) else node

    def json_schema(self) -> JsonSchema:
        return self.schema


@dataclass(frozen=True, slots=True)
class ListType(Generic[T]):
    """A list of items of one type, ``least`` to ``most`` of them. Items with mistakes are left out."""

    item: FieldType[T]
    least: int = 1
    most: int | None = None

    def read(self, node: Node, at: KeyPath) -> tuple[T, ...] | None:
        if not isinstance(node, SequenceNode):
            if not isinstance(node, BrokenNode):
                at.wrong(node.line, "is not a list; each item begins with a hyphen on its own line.")
            return None
        if len(node.items) < self.least:
            at.wrong(node.line, f"needs {self.least} or more items.")
        if self.most is not None and len(node.items) > self.most:
            at.wrong(node.line, f"has more than {self.most} items.")
        read = [self.item.read(item, at.nth(number)) for number, item in enumerate(node.items, start=1)]
        return tuple(value for value in read if value is not None)

    def json_schema(self) -> JsonSchema:
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "items": self.item.json_schema(), "minItems": self.least, **most}


@dataclass(frozen=True, slots=True)
class TextOrObjectType(Generic[T]):
    """A plain text, or an object where a text is not enough."""

    text: TextType
    object: FieldType[T]

    def read(self, node: Node, at: KeyPath) -> str | T | None:
        return self.object.read(node, at) if isinstance(node, MappingNode) else self.text.read(node, at)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [self.text.json_schema(), self.object.json_schema()]}
