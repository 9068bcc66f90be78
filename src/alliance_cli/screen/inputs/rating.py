"""Takes a rating: a number on a scale whose two ends are shown in words."""

from __future__ import annotations

from rich.text import Text
from textual import events

from alliance_cli.screen.inputs.picking import PickInput
from alliance_cli.views.literal import literal

_CELL = 5
"""The width of one number, in cells."""


class RatingInput(PickInput):
    """The numbers of a scale in a row, with the words of its ends below."""

    DEFAULT_CSS = """
    RatingInput { height: auto; }
    """

    def __init__(self, low: int, high: int, ends: tuple[str, str] = ("", ""), picked: int | None = None) -> None:
        super().__init__(low, high, picked)
        self._ends = ends

    def render(self) -> Text:
        row = Text()
        for number in range(self.low, self.high + 1):
            chosen = number == self.picked
            row.append((f"[{number}]" if chosen else str(number)).center(_CELL), "reverse" if chosen else "")
        width = _CELL * (self.high - self.low + 1)
        low, high = (literal(end) for end in self._ends)
        gap = width - low.cell_len - high.cell_len - 4
        ends = Text.assemble("  ", low, " " * gap, high) if gap > 1 else Text.assemble("  ", low, "\n  ", high)
        return Text.assemble(row, "\n", ends)

    def on_click(self, event: events.Click) -> None:
        if event.y == 0:
            self.pick(self.low + event.x // _CELL)
