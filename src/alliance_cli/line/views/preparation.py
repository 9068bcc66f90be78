"""Shows what a preparation begins with: the card, the flags and the background."""

from __future__ import annotations

from rich.console import Group, RenderableType

from alliance_cli.line.views.card import card_view
from alliance_cli.usecases.walks.preparation import Preparation


def preparation_view(found: Preparation, *, unicode: bool) -> RenderableType:
    """Card, flags and background beneath each other; parts that are empty load and show nothing."""
    parts = [card_view(found.card, unicode=unicode)]
    if found.flags:
        from alliance_cli.line.views.flags import flags_view

        parts.append(flags_view(found.flags))
    if found.background:
        from alliance_cli.line.views.background import background_view

        parts.append(background_view(found.background))
    return Group(*parts)
