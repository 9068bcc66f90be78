"""The colours of the full screen: dark, light and high contrast, each with one accent, and none at all for NO_COLOR."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Shade
from textual.filter import LineFilter
from textual.theme import Theme


class ThemeColours(NamedTuple):
    """The colours of one theme, as #rrggbb."""

    background: str
    raised: str
    """Behind bars and inputs."""
    text: str
    quiet: str
    """Text that stands back."""
    accent: str
    border: str
    marked: str
    """Behind selected text."""
    marked_text: str


PALETTES = {
    "dark": ThemeColours("#15181c", "#1c2026", "#e3e6e8", "#9ba7b0", "#86c5b8", "#6d7983", "#2f4b4a", "#e3e6e8"),
    "light": ThemeColours("#faf9f6", "#f1efe9", "#23292e", "#566068", "#19675c", "#7b8389", "#c5e2dc", "#23292e"),
    "contrast": ThemeColours("#000000", "#000000", "#ffffff", "#d9d9d9", "#ffd866", "#ffffff", "#ffd866", "#000000"),
}
"""By the name of the setting. Text has a contrast of 4.5:1 or more and borders of inputs 3:1 (WCAG 2.2, 1.4.3 and
1.4.11); in high contrast text has 7:1 (1.4.6)."""


def theme(name: str) -> Theme:
    """A theme as Textual takes it; every colour that one of its widgets draws with is one of the palette."""
    own = PALETTES[name]
    return Theme(
        name=name,
        dark=name != "light",
        primary=own.accent,
        accent=own.accent,
        warning=own.accent,
        error=own.accent,
        success=own.accent,
        background=own.background,
        surface=own.background,
        panel=own.raised,
        boost=own.raised,
        foreground=own.text,
        luminosity_spread=0,
        variables={
            "text": own.text,
            "text-muted": own.quiet,
            "text-disabled": own.quiet,
            "text-accent": own.accent,
            "foreground-muted": own.quiet,
            "border": own.accent,
            "border-blurred": own.border,
            "block-cursor-background": own.accent,
            "block-cursor-foreground": own.background,
            "block-cursor-blurred-background": own.accent,
            "block-cursor-blurred-foreground": own.background,
            "input-cursor-background": own.text,
            "input-cursor-foreground": own.background,
            "input-selection-background": own.marked,
            "input-selection-foreground": own.marked_text,
            "scrollbar": own.border,
            "scrollbar-hover": own.border,
            "scrollbar-active": own.accent,
            "scrollbar-background": own.background,
        },
    )


class WithoutColours(LineFilter):
    """Leaves bold, underlined and reversed text as it is and takes every colour away, for NO_COLOR."""

    def apply(self, segments: list[Segment], background: Shade) -> list[Segment]:
        return [Segment(text, style and _without_colour(style), control) for text, style, control in segments]


def _without_colour(style: Style) -> Style:
    bold, underline, reverse = style.bold, style.underline, style.reverse
    return Style(bold=bold, italic=style.italic, underline=underline, reverse=reverse)
