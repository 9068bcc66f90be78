"""Shows the card of `alliance prep`, fitted into the window, before the first question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from alliance_cli.core.fitting.card import CardSize, FittedCard, ShownSection, fit_card
from alliance_cli.views.aloud import is_heard
from alliance_cli.views.card.words import Worded, head_of, label_of, rest_of, sections_of
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.preparation import Preparation

_LABEL = 19
"""The width of labels beside the text, in columns."""
_BESIDE = 72
"""The narrowest screen, in columns, with labels beside the text; on a narrower one, labels are above the text."""
_INDENT = 2
"""The indentation of text below a label, in columns."""


def preparation_view(found: Preparation, *, unicode: bool, rows: int | None = None) -> RenderableType:
    """The card on at most ``rows`` rows; None for no limit."""
    return CardView(Worded(found, unicode), rows)


class CardView(Struct, frozen=True):
    """The card, as wide as the screen."""

    words: Worded
    rows: int | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide, words = options.max_width, self.words._replace(heard=is_heard(console))
        labelled = wide < _BESIDE or words.heard
        left = _INDENT if labelled else _LABEL
        size = CardSize(max(1, wide - left), self.rows, wide, labelled=labelled)
        card = fit_card(head_of(words), sections_of(words), size, lambda *out: rest_of(words, *out))
        yield from _drawn(card, size, left)


def _drawn(card: FittedCard, size: CardSize, left: int) -> Iterator[Text]:
    air = [literal("")] if card.airy else []
    yield from (_line(line, "bold") for line in card.head)
    for section in card.sections:
        yield from air
        yield from _section(section, size, left)
    if card.rest:
        yield from air
        yield from (_line(line, "dim") for line in card.rest)


def _section(section: ShownSection, size: CardSize, left: int) -> Iterator[Text]:
    label = label_of(section.part)
    if size.labelled:
        yield _line(label, "bold")
    for place, line in enumerate(line for lines in section.lines for line in lines):
        before = label if place == 0 and not size.labelled else ""
        yield _line("").append_text(literal(before.ljust(left), "bold")).append_text(literal(line))


def _line(text: str, style: str = "") -> Text:
    """A line that is not wrapped any more."""
    line = literal(text, style)
    line.no_wrap, line.overflow = True, "ignore"
    return line
