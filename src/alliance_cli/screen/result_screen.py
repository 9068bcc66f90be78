"""Shows the output of a command on a screen that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.screen.inputs.base import Rank
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.shortcuts import Shortcut, bindings, keys_of
from alliance_cli.translation import N_
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from rich.console import RenderableType


class ResultScreen(Screen[None]):
    """Shows printed output at the width of the window, below the command that produced it."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("space,pagedown", "further", "↓", N_("further down")),
        Shortcut("b,pageup", "back", "↑", N_("back up")),
        Shortcut("escape,enter,q,ctrl+c,ctrl+q", "close", "Enter", N_("to the list"), rank=Rank.ALWAYS),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, title: str, printed: RenderableType) -> None:
        super().__init__()
        self._title, self._printed = title, literal(printed) if isinstance(printed, str) else printed

    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        with VerticalScroll(id="result"):
            yield Static(self._printed)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(TopLine).say((self._title,))
        self.query_one("#result").focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        self.query_one(KeyLine).say(keys_of(self, in_line=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Allow scrolling only if the output is longer than the window."""
        return action not in ("further", "back") or self.query_one("#result").max_scroll_y > 0

    def action_further(self) -> None:
        self.query_one("#result").scroll_page_down(animate=False)

    def action_back(self) -> None:
        self.query_one("#result").scroll_page_up(animate=False)

    def action_close(self) -> None:
        self.app.exit(Leaving(Left.ENDED))
