"""Scripts, the mistakes in content files, and the cards of the guide as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.content.catalog import ScriptFile
from alliance_cli.core.errors import Mistake
from alliance_cli.core.guide import Card, PlacedCard, Topic
from alliance_cli.core.sources import Source
from alliance_cli.core.walk.checklist import ChecklistPhase
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


def checklist_document(phases: Sequence[ChecklistPhase]) -> Document:
    """``alliance learn checklist --json``: each phase with its questions and the scales of each rater."""
    return {
        "checklist": [
            {
                "phase": phase.script.phase,
                "script": phase.script.id,
                "title": phase.script.title,
                "prompts": [attributes(each, "id", "ask", "say", "purpose", "component") for each in phase.prompts],
                "ratings": [{"rater": rater, "scales": list(scales)} for rater, scales in phase.ratings],
            }
            for phase in phases
        ]
    }


def heading_document(topic: Topic) -> Document:
    """A topic without its cards."""
    return attributes(topic, "id", "title", "language", "summary")


def topic_document(topic: Topic) -> Document:
    """``alliance learn TOPIC --json``: the whole topic."""
    cards = [_card(card) for card in topic.cards]
    return {**heading_document(topic), "cards": cards, **_sources(topic.sources)}


def places_document(places: Sequence[PlacedCard]) -> Document:
    """``alliance learn TOPIC CARD --json``, and with ``--random`` or ``--search``: cards from one or more topics."""
    return {"cards": [{"topic": topic.id, **_card(card)} for topic, card in places]}


def _card(card: Card) -> Document:
    return {
        **attributes(card, "id", "title", "text", "say"),
        "not": card.mistaken_for,
        "component": card.component,
        "marker": card.marker or None,
        **_sources(card.sources),
    }


def _sources(sources: Sequence[Source]) -> Document:
    """The references as text, and in their parts."""
    kept = ("id", "authors", "year", "title", "published", "doi", "verified")
    return {
        "sources": [source.reference for source in sources],
        "references": [{**attributes(source, *kept), "authors": list(source.authors)} for source in sources],
    }
