"""The panel beside the question of a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

if TYPE_CHECKING:
    from rich.console import RenderableType


class BesidePanel(VerticalScroll, can_focus=False):
    """What stands beside the question. Its screen has the class ``shows-beside`` while something does."""

    def __init__(self) -> None:
        super().__init__(id="beside")

    def compose(self) -> ComposeResult:
        yield Static(id="beside-text")

    def show(self, shown: RenderableType | None) -> None:
        """Show something else; None for nothing."""
        self.screen.set_class(shown is not None, "shows-beside")
        if shown is not None:
            self.query_one("#beside-text", Static).update(shown)
