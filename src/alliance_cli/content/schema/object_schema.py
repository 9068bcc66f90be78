"""Defines objects: mappings with declared fields, some of which may depend on the word in another field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from alliance_cli.content.schema.field_types import FieldType, JsonSchema
from alliance_cli.content.yaml.mistakes import KeyPath
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node, ScalarNode
from alliance_cli.translation import _

T = TypeVar("T")


class Field(Struct, frozen=True):
    """One key of an object. ``attribute`` is the name of the value in the built object, if it differs from the key."""

    name: str
    type: FieldType[Any]
    description: str
    required: bool = False
    attribute: str = ""

    def json_schema(self) -> JsonSchema:
        return {**self.type.json_schema(), "description": self.description}


class ParsedObject(Struct, Generic[T], frozen=True):
    """The values and lines of an object as read. Values with mistakes are absent."""

    schema: ObjectSchema[T]
    line: int
    at: KeyPath
    is_whole: bool
    """Whether every required field is present and every field fits."""
    _values: Mapping[str, Any]
    _lines: Mapping[str, int]

    def get(self, name: str) -> Any:
        """The value of a field, or None; objects inside it are ParsedObject too."""
        assert name in self.schema.names, name  # noqa: S101  guards against misspelt names in this package
        return self._values.get(name)

    def line_of(self, name: str) -> int:
        return self._lines.get(name, self.line)

    def wrong(self, name: str, what: str, did_you_mean: str = "") -> None:
        """List a mistake at the line of a field."""
        self.at.inside(name).wrong(self.line_of(name), what, did_you_mean)

    def arguments(self, fields: Iterable[Field]) -> dict[str, Any]:
        """The values of these fields by attribute, in the author's order, with nested objects built."""
        attributes = {each.name: each.attribute or each.name for each in fields}
        present = ((name, value) for name, value in self._values.items() if name in attributes and value is not None)
        return {attributes[name]: _built(value) for name, value in present}

    def build(self) -> T:
        """Build the object's value; every field must have been read without mistakes."""
        return self.schema.make(**self.arguments(self.schema.fields_for(self._values)))


def _built(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_built(each) for each in value if not isinstance(each, ParsedObject) or each.is_whole)
    return value.build() if isinstance(value, ParsedObject) else value


class ObjectSchema(Struct, Generic[T], frozen=True, dict=True):
    """A mapping with these fields, from which ``make`` builds a value by keyword.

    ``tag`` names the field whose word adds the fields of that variant.
    """

    make: Callable[..., T]
    fields: tuple[Field, ...]
    tag: str = ""
    variants: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all fields, those of every variant included, each once."""
        added = (each for fields in self.variants.values() for each in fields)
        return tuple(dict.fromkeys(each.name for each in (*self.fields, *added)))

    def fields_for(self, values: Mapping[str, Any]) -> tuple[Field, ...]:
        """The fields that go with the word in the tag."""
        return (*self.fields, *self.variants.get(values.get(self.tag, ""), ()))

    def read(self, node: Node, at: KeyPath) -> ParsedObject[T] | None:
        if not isinstance(node, MappingNode):
            if not isinstance(node, BrokenNode):
                at.wrong(
                    node.line,
                    _("is not a mapping; its keys are {names}.", names=", ".join(each.name for each in self.fields)),
                )
            return None
        variant = self._variant(node)
        fields = {each.name: each for each in self.fields_for({self.tag: variant})}
        self._list_unknown(node, at, fields, variant)
        before = len(at.collector.mistakes)
        _list_missing(node, at, fields.values())
        given = [entry for entry in node.entries if entry.key in fields]
        values = {
            entry.key: fields[entry.key].type.read(entry.value, at.inside(entry.key))
            for entry in given
            if fields[entry.key].required or not _is_blank(entry.value)
        }
        is_whole = None not in values.values() and len(at.collector.mistakes) == before
        return ParsedObject(self, node.line, at, is_whole, values, {entry.key: entry.line for entry in given})

    def _variant(self, node: MappingNode) -> str:
        """The word in the tag, or an empty string if it is missing or unknown."""
        entry = node.get(self.tag) if self.tag else None
        word = entry.value.text if entry and isinstance(entry.value, ScalarNode) else ""
        return word if word in self.variants else ""

    def _list_unknown(self, node: MappingNode, at: KeyPath, fields: Mapping[str, Field], variant: str) -> None:
        """List keys that are not allowed. If the variant is not known, the keys of every variant are allowed."""
        allowed = fields if variant else self.names
        for entry in node.entries:
            if entry.key in allowed:
                continue
            if entry.key in self.names:
                at.inside(entry.key).wrong(
                    entry.line, _("does not belong where {key} is {word}.", key=self.tag, word=variant)
                )
            else:
                what = _("is not a key here; the keys are {names}.", names=", ".join(allowed))
                at.wrong_key(entry.key, entry.line, what, allowed)

    def json_schema(self) -> JsonSchema:
        properties = {each.name: each.json_schema() for each in self.fields}
        schema: JsonSchema = {
            "type": "object",
            "properties": properties | {name: True for name in self.names if name not in properties},
            "required": [each.name for each in self.fields if each.required],
            "additionalProperties": False,
        }
        if self.tag:
            schema["allOf"] = [self._variant_schema(word) for word in self.variants]
        return schema

    def _variant_schema(self, word: str) -> JsonSchema:
        own = {each.name: each.json_schema() for each in self.variants[word]}
        common = {each.name for each in self.fields}
        foreign = {name: False for name in self.names if name not in own and name not in common}
        required = [each.name for each in self.variants[word] if each.required]
        return {
            "if": {"properties": {self.tag: {"const": word}}, "required": [self.tag]},
            "then": {"properties": {**own, **foreign}, "required": required},
        }


def _list_missing(node: MappingNode, at: KeyPath, fields: Iterable[Field]) -> None:
    given = {entry.key for entry in node.entries}
    for each in fields:
        if each.required and each.name not in given:
            at.inside(each.name).wrong(node.line, _("is missing ({what}).", what=_(each.description)))


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_empty and not node.comment


def list_repeated(listed: Iterable[ParsedObject[Any]], name: str) -> None:
    """List the objects in which a field has the value of an earlier one."""
    lines: dict[object, int] = {}
    for parsed in listed:
        value = parsed.get(name)
        if value in lines:
            parsed.wrong(name, _("is used a second time; the first is on line {line}.", line=lines[value]))
        elif value is not None:
            lines[value] = parsed.line_of(name)
