"""Draws text charts: sparklines, and a grid with an axis, shaded bands, lines and marks.

Rows stand for values and columns for sessions. Lines are drawn in braille dots, four to a row; without Unicode, only
the marks are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor

from msgspec import Struct
from rich.text import Text

from alliance_cli.translation import _c
from alliance_cli.views.aloud import DrawnOrSaid, values_in_words

LEAST = 60
"""The narrowest screen, in columns, that shows a chart instead of a table."""
LABEL = 9
"""The width of the labels left of the axis, in columns."""
_WIDEST = 6
"""The greatest distance between two sessions, in columns."""
_LOW, _HIGH = 1, 10
"""The ends of a sparkline's scale."""

_NUMBER_EVERY = (1, 2, 5, 10, 20, 50, 100)
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille character, row by row, left and right."""


_BLOCKS = "▁▂▃▄▅▆▇█"


_ASCII = str.maketrans("●○◉░┤└─≈▲✓┊", "*o@.|+-~^v:")


def as_ascii(line: Text) -> Text:
    """A line of a chart with each sign replaced by an ASCII character, for a terminal without Unicode."""
    line.plain = line.plain.translate(_ASCII)
    return line


class Scale(Struct, frozen=True):
    """The values of the rows, from ``top`` down to ``bottom``, with ``rows_each`` rows for each point."""

    top: float
    bottom: float
    rows_each: int = 1

    @property
    def rows(self) -> int:
        return round((self.top - self.bottom) * self.rows_each) + 1

    def row(self, value: float) -> int:
        """The row of a value; values off the scale are drawn in the first or last row."""
        return self.dot(value) // 4

    def dot(self, value: float) -> int:
        """The dot of a value, counted in quarters of a row from the top."""
        return min(self.rows * 4 - 1, max(0, floor((self.top - value) * self.rows_each * 4 + 2)))

    def at(self, row: int) -> float:
        """The value in the middle of a row."""
        return self.top - row / self.rows_each


class Columns(Struct, frozen=True):
    """The positions of ``count`` sessions, ``step`` columns apart."""

    count: int
    step: int

    @property
    def width(self) -> int:
        return (self.count - 1) * self.step + 1 + 2 * self.margin

    @property
    def margin(self) -> int:
        return min(1, self.step - 1)

    def at(self, place: int) -> int:
        """The column of a session, by its index from 0."""
        return place * self.step + self.margin

    def around(self, place: int) -> range:
        """The columns nearest to a session."""
        left, right = (self.step - 1) // 2, self.step // 2
        return range(max(0, self.at(place) - left), min(self.width, self.at(place) + right + 1))


def columns(count: int, room: int) -> Columns:
    """Spreads as many of ``count`` sessions as fit over ``room`` columns, at most ``_WIDEST`` columns apart."""
    step = max(1, min(_WIDEST, (room - 3) // max(1, count - 1)))
    shown = min(count, room if step == 1 else count)
    return Columns(shown, step)


def first_shown(count: int, shown: int, selected: int | None) -> int:
    """The index of the first of ``shown`` values: the latest ones, or those around ``selected`` if that is earlier."""
    latest = count - shown
    return latest if selected is None else max(0, min(latest, selected - shown // 2))


def told_apart(room: int) -> int:
    """How many sessions fit into ``room`` columns with an empty column between neighbours."""
    return max(1, (room - 3) // 2 + 1)


class Grid:
    """A grid of characters; later drawing replaces earlier characters."""

    def __init__(self, scale: Scale, columns: Columns) -> None:
        self.scale = scale
        self.columns = columns
        blank = [[(" ", "") for _ in range(columns.width)] for _ in range(scale.rows)]
        self._cells: list[list[tuple[str, str]]] = blank

    def shade(self, place: int, value: float, mark: str, style: str) -> None:
        """Fill the columns around a session in the row of a value."""
        for column in self.columns.around(place):
            self._cells[self.scale.row(value)][column] = (mark, style)

    def mark(self, place: int, value: float, mark: str, style: str) -> None:
        """Draw one character for a session's value."""
        self._cells[self.scale.row(value)][self.columns.at(place)] = (mark, style)

    def pointer(self, place: int, mark: str, style: str) -> None:
        """Draw a vertical line at a session, without replacing other characters."""
        column = self.columns.at(place)
        for cells in self._cells:
            if cells[column][0] == " ":
                cells[column] = (mark, style)

    def line(self, values: Sequence[float | None], style: str) -> None:
        """Join the values of neighbouring sessions; a missing value leaves a gap."""
        bits: dict[tuple[int, int], int] = {}
        for place, (value, after) in enumerate(pairwise(values)):
            if value is None or after is None:
                continue
            start = self.columns.at(place) * 2, self.scale.dot(value)
            end = self.columns.at(place + 1) * 2, self.scale.dot(after)
            for x, y in _between(start, end):
                bits[y // 4, x // 2] = bits.get((y // 4, x // 2), 0) | _DOTS[y % 4][x % 2]
        for (row, column), pattern in bits.items():
            self._cells[row][column] = (chr(0x2800 + pattern), style)

    def lines(self, labels: Sequence[str], axis: str) -> Iterable[Text]:
        """The rows from the top, each after its label and the axis."""
        for label, cells in zip(labels, self._cells, strict=True):
            line = Text()
            line.append(f"{label}{axis}", style="dim")
            for mark, style in cells:
                line.append(mark, style=style or None)
            line.rstrip()
            yield line


def _between(start: tuple[int, int], end: tuple[int, int]) -> Iterable[tuple[int, int]]:
    """The dots of a straight line without gaps, however steep."""
    (left, top), (right, bottom) = start, end
    steps = max(right - left, abs(bottom - top), 1)
    for step in range(steps + 1):
        yield left + round((right - left) * step / steps), top + round((bottom - top) * step / steps)


def numbers(sessions: Sequence[int], spread: Columns) -> Text:
    """Session numbers below their columns, as many as fit side by side."""
    every = next((each for each in _NUMBER_EVERY if each * spread.step >= 5), _NUMBER_EVERY[-1])
    cells = [" "] * spread.width
    for place, session in enumerate(sessions):
        number, column = str(session), spread.at(place)
        fits = column >= 5 and column + len(number) <= spread.width
        if place == 0 or (session % every == 0 and fits):
            cells[column : column + len(number)] = number
    name = _c("chart", "session")
    return Text(f"{name:>{LABEL - 1}}  {''.join(cells).rstrip()}", style="dim")


def sparkline(values: Sequence[float | None], *, unicode: bool = True) -> str:
    """One character for each value from 1 to 10, a dot for None.

    Without Unicode the values are rounded digits, ``X`` for 10.
    """
    if not unicode:
        return "".join("." if value is None else "X" if round(value) > 9 else str(round(value)) for value in values)
    last = len(_BLOCKS) - 1

    def block(value: float) -> str:
        place = round((value - _LOW) / (_HIGH - _LOW) * last)
        return _BLOCKS[min(last, max(0, place))]

    return "".join("·" if value is None else block(value) for value in values)


def drawn_values(values: Sequence[float | None], *, unicode: bool, places: int | None = None) -> DrawnOrSaid:
    """A sparkline for a cell; on a heard console, a list of the values."""
    return DrawnOrSaid(Text(sparkline(values, unicode=unicode)), lambda: values_in_words(values, places))
