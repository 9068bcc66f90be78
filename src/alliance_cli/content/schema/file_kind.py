"""Defines a kind of content file: one declaration gives its reader, its messages and its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from alliance_cli.content.schema.field_types import FieldType, JsonSchema, text
from alliance_cli.content.schema.object_schema import Field, ParsedObject
from alliance_cli.content.yaml.mistakes import KeyPath, MistakeCollector
from alliance_cli.content.yaml.nodes import Node, ScalarNode
from alliance_cli.content.yaml.strict_yaml import document, text_of
from alliance_cli.core.language import LANGUAGE as LANGUAGE_PATTERN
from alliance_cli.translation import N_, _

T = TypeVar("T")

TEXT = text()
NAME = text("[a-z][a-z0-9-]*", N_("a name of lower-case letters, digits and hyphens that begins with a letter"))
LANGUAGE_CODE = text(LANGUAGE_PATTERN, N_("a language code such as en or de"))

FILE_ID = Field("id", NAME, N_("the file's name without .yaml"), required=True)
TITLE = Field("title", TEXT, N_("its heading"), required=True)
LANGUAGE = Field("language", LANGUAGE_CODE, N_("the language it is written in"), required=True)


class FileKind(Struct, Generic[T], frozen=True):
    """One kind of content file.

    ``name`` is its word on the command line, ``folder`` the folder of its files, ``example`` a shipped file.
    ``build`` makes the value of a parsed file, or lists mistakes. A file in another folder is of this kind if it has
    one of the ``marks`` as a key.
    """

    name: str
    folder: str
    title: str
    example: str
    schema: FieldType[ParsedObject[Any]]
    build: Callable[[ParsedObject[Any]], T | None]
    marks: frozenset[str] = frozenset()

    def read_file(self, path: Path) -> T:
        """The value of a file, whose id must be its name; raises Mistakes."""
        return self.read(text_of(path), str(path), stem=path.stem)

    def read(self, text: str, name: str, *, stem: str = "") -> T:
        """The value of a text; raises Mistakes that call the file ``name``. ``stem``, if any, must be the id."""
        collector = MistakeCollector(name)
        node = document(text, collector)
        built = self.read_node(node, collector, stem) if node else None
        collector.raise_if_any()
        assert built is not None  # noqa: S101  what cannot be built is always listed as a mistake
        return built

    def read_node(self, node: Node, collector: MistakeCollector, stem: str) -> T | None:
        """The value of a document, or None with every mistake listed in ``collector``."""
        if isinstance(node, ScalarNode) and node.is_empty:
            collector.add(0, "", _("is empty."))
            return None
        parsed = self.schema.read(node, KeyPath(collector))
        if parsed is None:
            return None
        if stem and parsed.get("id") not in (None, stem):
            parsed.wrong("id", _("differs from the name of the file; the two must be the same."))
        built = self.build(parsed)
        return None if collector.mistakes else built

    def json_schema(self) -> JsonSchema:
        """The JSON Schema (draft 2020-12) of a file."""
        dialect = "https://json-schema.org/draft/2020-12/schema"
        return {"$schema": dialect, "title": self.title, **self.schema.json_schema()}
