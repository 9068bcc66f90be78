"""The carry-over card: what the last session hands on to the next."""

from __future__ import annotations

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding

from alliance_cli.core.course.carry_over import CarryOver, Level
from alliance_cli.core.guide.pointers import cards_on_moments
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import WithRest, brief, pointers_view
from alliance_cli.line.views.moment import moments_part
from alliance_cli.line.views.spark import sparkline

SPARK = 30
"""How many of the latest sessions the sparkline shows."""


def card_view(card: CarryOver, *, unicode: bool) -> RenderableType:
    """One screen: open ruptures first, because they wait; then what was strong, the intention and the ratings."""
    if card.last is None:
        return words(f"{card.client}: nothing is kept from an earlier session.")
    lines: list[RenderableType] = [
        words(f"{card.client} · last session {card.last.on:%a %d %b %Y} · number {card.last.number}", "bold")
    ]
    lines += moments_part("Possible ruptures still open", card.open_ruptures)
    lines += pointers_view(cards_on_moments(card.open_ruptures))
    lines += moments_part("Strongest last time", card.strong)
    if card.intention:
        lines += [words(""), words("Last intention", "bold"), Padding(brief(card.intention), (0, 0, 0, 4))]
    if card.levels:
        course = sparkline(card.means[-SPARK:], unicode=unicode)
        lines += [words(""), words("Client's last ratings", "bold")]
        lines += [Padding(_levels(card.levels), (0, 0, 0, 4)), Padding(words(f"course {course}"), (0, 0, 0, 4))]
    return WithRest(Group(*lines), f"alliance history {card.client} --notes")


def _levels(levels: tuple[Level, ...]) -> RenderableType:
    return Columns([words(f"{level.scale} {level.last}{_before(level)}") for level in levels], padding=(0, 3))


def _before(level: Level) -> str:
    if level.before is None:
        return ""
    return f" ({'usually' if level.is_usual else 'before'} {level.before:.1f})"
