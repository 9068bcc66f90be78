"""Scripts, the mistakes in content files, and the cards of the guide as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.content.catalog import ScriptFile
from alliance_cli.core.errors import Mistake
from alliance_cli.core.guide import Card, PlacedCard, Topic
from alliance_cli.report.json import Document, attributes


def script_file_document(file: ScriptFile) -> Document:
    """One script of ``alliance prompts list --json``."""
    script = file.content
    return {
        "id": file.id,
        "phase": script.phase if script else None,
        "title": script.title if script else "",
        "prompts": len(script.prompts) if script else 0,
        "whose": file.whose,
        "path": str(file.path),
        "mistakes": [mistake_document(each) for each in file.mistakes],
    }


def mistake_document(mistake: Mistake) -> Document:
    """One mistake of ``alliance prompts check --json``."""
    return attributes(mistake, "file", "line", "key", "what", "did_you_mean")


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
