"""A mapping with named fields, some of which may depend on the word in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from alliance_cli.content.schema.shape import Schema, Shape
from alliance_cli.content.yaml.mistakes import KeyPath, nearest, showable
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node, ScalarNode

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Field(Generic[T_co]):
    """One key: its name, what may stand behind it, and what it is for."""

    name: str
    shape: Shape[T_co]
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a mapping held, in the author's order. Values are had by their field, so they keep their type."""

    line: int
    at: KeyPath
    is_whole: bool
    """Every field that is required is here and every field that is here fits."""
    _values: Mapping[str, object]
    _lines: Mapping[str, int]

    def get(self, wanted: Field[T]) -> T | None:
        return cast("T | None", self._values.get(wanted.name))

    def need(self, wanted: Field[T]) -> T:
        """The value of a required field of a whole mapping."""
        return cast("T", self._values[wanted.name])

    def line_of(self, wanted: Field[Any]) -> int:
        return self._lines.get(wanted.name, self.line)

    def wrong(self, wanted: Field[Any], what: str, did_you_mean: str = "") -> None:
        self.at.inside(wanted.name).wrong(self.line_of(wanted), what, did_you_mean)

    def names(self) -> tuple[str, ...]:
        return tuple(self._values)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with these fields; ``by`` names the field whose word adds the fields of that variant."""

    fields: tuple[Field[Any], ...]
    by: Field[str] | None = None
    variants: Mapping[str, tuple[Field[Any], ...]] = field(default_factory=dict)

    def read(self, node: Node, at: KeyPath) -> Found | None:
        if not isinstance(node, MappingNode):
            if not isinstance(node, BrokenNode):
                keys = ", ".join(each.name for each in self.fields)
                at.wrong(node.line, f"is not a mapping; its keys are {keys}.")
            return None
        variant = self._variant(node)
        allowed = {each.name: each for each in (*self.fields, *self._added(variant))}
        self._list_unknown(node, at, allowed, variant)
        before = len(at.collector.mistakes)
        self._list_missing(node, at, allowed.values())
        given = {entry.key: entry for entry in node.entries if entry.key in allowed}
        values = {
            name: allowed[name].shape.read(entry.value, at.inside(name))
            for name, entry in given.items()
            if allowed[name].required or not _is_blank(entry.value)
        }
        is_whole = None not in values.values() and len(at.collector.mistakes) == before
        return Found(node.line, at, is_whole, values, {name: entry.line for name, entry in given.items()})

    def _variant(self, node: MappingNode) -> str:
        """The word that chooses the variant, or empty when there is none that is known."""
        entry = node.get(self.by.name) if self.by else None
        word = entry.value.text if entry and isinstance(entry.value, ScalarNode) else ""
        return word if word in self.variants else ""

    def _added(self, variant: str) -> Iterator[Field[Any]]:
        """The variant's fields; those of all variants, none required, while it is not known which."""
        if variant:
            yield from self.variants[variant]
            return
        for fields in self.variants.values():
            yield from (Field(each.name, _Unread(), each.about) for each in fields)

    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.name for each in (*self.fields, *self._added(""))))

    def _list_unknown(self, node: MappingNode, at: KeyPath, allowed: Mapping[str, Field[Any]], variant: str) -> None:
        for entry in node.entries:
            if entry.key in allowed:
                continue
            place = at.inside(showable(entry.key))
            if self.by and variant and entry.key in self._names():
                place.wrong(entry.line, f"does not belong where {self.by.name} is {variant}.")
            else:
                what = f"is not a key here; the keys are {', '.join(allowed)}."
                place.wrong(entry.line, what, nearest(entry.key, allowed))

    def _list_missing(self, node: MappingNode, at: KeyPath, fields: Iterable[Field[Any]]) -> None:
        for each in fields:
            if each.required and not node.get(each.name):
                at.inside(each.name).wrong(node.line, f"is missing ({each.about}).")

    def schema(self) -> Schema:
        properties = {each.name: _described(each) for each in self.fields}
        extra = {name: True for name in self._names() if name not in properties}
        schema: Schema = {
            "type": "object",
            "properties": {**properties, **extra},
            "required": [each.name for each in self.fields if each.required],
            "additionalProperties": False,
        }
        if self.by:
            schema["allOf"] = [self._conditional(self.by.name, word) for word in self.variants]
        return schema

    def _conditional(self, tag: str, word: str) -> Schema:
        own = {each.name: _described(each) for each in self.variants[word]}
        common = {each.name for each in self.fields}
        foreign = {name: False for name in self._names() if name not in own and name not in common}
        needed = [each.name for each in self.variants[word] if each.required]
        return {
            "if": {"properties": {tag: {"const": word}}, "required": [tag]},
            "then": {"properties": {**own, **foreign}, "required": needed},
        }


def _described(each: Field[Any]) -> Schema:
    return {**each.shape.schema(), "description": each.about}


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_empty


@dataclass(frozen=True, slots=True)
class _Unread:
    """Stands for a field whose rule depends on a word that is missing or wrong."""

    def read(self, node: Node, at: KeyPath) -> bool | None:
        return True

    def schema(self) -> Schema:
        return {}
