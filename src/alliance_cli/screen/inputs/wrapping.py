"""Wraps the lines of an editor for display, fast enough for a line of a million characters.

Textual measures a line character by character, several times for each key and again for each row on the screen. This
module measures each row as a whole, and cuts only the requested row out of its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size
from textual.geometry import Offset, clamp
from textual.widgets.text_area import DocumentBase, Location, WrappedDocument

from alliance_cli.core.text import UNSAFE, escape_controls

_HELD_BACK = re.compile(rf"{UNSAFE}|[\t\n]")
_STAND_IN = "\ufffd"


def shown(text: str) -> str:
    """The text with one harmless character for each of its own: controls become visible, and a tab becomes a space."""
    return _HELD_BACK.sub(lambda found: _drawn(found.group()), text)


@cache
def _drawn(character: str) -> str:
    if character == "\t":
        return " "
    escaped = escape_controls(character)
    return escaped if len(escaped) == 1 else _STAND_IN


def breaks(line: str, width: int, known: Sequence[int] = ()) -> list[int]:
    """Returns where the second and later rows of a line begin: after a space if the row has one, else where it is full.

    ``known`` has the first of these positions.
    """
    found = [*known]
    start = found[-1] if found else 0
    while (end := _row_end(line, start, width)) < len(line):
        start = end
        found.append(start)
    return found


def _row_end(line: str, start: int, width: int) -> int:
    """Where the row that begins at ``start`` ends; a row has at most ``width`` cells and ``width`` characters."""
    row = line[start : start + width]
    if start + len(row) == len(line) and cell_len(shown(row)) <= width:
        return len(line)
    end = start + _fitting(row, width)
    space = max(line.rfind(" ", start, end), line.rfind("\t", start, end))
    return space + 1 if space >= start else end


def _fitting(row: str, width: int) -> int:
    """How many characters of a row fit into ``width`` cells; at least one."""
    drawn = shown(row)
    if cell_len(drawn) <= width:
        return len(row)
    return max(1, _before(drawn, width))


def _before(drawn: str, cells: int) -> int:
    """How many characters fit into ``cells`` cells."""
    return bisect_right(list(accumulate(map(get_character_cell_size, drawn))), cells)


class Wrapping(WrappedDocument):
    """Wraps a document to a width in cells; 0 means no wrapping."""

    def __init__(self, document: DocumentBase, width: int = 0, tab_width: int = 4) -> None:
        self._breaks: list[list[int]] = []
        self._bottoms: list[int] = []
        super().__init__(document, width, tab_width)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines."""
        self._width = width
        self._breaks = [self._broken(line) for line in self.document.lines]
        self._count()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap the lines that an edit has changed again, starting shortly before the edit."""
        top = min(start, old_end)
        first, *others = self.document.lines[top[0] : max(start[0], new_end[0]) + 1]
        known = self._breaks[top[0]]
        same = known[: bisect_right(known, top[1] - self._width)]
        new = [self._broken(first, same), *map(self._broken, others)]
        self._breaks[top[0] : max(start[0], old_end[0]) + 1] = new
        if len(self._breaks) != self.document.line_count:
            self.wrap(self._width)
        self._count()

    def _broken(self, line: str, known: Sequence[int] = ()) -> list[int]:
        return breaks(line, self._width, known) if self._width and line else []

    def _count(self) -> None:
        self._bottoms = list(accumulate(len(each) + 1 for each in self._breaks))

    @property
    def height(self) -> int:
        """The number of rows."""
        return self._bottoms[-1]

    def row_at(self, y: int) -> tuple[int, int]:
        """The line of a row, and the row's number within that line; a ``y`` past the end means the last row."""
        y = clamp(y, 0, self.height - 1)
        line = bisect_right(self._bottoms, y)
        return line, y - self._top(line)

    def _top(self, line: int) -> int:
        return self._bottoms[line - 1] if line else 0

    def span(self, line: int, row: int) -> tuple[int, int]:
        """Where a row begins and ends, in characters of its line."""
        edges = self._breaks[line]
        row = clamp(row if row >= 0 else len(edges) + 1 + row, 0, len(edges))
        end = edges[row] if row < len(edges) else len(self.document.get_line(line))
        return (edges[row - 1] if row else 0), end

    def get_offsets(self, line_index: int) -> list[int]:
        """Where the second and later rows of a line begin."""
        return self._breaks[line_index]

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a line as they are drawn."""
        line = shown(self.document.get_line(line_index))
        edges = self._breaks[line_index]
        return [line[start:end] for start, end in zip([0, *edges], [*edges, len(line)], strict=True)]

    def location_to_offset(self, location: Location) -> Offset:
        """The cell at which a location is drawn."""
        line = clamp(location[0], 0, len(self._breaks) - 1)
        row = bisect_right(self._breaks[line], location[1])
        start, _ = self.span(line, row)
        before = self.document.get_line(line)[start : location[1]]
        return Offset(cell_len(shown(before)), self._top(line) + row)

    def offset_to_location(self, offset: Offset) -> Location:
        """The location drawn at a cell, or the nearest one."""
        line, row = self.row_at(offset.y)
        return line, self.get_target_document_column(line, max(0, offset.x), row)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The index of the character drawn at a cell of one of the line's rows."""
        start, end = self.span(line_index, y_offset)
        drawn = shown(self.document.get_line(line_index)[start:end])
        column = start + _before(drawn, x_offset)
        last = end == len(self.document.get_line(line_index))
        return min(column, end if last else end - 1)
