"""The guide as JSON documents, with the same keys as its files."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.guide.guide import Card, PlacedCard, Topic
from alliance_cli.report.json import Document, attributes


def heading_document(topic: Topic) -> Document:
    """A topic without its cards."""
    return attributes(topic, "id", "title", "language", "summary")


def topic_document(topic: Topic) -> Document:
    """``alliance learn TOPIC --json``: the whole topic."""
    cards = [_card(card) for card in topic.cards]
    return {**heading_document(topic), "cards": cards, "sources": list(topic.sources)}


def places_document(places: Sequence[PlacedCard]) -> Document:
    """``alliance learn TOPIC CARD --json``, and with ``--random`` or ``--search``: cards from whichever topics."""
    return {"cards": [{"topic": topic.id, **_card(card)} for topic, card in places]}


def _card(card: Card) -> Document:
    return {
        **attributes(card, "id", "title", "text", "say"),
        "not": card.mistaken_for,
        "component": card.component,
        "marker": card.marker or None,
        "sources": list(card.sources),
    }
