"""Defines bibliography files: the works that the content cites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from alliance_cli.content.folders import SOURCES, shipped_folder
from alliance_cli.content.schema.field_types import JsonSchema, ListType, boolean, integer, text
from alliance_cli.content.schema.file_kind import FILE_ID, NAME, TEXT, TITLE, FileKind
from alliance_cli.content.schema.object_schema import Field, ObjectSchema, ParsedObject, list_repeated
from alliance_cli.content.yaml.mistakes import KeyPath, nearest
from alliance_cli.content.yaml.nodes import Node
from alliance_cli.core.sources import Source
from alliance_cli.translation import N_, _

_ID = re.compile("[a-z][a-z0-9-]*")
_DOI = text(r"10\.[0-9]{4,9}/\S+", N_("a DOI such as 10.1037/pst0000172"))
SOURCE = ObjectSchema(
    Source,
    (
        Field("id", NAME, N_("the name by which cards cite it"), required=True),
        Field("authors", ListType(TEXT), N_("family name first, or the name of a law"), required=True),
        Field("more", boolean(), "true where there are further authors"),
        Field("edited", boolean(), "true where they are its editors"),
        Field("year", integer(1900, 2100), "when it was published"),
        TITLE,
        Field("published", TEXT, "journal, volume and pages, or the publisher"),
        Field("doi", _DOI, "its DOI, without an address before it"),
        Field("used_for", TEXT, N_("what the content takes from it"), required=True),
        Field("verified", boolean(), N_("true where it was checked against a public record"), required=True),
        Field("figures", ListType(TEXT), "the numbers taken from it; only where it is verified"),
    ),
)
BIBLIOGRAPHY: ObjectSchema[dict[str, Any]] = ObjectSchema(
    dict, (FILE_ID, Field("entries", ListType(SOURCE), N_("the works, by their ids"), required=True))
)


def _bibliography(parsed: ParsedObject[Any]) -> Mapping[str, Source]:
    entries: tuple[ParsedObject[Source], ...] = parsed.get("entries") or ()
    list_repeated(entries, "id")
    for entry in entries:
        if entry.get("figures") and entry.get("verified") is False:
            entry.wrong("figures", _("belongs to a work that is not verified; no number can rest on that."))
    return {source.id: source for source in (entry.build() for entry in entries if entry.is_whole)}


FILE_KIND = FileKind(
    name="sources",
    folder=SOURCES,
    title="The bibliography of alliance",
    example="sources/bibliography.yaml",
    schema=BIBLIOGRAPHY,
    build=_bibliography,
    marks=frozenset({"entries"}),
)


@cache
def shipped_sources() -> Mapping[str, Source]:
    """The works that the shipped content cites, by id."""
    return FILE_KIND.read_file(shipped_folder() / FILE_KIND.example)


class CitationType(Struct, frozen=True):
    """A work cited by its id in the bibliography, or free text of more than one word."""

    def read(self, node: Node, at: KeyPath) -> Source | None:
        cited = TEXT.read(node, at)
        if cited is None or not _ID.fullmatch(cited):
            return None if cited is None else Source(cited)
        known = shipped_sources()
        if cited not in known:
            at.wrong(node.line, _("is not in the bibliography; a source of your own is a text."), nearest(cited, known))
        return known.get(cited)

    def json_schema(self) -> JsonSchema:
        return TEXT.json_schema()
