"""The panel beside the question of a walk, as wide as its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from alliance_cli.core.fitting.paragraphs import width
from alliance_cli.screen.parts.question import rows_below

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

_SHARE = 44
"""The greatest share of the window's width that it takes beside the question, in percent."""
_FRAME = 6
"""The columns taken by its padding and border."""
_QUESTION = 6
"""The rows reserved for the question below it in a narrow window, including the border."""


class WithoutCode(NamedTuple):
    """Replaces a client's code with dots."""

    shown: RenderableType
    code: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        code, dots = rf"\b{re.escape(self.code)}\b", "·" * len(self.code)
        for each in console.render(self.shown, options):
            yield Segment(re.sub(code, dots, each.text), each.style, each.control)


class BesidePanel(VerticalScroll, can_focus=False):
    """Shows content beside the question, or above it in a narrow window.

    While it has content, its screen has the class ``shows-beside``. If the content is a single line, which goes above
    the question, the screen also has ``shows-line``.
    """

    def __init__(self) -> None:
        super().__init__(id="beside")
        self._laid: tuple[object, ...] = ()
        """The content, and the window for which it was laid out."""

    def compose(self) -> ComposeResult:
        yield Static(id="beside-text")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of its content, less those that a choice or a rating below needs."""
        rows = super().get_content_height(container, viewport, width)
        below = rows_below(self, container, viewport, width)
        return min(rows, max(1, container.height - below - _QUESTION)) if below else rows

    def show(self, shown: RenderableType | None) -> None:
        """Replace the content; None hides the panel."""
        self.screen.set_class(shown is not None, "shows-beside")
        laid = (shown, self.screen.size, self.screen.has_class("-narrow"))
        if shown is not None and laid != self._laid:
            self._laid = laid
            self._lay(shown)

    def _lay(self, shown: RenderableType) -> None:
        self.query_one("#beside-text", Static).update(shown)
        columns = self.screen.size.width
        most = columns * _SHARE // 100
        is_line = len(self._widths(shown, columns - _FRAME)) == 1
        self.screen.set_class(is_line, "shows-line")
        is_above = is_line or self.screen.has_class("-narrow")
        self.styles.width = "100%" if is_above else min(most, max(self._widths(shown, most - _FRAME)) + _FRAME)

    def _widths(self, shown: RenderableType, most: int) -> list[int]:
        """The width of each line when the content is wrapped to ``most`` columns."""
        console = self.app.console
        lines = console.render_lines(shown, console.options.update_width(max(1, most)), pad=False)
        return [width("".join(each.text for each in line).rstrip()) for line in lines] or [0]
