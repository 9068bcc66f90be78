"""An input for a rating: a number on a scale with labelled ends."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size

from alliance_cli.core.text import escape_controls
from alliance_cli.screen.inputs.picking import PickInput

_WIDEST = 6
"""The greatest width of one number, in cells."""
_PICKED = "bold $background on $accent"
_ENDS = "$text-muted"


class RatingInput(PickInput):
    """Shows the numbers of a scale in a row, with the labels of its ends below."""

    def __init__(self, low: int, high: int, ends: tuple[str, str] = ("", ""), picked: int | None = None) -> None:
        super().__init__(low, high, picked)
        self._ends = ends

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        """The row of numbers, followed by the labels of the ends, if any."""
        cell = self._cell(width)
        numbers = Content("").join(self._number(number, cell) for number in range(self.low, self.high + 1))
        return [numbers, *(self._in_words(cell) if any(self._ends) else [])]

    def _cell(self, width: int) -> int:
        """The width of each number in cells, as large as fits."""
        return max(2, min(_WIDEST, width // (self.high - self.low + 1)))

    def _number(self, number: int, cell: int) -> Content:
        if number != self.picked:
            return Content(str(number).center(cell))
        shown = f"[{number}]"
        before, _, after = shown.center(cell).partition(shown)
        return Content.assemble(before, (shown, _PICKED), after)

    def _in_words(self, cell: int) -> list[Content]:
        """The labels below the first and last number, or on two lines with those numbers if they do not fit there."""
        low, high = map(escape_controls, self._ends)
        first, last = str(self.low).center(cell), str(self.high).center(cell)
        before, behind = len(first) - len(first.lstrip()), len(last) - len(last.rstrip())
        room = cell * (self.high - self.low + 1) - before - behind
        gap = room - cell_len(low) - cell_len(high)
        if gap > 1:
            return [Content.styled(f"{' ' * before}{low}{' ' * gap}{high}", _ENDS)]
        ends = (f"{self.low:>{before + 1}}  {low}", f"{self.high:>{before + 1}}  {high}")
        return [Content.styled(end, _ENDS) for end in ends]

    def on_click(self, event: events.Click) -> None:
        if (place := event.get_content_offset(self)) is not None and place.y == 0:
            self.pick(self.low + place.x // self._cell(self.content_size.width))
