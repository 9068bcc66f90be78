"""Lists the keys that work now, on top of the screen they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from alliance_cli.screen.inputs.base import KeyHint, key_named
from alliance_cli.screen.shortcuts import Shortcut, bindings, keys_of
from alliance_cli.translation import N_, _
from alliance_cli.views.literal import literal


class HelpScreen(ModalScreen[None]):
    """Lists the keys of ``screen`` and what each does, followed by the texts of its ``more``."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (Shortcut("escape,enter,f1,question_mark,q", "dismiss", "Esc", N_("close")),)
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)
    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background; }
    HelpScreen > VerticalScroll {
        width: 68; max-width: 94%; height: auto; max-height: 94%; padding: 1 2; background: $panel;
        border: round $border-blurred; border-title-color: $text; border-title-style: bold;
        border-subtitle-color: $text-muted; scrollbar-size-vertical: 1;
    }
    HelpScreen Static { height: auto; }
    HelpScreen .quiet { color: $text-muted; margin: 1 0 0 0; }
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._of = screen

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = _("Keys that work now")
            box.border_subtitle = _("{key} closes", key=key_named("Esc"))
            yield Static(_table(keys_of(self._of)))
            if more := "\n".join(getattr(self._of, "more", ())):
                yield Static(literal(more), classes="quiet")


def _table(keys: Iterable[KeyHint]) -> Table:
    """The keys by group, with the title beside the first key; groups are in the order of their first keys."""
    found = list(keys)
    order = list(dict.fromkeys(each.group for each in found))
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for title, of_group in groupby(sorted(found, key=lambda each: order.index(each.group)), lambda each: each.group):
        if title != order[0]:
            table.add_row()
        for place, each in enumerate(of_group):
            table.add_row(literal("" if place else title, "dim"), literal(each.key, "bold"), literal(each.does))
    return table
