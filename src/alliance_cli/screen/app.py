"""The full-screen application: shows one screen, and ends when the person leaves it or stops typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen, SystemModalScreen

from alliance_cli.screen.covers import Blank, Cover
from alliance_cli.screen.help_screen import HelpScreen
from alliance_cli.screen.safe_app import SafeApp
from alliance_cli.screen.shortcuts import BLANK, KEYS_EVERYWHERE, bindings
from alliance_cli.screen.themes import PALETTES, InPalette, WithoutColours
from alliance_cli.screen.themes import theme as themed


class Companion(SafeApp, inherit_bindings=False):
    """Shows ``first`` until it is left."""

    CSS_PATH = Path(__file__).with_name("companion.tcss")  # Textual would look for it next to a subclass
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = [
        *bindings((*KEYS_EVERYWHERE, BLANK)),
        Binding("question_mark", "help", show=False),
        Binding("ctrl+z", "put_aside", show=False),  # in a text field it undoes the last change
    ]

    def __init__(
        self,
        first: Screen[None],
        *,
        theme: str = "dark",
        idle_seconds: Callable[[], float] = float,
        seconds_for_enter: Callable[[], float] = float,
    ) -> None:
        super().__init__(idle_seconds, seconds_for_enter)
        self.animation_level = "none"
        for name in PALETTES:
            self.register_theme(themed(name))
        self.theme = theme
        self._own_filters = [WithoutColours(theme) if self.no_color else InPalette(theme)]
        self._first = first

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Remove all colours under NO_COLOR, where Textual would use shades of grey; otherwise apply the theme."""
        return self._own_filters

    def action_help(self) -> None:
        """Show the keys that work now."""
        if not isinstance(self.screen, HelpScreen | SystemModalScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_palette(self) -> None:
        """Show the commands of the screen, searchable by name."""
        from alliance_cli.screen.palette import Palette

        if not isinstance(self.screen, ModalScreen):
            self.push_screen(Palette())

    def action_blank(self) -> None:
        """Blank the screen until the same key is pressed again."""
        if not isinstance(self.screen, Cover):
            self.push_screen(Blank())

    def get_default_screen(self) -> Screen[None]:
        """The first screen; without it, Textual would first lay out an empty screen below."""
        return self._first
