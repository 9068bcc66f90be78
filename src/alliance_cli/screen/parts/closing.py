"""Shows the end of a walk, scrollable if it is longer than the window."""

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
    """Shows the end of a walk; the arrow and page keys scroll it."""

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
        """The keys that scroll; none if everything fits."""
        return (KeyHint("↓", _("further down")), KeyHint("↑", _("back up"))) if self.max_scroll_y > 0 else ()
