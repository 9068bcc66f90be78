"""Takes a rating: a number on a scale whose two ends are shown in words."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content

from alliance_cli.core.text import escape_controls
from alliance_cli.screen.inputs.picking import PickInput

_WIDEST = 6
"""The most cells that one number takes."""
_PICKED = "bold $background on $accent"
_ENDS = "$text-muted"


class RatingInput(PickInput):
    """The numbers of a scale in a row, with the words of its ends below."""

    def __init__(self, low: int, high: int, ends: tuple[str, str] = ("", ""), picked: int | None = None) -> None:
        super().__init__(low, high, picked)
        self._ends = ends

    @property
    def _cell(self) -> int:
        """The cells that each number takes, as many as fit."""
        return max(2, min(_WIDEST, self.content_size.width // (self.high - self.low + 1)))

    def render(self) -> Content:
        numbers = [self._number(number) for number in range(self.low, self.high + 1)]
        return Content("").join((*numbers, *([Content("\n"), self._in_words()] if any(self._ends) else [])))

    def _number(self, number: int) -> Content:
        if number != self.picked:
            return Content(str(number).center(self._cell))
        shown = f"[{number}]"
        before, _, after = shown.center(self._cell).partition(shown)
        return Content.assemble(before, (shown, _PICKED), after)

    def _in_words(self) -> Content:
        """The ends, each below its number; one below the other, with their numbers, where they do not fit."""
        low, high = map(escape_controls, self._ends)
        first, last = str(self.low).center(self._cell), str(self.high).center(self._cell)
        before, behind = len(first) - len(first.lstrip()), len(last) - len(last.rstrip())
        room = self._cell * (self.high - self.low + 1) - before - behind
        gap = room - cell_len(low) - cell_len(high)
        if gap > 1:
            return Content.styled(f"{' ' * before}{low}{' ' * gap}{high}", _ENDS)
        return Content.styled(f"{self.low:>{before + 1}}  {low}\n{self.high:>{before + 1}}  {high}", _ENDS)

    def on_click(self, event: events.Click) -> None:
        if (place := event.get_content_offset(self)) is not None and place.y == 0:
            self.pick(self.low + place.x // self._cell)
