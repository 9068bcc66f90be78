"""What a topic of the guide may hold. The reader and the JSON Schema are both made from this."""

from __future__ import annotations

from alliance_cli.content.schema.record import Field, Record
from alliance_cli.content.schema.script import DIALECT, LANGUAGE_CODE, NAME, TEXT, TITLE
from alliance_cli.content.schema.shape import ListOf, OneOf, Schema
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS
from alliance_cli.core.walk.script import Component

CARD_ID = Field("id", NAME, "a name that stays the same, since other places point to it", required=True)
CARD_TEXT = Field("text", TEXT, "what there is to know, as Markdown", required=True)
SAY = Field("say", TEXT, "wording to begin with")
NOT = Field("not", TEXT, "what it is not, or is mistaken for")
COMPONENT = Field("component", OneOf(tuple(Component)), "the part of the alliance it is about")
MARKER = Field("marker", OneOf(MOMENT_FIELDS["marker"]), "the kind of rupture it is about")
SOURCES = Field("sources", ListOf(TEXT), "where it comes from, one text a source")
CARD = Record((CARD_ID, TITLE, CARD_TEXT, SAY, NOT, COMPONENT, MARKER, SOURCES))

TOPIC_ID = Field("id", NAME, "the file's name without .yaml", required=True)
SUMMARY = Field("summary", TEXT, "one line for the list of topics", required=True)
CARDS = Field("cards", ListOf(CARD), "the cards, in the order they are shown", required=True)
TOPIC = Record((TOPIC_ID, TITLE, LANGUAGE_CODE, SUMMARY, CARDS, SOURCES))


def topic_schema() -> Schema:
    """JSON Schema of a topic's file."""
    return {"$schema": DIALECT, "title": "A topic of alliance's guide", **TOPIC.schema()}
