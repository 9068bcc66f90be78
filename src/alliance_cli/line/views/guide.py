"""The guide: the list of topics, and cards as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table

from alliance_cli.core.guide.guide import Card, Place, Topic
from alliance_cli.core.text import escape_controls
from alliance_cli.line.console import words

WIDTH = 92
"""Lines longer than this are hard to read on, however wide the window."""


def topics_view(rows: Sequence[tuple[str, str, str]]) -> RenderableType:
    """Two lines a topic: its id and title, and below what is in it."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    for id, title, summary in rows:
        table.add_row(words(id, "bold"), Group(words(title), words(summary, "dim")))
    return Constrain(table, WIDTH)


def topic_view(topic: Topic) -> RenderableType:
    """The whole topic: heading, summary, cards, sources."""
    parts: list[RenderableType] = [words(topic.title, "bold"), words(topic.summary, "dim")]
    for card in topic.cards:
        parts += [words(""), *_card(topic, card)]
    if topic.sources:
        parts += [words(""), words("Sources", "bold"), *(_indented(words(source)) for source in topic.sources)]
    return Constrain(Group(*parts), WIDTH)


def places_view(places: Iterable[Place]) -> RenderableType:
    """Cards from here and there, each with its topic and with its topic's sources where it names none."""
    parts: list[RenderableType] = []
    for topic, card in places:
        parts += [words(""), *_card(topic, card)]
        if topic.sources and not card.sources:
            parts += [words(""), *(_labelled("Source", source) for source in topic.sources)]
    return Constrain(Group(*parts[1:]), WIDTH)


def _card(topic: Topic, card: Card) -> Iterator[RenderableType]:
    """Title with the words that lead here, text, wording, what it is not, sources."""
    heading = words(card.title, "bold")
    heading.append_text(words(f"   {topic.id} {card.id}", "dim"))
    yield heading
    yield _indented(markdown(card.text))
    if card.say or card.mistaken_for or card.sources:
        yield words("")
    if card.say:
        yield _labelled("Say", f'"{card.say}"')
    if card.mistaken_for:
        yield _labelled("Not", card.mistaken_for)
    yield from (_labelled("Source", source) for source in card.sources)


def _labelled(label: str, text: str) -> RenderableType:
    line = words(f"{label}: ", "dim")
    line.append_text(words(text))
    return _indented(line)


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 4))


def markdown(text: str) -> RenderableType:
    """Markdown with nothing in it that a terminal obeys: character references are read before it is made visible."""
    page = Markdown(text, hyperlinks=False)
    for token in page.parsed:
        _make_visible(token)
    return page


def _make_visible(token: Token) -> None:
    token.content = escape_controls(token.content)
    token.attrs = {
        name: escape_controls(str(value)) if isinstance(value, str) else value for name, value in token.attrs.items()
    }
    for child in token.children or ():
        _make_visible(child)
