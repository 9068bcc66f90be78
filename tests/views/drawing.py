"""Draws views at a given width."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, RenderableType


def drawn(view: RenderableType, width: int) -> str:
    """The view without colours and without blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in printed(view, width, colour=False).splitlines())


def printed(view: RenderableType, width: int, *, colour: bool) -> str:
    """Every character that would reach the terminal."""
    out = StringIO()
    system = "standard" if colour else None
    Console(
        file=out, width=width, markup=False, highlight=False, color_system=system, force_terminal=colour
    ).print(view)  # fmt: skip
    return out.getvalue()
