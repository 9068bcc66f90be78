"""The command palette: finds a screen's commands by name and runs them."""

from __future__ import annotations

from functools import partial
from typing import Any

from rich.text import Text
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen
from textual.widgets import LoadingIndicator

from alliance_cli.screen.shortcuts import Shortcut, commands_of
from alliance_cli.translation import _

_KEYS = 11
"""The width of a key's name, in columns."""


class KeyCommands(Provider):
    """Offers the keys of the screen below as commands, and none of Textual's own, such as saving a screenshot."""

    async def discover(self) -> Hits:
        for each in commands_of(self.screen):
            yield DiscoveryHit(_named(each), partial(_run, self.screen, each.action), text=_(each.does))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for each in commands_of(self.screen):
            if score := matcher.match(_(each.does)):
                yield Hit(score, _named(each), partial(_run, self.screen, each.action), text=_(each.does))


def _named(each: Shortcut) -> Text:
    named = each.in_words
    return Text(f"{named.key:<{_KEYS}}{named.does}")


async def _run(screen: Screen[Any], action: str) -> None:
    await screen.run_action(action)


class Palette(CommandPalette):
    """Textual's command palette with the program's words and colours, without animations."""

    DEFAULT_CSS = """
    Palette { color: $foreground; background: $background; }
    Palette > Vertical { background: $panel; margin-top: 2; width: 64; max-width: 94%; }
    Palette SearchIcon { display: none; }
    Palette CommandInput, Palette CommandInput:focus { padding-left: 1; }
    Palette #--input, Palette #--input.--list-visible { border: round $border; background: $panel; }
    Palette CommandList { border: none; padding: 0 0 1 0; background: $panel; }
    Palette CommandList > .option-list--option { text-style: none; }
    """

    def __init__(self) -> None:
        super().__init__([KeyCommands], placeholder=_("What would you like to do?"))

    def on_mount(self) -> None:
        """Stop the cursor from blinking and the progress bar of a search from being animated."""
        self.query_one(CommandInput).cursor_blink = False
        bar = self.query_one(LoadingIndicator)
        bar.call_later(setattr, bar, "auto_refresh", None)
