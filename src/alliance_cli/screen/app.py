"""The full-screen application: it shows one screen, and ends when that is left or when nobody types."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen

from alliance_cli.screen.help_screen import HelpScreen
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.shortcuts import KEYS_EVERYWHERE, bindings
from alliance_cli.screen.themes import PALETTES, WithoutColours
from alliance_cli.screen.themes import theme as themed

_LOOKS = 1.0
"""Seconds between two looks at how long nobody has typed."""


class Companion(App[Leaving], inherit_bindings=False):
    """Shows ``first``. After ``idle_seconds`` without a key it ends with ``Left.IDLE``; 0 stands for never.

    What was typed reaches neither the clipboard of the terminal, nor a notification, nor the words of a failure.
    """

    CSS_PATH = "companion.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = [*bindings(KEYS_EVERYWHERE), Binding("question_mark", "help", show=False)]

    def __init__(self, first: Screen[None], *, theme: str = "dark", idle_seconds: Callable[[], float] = float) -> None:
        super().__init__()
        self.animation_level = "none"
        for name in PALETTES:
            self.register_theme(themed(name))
        self.theme = theme
        self._first = first
        self._idle_seconds = idle_seconds
        self._typed_at = _now()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take every colour away under NO_COLOR; Textual would draw in shades of grey."""
        return [WithoutColours()] if self.no_color else super().get_line_filters()

    def action_help(self) -> None:
        """List the keys that work now."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_palette(self) -> None:
        """Show what can be done, to be found by its name."""
        from alliance_cli.screen.palette import Palette

        if not isinstance(self.screen, ModalScreen):
            self.push_screen(Palette())

    def on_mount(self) -> None:
        self.push_screen(self._first)
        self.set_interval(_LOOKS, self._look)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._typed_at = _now()
        await super().on_event(event)

    def _look(self) -> None:
        seconds = self._idle_seconds()
        if seconds and _now() - self._typed_at >= seconds:
            typed = next((each.typed for each in reversed(self.screen_stack) if hasattr(each, "typed")), "")
            self.exit(Leaving(Left.IDLE, typed))

    def copy_to_clipboard(self, text: str) -> None:
        """Keep the text inside the program; Textual would send it to the terminal."""
        self._clipboard = text

    def _fatal_error(self) -> None:
        """End without Textual's report of a failure, which shows the values of variables."""
        self._close_messages_no_wait()

    def leave(self) -> Leaving:
        """Run until the screen is left; raises whatever failed inside."""
        left = self.run()
        if self._exception is not None:
            raise self._exception
        return left or Leaving(Left.STOPPED)


def _now() -> float:
    """Seconds of a clock that cannot be set and, where the platform has one, runs while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
