"""Topics of the guide as core values. All mistakes of a file are raised at once."""

from __future__ import annotations

from alliance_cli.content.readers.head import check_stem, top
from alliance_cli.content.readers.whole import parse_document
from alliance_cli.content.schema import guide as shape
from alliance_cli.content.schema.record import Found
from alliance_cli.content.schema.script import LANGUAGE_CODE, TITLE
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import Node
from alliance_cli.core.guide.guide import Card, Topic
from alliance_cli.core.walk.script import Component


def read_topic(text: str, name: str, *, stem: str = "") -> Topic:
    """The topic in ``text``; raises Mistakes that call the file ``name``.

    ``stem`` is the file's name without its ending; where it is given, the topic's id must be the same.
    """
    return parse_document(text, name, lambda node, collector: topic_in(node, collector, stem))


def topic_in(node: Node, collector: MistakeCollector, stem: str) -> Topic | None:
    """The topic a document holds, or None with every mistake listed in ``collector``."""
    found = top(node, collector, shape.TOPIC)
    if found is None:
        return None
    check_stem(found, shape.TOPIC_ID, stem)
    listed = found.get(shape.CARDS) or ()
    _check_once(listed)
    if collector.mistakes:
        return None
    return Topic(
        id=found.need(shape.TOPIC_ID),
        title=found.need(TITLE),
        language=found.need(LANGUAGE_CODE),
        summary=found.need(shape.SUMMARY),
        cards=tuple(_card(each) for each in listed),
        sources=found.get(shape.SOURCES) or (),
    )


def _check_once(listed: tuple[Found, ...]) -> None:
    """List the ids of cards that stand twice."""
    lines: dict[str, int] = {}
    for found in listed:
        name = found.get(shape.CARD_ID)
        if name in lines:
            found.wrong(shape.CARD_ID, f"stands for the second time; the first is on line {lines[name]}.")
        elif name:
            lines[name] = found.line_of(shape.CARD_ID)


def _card(found: Found) -> Card:
    component = found.get(shape.COMPONENT)
    return Card(
        id=found.need(shape.CARD_ID),
        title=found.need(TITLE),
        text=found.need(shape.CARD_TEXT),
        say=found.get(shape.SAY) or "",
        mistaken_for=found.get(shape.NOT) or "",
        component=Component(component) if component else None,
        marker=found.get(shape.MARKER) or "",
        sources=found.get(shape.SOURCES) or (),
    )
