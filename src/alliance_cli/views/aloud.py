"""Words charts and tables as sentences, for people who hear the output or read it in braille."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from alliance_cli.core.formatting import decimal, joined, plain_number
from alliance_cli.translation import _c, _n
from alliance_cli.views.literal import literal

SAID = 20
"""How many of the latest sessions a worded chart covers by default."""


class HeardConsole(Console):
    """A console whose output goes to a screen reader or a braille line."""


def is_heard(console: Console) -> bool:
    """Whether charts and tables must be worded instead of drawn."""
    return isinstance(console, HeardConsole)


class DrawnOrSaid(Struct, frozen=True):
    """Shows ``drawn``, or on a heard console the lines returned by ``said``."""

    drawn: RenderableType
    said: Callable[[], str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not is_heard(console):
            yield self.drawn
        elif said := self.said():
            yield literal(said)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, literal(self.said()) if is_heard(console) else self.drawn)

    def __str__(self) -> str:
        return str(self.drawn)


class OpenTable(Table):
    """A table without borders. On a heard console, each row is a line with its name and each cell after its heading."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if is_heard(console):
            yield from said_rows(self)
        else:
            yield from super().__rich_console__(console, options)


def said_rows(table: Table, names: int = 1) -> Iterator[Text]:
    """Each row in words; the first ``names`` cells are its name. Cells without a word or number are left out."""
    headings = [_said_cell(column.header).plain if table.show_header else "" for column in table.columns]
    for row in zip(*(column.cells for column in table.columns), strict=True):
        cells = [_said_cell(cell) for cell in row]
        if said := _said_row(headings, cells, names):
            yield said


def _said_row(headings: Sequence[str], cells: Sequence[Text], names: int) -> Text:
    name = Text(" ").join(cell for cell in cells[:names] if cell)
    labelled = zip(headings[names:], cells[names:], strict=True)
    rest = [
        Text.assemble(f"{heading} " if heading else "", cell) for heading, cell in labelled if cell.plain.strip("- ")
    ]
    between = ": " if any(sign.isalnum() for sign in name.plain) and rest else " "
    return Text(between).join(part for part in (name, Text("; ").join(rest)) if part)


def _said_cell(cell: object) -> Text:
    """The text of a cell; each part of a group is on its own line."""
    if isinstance(cell, DrawnOrSaid):
        return literal(cell.said())
    if isinstance(cell, Group):
        return Text("\n").join(map(_said_cell, cell.renderables))
    if isinstance(cell, Padding):
        return _said_cell(cell.renderable)
    return cell.copy() if isinstance(cell, Text) else Text(str(cell).strip())


def values_in_words(values: Sequence[float | None], places: int | None = None) -> str:
    """Lists values with ``places`` decimals, or as many as each has: ``8, none, 7``."""

    def said(value: float) -> str:
        return plain_number(value) if places is None else decimal(value, places)

    return ", ".join(_c("value", "none") if value is None else said(value) for value in values)


def sessions_in_words(numbers: Sequence[int]) -> str:
    """``session 3``, or ``sessions 3, 7 and 9``."""
    return _n("session {numbers}", "sessions {numbers}", len(numbers), numbers=joined(list(map(str, numbers))))
