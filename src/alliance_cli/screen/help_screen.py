"""Lists the keys that work at the moment, over the screen they belong to."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from alliance_cli.screen.shortcuts import Shortcut, bindings, keys_of
from alliance_cli.translation import N_, _
from alliance_cli.views.literal import literal


class HelpScreen(ModalScreen[None]):
    """The keys of ``screen``, with what each of them does, and what it says of itself in ``more``."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (Shortcut("escape,enter,f1,question_mark,q", "dismiss", "Esc", N_("close")),)
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)
    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background; }
    HelpScreen > VerticalScroll {
        width: 64; max-width: 94%; height: auto; max-height: 90%;
        padding: 1 2; background: $panel; border: round $border; scrollbar-size-vertical: 1;
    }
    HelpScreen Static { height: auto; }
    HelpScreen .title { text-style: bold; margin: 0 0 1 0; }
    HelpScreen .quiet { color: $text-muted; margin: 1 0 0 0; }
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._of = screen

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(literal(_("Keys that work now")), classes="title")
            yield Static(_table(keys_of(self._of)))
            if more := "\n".join(getattr(self._of, "more", ())):
                yield Static(literal(more), classes="quiet")
            yield Static(literal(_("Esc closes this list.")), classes="quiet")


def _table(keys: list[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for key, does in keys:
        table.add_row(Text(key, "bold"), literal(does))
    return table
