"""Fits the card at the start of a preparation into a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.fitting.card_limits import (
    AT_MOST_LINES,
    AT_MOST_OF_A_RUPTURE,
    GIVES_WAY,
    MOST,
    CardLimit,
    CardPart,
    GivesWay,
)
from alliance_cli.core.fitting.paragraphs import Paragraph, WrappedText, in_lines


class CardEntry(NamedTuple):
    """One entry of a part; ``is_whole``: it is shown uncut or left out.

    ``short`` replaces it if the part is limited to one line.
    """

    paragraphs: tuple[Paragraph, ...]
    is_whole: bool = False
    short: Paragraph | None = None


class CardSection(NamedTuple):
    """A part as worded by a front. ``ends`` words the lines below the entries, given how many entries are left out."""

    part: CardPart
    entries: tuple[CardEntry, ...]
    ends: Callable[[int], Sequence[Paragraph]] | None = None


class CardSize(NamedTuple):
    """The room for a card: columns for the text of a part, and rows (None for no limit).

    ``wide`` is the width of the whole window in columns. ``labelled``: each label takes an extra row.
    """

    columns: int
    rows: int | None
    wide: int
    labelled: bool = False


class ShownSection(NamedTuple):
    """A part in lines; ``lines`` has the lines of each paragraph shown."""

    part: CardPart
    lines: tuple[tuple[str, ...], ...]
    left_out: int = 0
    is_cut: bool = False

    @property
    def height(self) -> int:
        return sum(map(len, self.lines))


class FittedCard(NamedTuple):
    """A card that fits: the lines of its heading, its parts, and the lines about what is left out."""

    head: tuple[str, ...]
    sections: tuple[ShownSection, ...]
    rest: tuple[str, ...]
    airy: bool
    """Whether there is a blank line between the parts."""


WordRest = Callable[[Mapping[CardPart, int], bool], Paragraph | None]
"""Words how much is left out of parts without ``ends`` and whether a text was cut; None if nothing is missing."""


class _Layout(Struct, frozen=True):
    """The current limits."""

    limits: Mapping[CardPart, CardLimit]
    airy: bool = True

    def after(self, step: GivesWay) -> _Layout:
        if step.part is None:
            return replace(self, airy=False)
        return replace(self, limits={**self.limits, step.part: self.limits[step.part].and_also(step.limit)})


def fit_card(head: Paragraph, sections: Sequence[CardSection], size: CardSize, rest: WordRest) -> FittedCard:
    """The card fitted to a window of this size by as many steps of ``GIVES_WAY`` as necessary.

    If the window is too small for any part, the heading and the last lines remain.
    """
    most = {part: AT_MOST_OF_A_RUPTURE if part is CardPart.OPEN else AT_MOST_LINES for part in CardPart}
    layout = _Layout({part: CardLimit(lines=None if size.rows is None else most[part]) for part in CardPart})
    show = cache(lambda place, limit: _shown(sections[place], size.columns, limit))  # a step changes only one part
    card = _laid_out(head, sections, size, rest, layout, show)
    for step in GIVES_WAY:
        if size.rows is None or _height(card, size) <= size.rows:
            break
        layout = layout.after(step)
        card = _laid_out(head, sections, size, rest, layout, show)
    return card


def _laid_out(
    head: Paragraph,
    sections: Sequence[CardSection],
    size: CardSize,
    rest: WordRest,
    layout: _Layout,
    show: Callable[[int, CardLimit], ShownSection],
) -> FittedCard:
    shown = [show(place, layout.limits[section.part]) for place, section in enumerate(sections)]
    ended = {section.part for section in sections if section.ends}
    left_out = {each.part: each.left_out for each in shown if each.left_out and each.part not in ended}
    told = rest(left_out, any(each.is_cut for each in shown))
    return FittedCard(
        in_lines(head, size.wide).lines,
        tuple(each for each in shown if each.lines),
        in_lines(told, size.wide).lines if told else (),
        layout.airy,
    )


def _shown(section: CardSection, columns: int, limit: CardLimit) -> ShownSection:
    most = MOST.get(section.part, len(section.entries))
    first = section.entries[: most if limit.entries is None else min(most, limit.entries)]
    rows, lines, count, is_cut = 0, [], 0, False
    for entry in first:
        laid = _laid(entry, columns, limit)
        height = sum(len(each.lines) for each in laid)
        if limit.rows is not None and rows + height > limit.rows:
            continue
        rows, count = rows + height, count + 1
        is_cut = is_cut or any(each.is_cut for each in laid)
        lines += [each.lines for each in laid]
    left_out = len(section.entries) - count
    if section.ends:
        lines += [in_lines(text, columns).lines for text in section.ends(left_out)]
    return ShownSection(section.part, tuple(each for each in lines if each), left_out, is_cut)


def _laid(entry: CardEntry, columns: int, limit: CardLimit) -> list[WrappedText]:
    """The paragraphs of an entry in lines, or its short form if the limit allows one line and the form is shorter."""
    laid = [in_lines(text, columns, None if entry.is_whole else limit.lines) for text in entry.paragraphs]
    if entry.short is None or limit.lines != 1:
        return laid
    short = in_lines(entry.short, columns)
    return [short] if len(short.lines) < sum(len(each.lines) for each in laid) else laid


def _height(card: FittedCard, size: CardSize) -> int:
    """The number of rows of the card, including blank lines."""
    parts = sum(section.height + size.labelled for section in card.sections)
    blank = len(card.sections) + bool(card.rest) if card.airy else 0
    return len(card.head) + parts + len(card.rest) + blank
