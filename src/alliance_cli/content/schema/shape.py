"""What a content file may hold, declared once: the reader's rules and the JSON Schema both come from here.

A shape reads a node into a value, or lists what is wrong with it and gives None. Nothing an author wrote is
repeated in a message except keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from alliance_cli.content.yaml.mistakes import KeyPath, nearest
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node, ScalarNode, SequenceNode

Schema = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Shape(Protocol[T_co]):
    """One kind of thing a file can hold."""

    def read(self, node: Node, at: KeyPath) -> T_co | None:
        """The value, or None with every mistake listed at ``at``."""

    def schema(self) -> Schema:
        """The same rule as JSON Schema (draft 2020-12)."""


def scalar_of(node: Node, at: KeyPath, wanted: str) -> ScalarNode | None:
    """The node as one non-empty text, or None with the mistake listed."""
    if isinstance(node, ScalarNode) and not node.is_empty and node.text.strip():
        return node
    if isinstance(node, ScalarNode):
        at.wrong(node.line, f"is empty; {wanted} belongs here.")
    elif not isinstance(node, BrokenNode):
        found = "a list" if isinstance(node, SequenceNode) else "a mapping"
        at.wrong(node.line, f"is {found}; {wanted} belongs here.")
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """A text, kept as written; with ``pattern``, one that matches it wholly, as ``rule`` says in words."""

    pattern: str = ""
    rule: str = "a text"

    def read(self, node: Node, at: KeyPath) -> str | None:
        scalar = scalar_of(node, at, self.rule)
        if scalar and self.pattern and not re.fullmatch(self.pattern, scalar.text):
            at.wrong(scalar.line, f"does not fit; {self.rule} belongs here.")
            return None
        return scalar.prose if scalar else None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self.pattern}$" if self.pattern else r"\S"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int

    def read(self, node: Node, at: KeyPath) -> int | None:
        wanted = f"a whole number from {self.low} to {self.high}"
        scalar = scalar_of(node, at, wanted)
        if scalar is None:
            return None
        if re.fullmatch(r"[0-9]{1,6}", scalar.text) and self.low <= int(scalar.text) <= self.high:
            return int(scalar.text)
        at.wrong(scalar.line, f"does not fit; {wanted} belongs here.")
        return None

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """A number from ``low`` to ``high``, with a decimal point where it has decimals."""

    low: float
    high: float

    def read(self, node: Node, at: KeyPath) -> float | None:
        wanted = f"a number from {self.low:g} to {self.high:g}"
        scalar = scalar_of(node, at, wanted)
        if scalar is None:
            return None
        if re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", scalar.text) and self.low <= float(scalar.text) <= self.high:
            return float(scalar.text)
        at.wrong(scalar.line, f"does not fit; {wanted} belongs here.")
        return None

    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, at: KeyPath) -> bool | None:
        scalar = scalar_of(node, at, "true or false")
        word = scalar.text.casefold() if scalar else ""
        if scalar and word not in ("true", "yes", "false", "no"):
            at.wrong(scalar.line, "does not fit; true or false belongs here.")
            return None
        return word in ("true", "yes") if scalar else None

    def schema(self) -> Schema:
        return {"enum": [True, False, "yes", "no"]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, at: KeyPath) -> str | None:
        wanted = f"one of {', '.join(self.words)}"
        scalar = scalar_of(node, at, wanted)
        if scalar is None or scalar.text in self.words:
            return scalar.text if scalar else None
        at.wrong(scalar.line, f"does not fit; {wanted} belongs here.", nearest(scalar.text, self.words))
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever is written; the reader decides later, when it knows more."""

    what: Schema

    def read(self, node: Node, at: KeyPath) -> Node | None:
        return None if isinstance(node, BrokenNode) else node

    def schema(self) -> Schema:
        return self.what


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of things of one shape; what is wrong with an item is listed and the others are kept."""

    item: Shape[T]
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

    def schema(self) -> Schema:
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "items": self.item.schema(), "minItems": self.least, **most}


@dataclass(frozen=True, slots=True)
class TextOr(Generic[T]):
    """Either a plain text or the longer form."""

    text: Words
    longer: Shape[T]

    def read(self, node: Node, at: KeyPath) -> str | T | None:
        return self.longer.read(node, at) if isinstance(node, MappingNode) else self.text.read(node, at)

    def schema(self) -> Schema:
        return {"anyOf": [self.text.schema(), self.longer.schema()]}
