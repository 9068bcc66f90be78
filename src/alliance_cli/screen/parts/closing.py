"""What closes a walk, scrolled where it is longer than the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from alliance_cli.screen.inputs.base import KeyHint
from alliance_cli.translation import _

if TYPE_CHECKING:
    from rich.console import RenderableType


class Closing(VerticalScroll):
    """Shows the end of a walk; the arrows and the keys of a page scroll it."""

    BINDINGS: ClassVar[list[Any]] = [
        Binding("space", "page_down", show=False),
        Binding("b", "page_up", show=False),
    ]

    def __init__(self, shown: RenderableType) -> None:
        super().__init__()
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield Static(self._shown)

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys that scroll, where there is more than fits."""
        return (KeyHint("↓", _("further down")), KeyHint("↑", _("back up"))) if self.max_scroll_y > 0 else ()
