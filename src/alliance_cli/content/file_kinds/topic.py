"""Defines topic files: one topic of the guide with its cards."""

from __future__ import annotations

from typing import Any

from alliance_cli.content.file_kinds.bibliography import CitationType
from alliance_cli.content.folders import LEARN
from alliance_cli.content.schema.field_types import ListType, one_of
from alliance_cli.content.schema.file_kind import FILE_ID, LANGUAGE, NAME, TEXT, TITLE, FileKind
from alliance_cli.content.schema.object_schema import Field, ObjectSchema, ParsedObject, list_repeated
from alliance_cli.core.guide import Card, Topic
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS
from alliance_cli.core.walk.script import Component
from alliance_cli.translation import N_

SOURCES = Field("sources", ListType(CitationType()), "where it comes from: ids of the bibliography, or texts")
CARD = ObjectSchema(
    Card,
    (
        Field("id", NAME, N_("a name that stays the same, since other places point to it"), required=True),
        TITLE,
        Field("text", TEXT, N_("what there is to know, as Markdown"), required=True),
        Field("say", TEXT, "wording to begin with"),
        Field("not", TEXT, "what it is not, or is mistaken for", attribute="mistaken_for"),
        Field("component", one_of(Component), "the part of the alliance it is about"),
        Field("marker", one_of(MOMENT_FIELDS["marker"]), "the kind of rupture it is about"),
        SOURCES,
    ),
)
TOPIC = ObjectSchema(
    Topic,
    (
        FILE_ID,
        TITLE,
        LANGUAGE,
        Field("summary", TEXT, N_("one line for the list of topics"), required=True),
        Field("cards", ListType(CARD), N_("the cards, in the order they are shown"), required=True),
        SOURCES,
    ),
)


def _topic(parsed: ParsedObject[Any]) -> Topic | None:
    list_repeated(parsed.get("cards") or (), "id")
    return parsed.build() if parsed.is_whole else None


FILE_KIND = FileKind(
    name="learn",
    folder=LEARN,
    title="A topic of alliance's guide",
    example="learn/repair.yaml",
    schema=TOPIC,
    build=_topic,
    marks=frozenset({"cards"}),
)
