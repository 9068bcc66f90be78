"""The colours of the full screen: dark, light and high contrast, each with one accent, and none for NO_COLOR."""

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
    """The background of bars and inputs."""
    text: str
    quiet: str
    """Less prominent text."""
    accent: str
    border: str
    marked: str
    """The background of selected text."""
    marked_text: str
    second: str
    """The second rater in a chart, beside the accent."""
    third: str
    """Flags and ruptures in a chart."""


PALETTES = {
    "dark": ThemeColours(
        background="#15181c",
        raised="#1c2026",
        text="#e3e6e8",
        quiet="#9ba7b0",
        accent="#86c5b8",
        border="#6d7983",
        marked="#2f4b4a",
        marked_text="#e3e6e8",
        second="#e2c58d",
        third="#e6a9bd",
    ),
    "light": ThemeColours(
        background="#faf9f6",
        raised="#f1efe9",
        text="#23292e",
        quiet="#566068",
        accent="#19675c",
        border="#7b8389",
        marked="#c5e2dc",
        marked_text="#23292e",
        second="#735311",
        third="#8c3758",
    ),
    "contrast": ThemeColours(
        background="#000000",
        raised="#000000",
        text="#ffffff",
        quiet="#d9d9d9",
        accent="#ffd866",
        border="#ffffff",
        marked="#ffd866",
        marked_text="#000000",
        second="#9ee7ff",
        third="#ffb8dc",
    ),
}
"""Themes by the name of the setting. Text has a contrast of at least 4.5:1 and borders of inputs 3:1 (WCAG 2.2, 1.4.3
and 1.4.11); in high contrast, text has 7:1 (1.4.6)."""


def theme(name: str) -> Theme:
    """The Textual theme with this name; its widgets use only the colours of the palette."""
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


_HUES = {"cyan": "accent", "green": "accent", "blue": "accent", "yellow": "second", "magenta": "third", "red": "third"}
"""Maps the colours used by the views to colours of the theme."""


class InPalette(LineFilter):
    """Replaces the terminal colours of the views with those of a theme; dimmed text stays readable."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        self._colours = PALETTES.get(theme, PALETTES["dark"])

    def apply(self, segments: list[Segment], background: Shade) -> list[Segment]:
        return [Segment(text, style and self._readable(style), control) for text, style, control in segments]

    def _readable(self, style: Style) -> Style:
        colour, behind = style.color, style.bgcolor
        named = _HUES.get(colour.name.removeprefix("bright_"), "text") if colour and not colour.triplet else ""
        named = "quiet" if style.dim and (not named or named == "text") else named
        if not named and not style.dim and (behind is None or behind.triplet):
            return style
        fore = getattr(self._colours, named) if named else None
        back = self._colours.background if behind and not behind.triplet else None
        return style + Style(color=fore, bgcolor=back, dim=False)


class WithoutColours(LineFilter):
    """Removes all colours, for NO_COLOR; bold, underlined and reversed text stays.

    The chosen row, which Textual draws on the accent colour, is reversed instead.
    """

    def __init__(self, theme: str) -> None:
        super().__init__()
        self._chosen = Style.parse(f"on {PALETTES.get(theme, PALETTES['dark']).accent}").bgcolor

    def apply(self, segments: list[Segment], background: Shade) -> list[Segment]:
        return [Segment(text, style and self._plain(style), control) for text, style, control in segments]

    def _plain(self, style: Style) -> Style:
        reverse = style.reverse or (style.bgcolor == self._chosen) or None
        return Style(bold=style.bold, italic=style.italic, underline=style.underline, reverse=reverse)
