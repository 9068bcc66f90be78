"""Layouts that adapt to the width of the screen, so that no word is cut and no command is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from alliance_cli.command_lines import command_line
from alliance_cli.core.guide.guide import Pointer
from alliance_cli.core.text import head
from alliance_cli.line.console import literal

NO_LIMIT = 10_000
_CUT = Style(meta={"cut": True})
"""Marks an ellipsis for ``WithCutHint``; it looks like nothing."""


class MinWidth:
    """Shows ``wide`` where there are at least so many columns, and ``narrow`` where there are fewer."""

    def __init__(self, wide: RenderableType, least: int, narrow: RenderableType) -> None:
        self._wide, self._least, self._narrow = wide, least, narrow

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield self._wide if options.max_width >= self._least else self._narrow


@dataclass(frozen=True, slots=True)
class WideOrNarrow:
    """What needs the width, where the screen is wide enough for all of it, else the same beneath each other."""

    wide: Table | Text
    narrow: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        needs = self.wide.__rich_measure__(console, options.update(max_width=NO_LIMIT)).maximum
        yield self.wide if needs <= options.max_width else self.narrow


@dataclass(frozen=True, slots=True)
class ResponsiveTable:
    """A table where it fits with no word cut; else each row as its name and, beneath, what each column says.

    The first ``names`` columns are the name of a row; a row without one only carries on the headings.
    """

    table: Table
    names: int = 1

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self._needs(console, options.update(max_width=NO_LIMIT)) <= options.max_width:
            yield self.table
        else:
            yield from self._beneath(options.max_width)

    def _needs(self, console: Console, options: ConsoleOptions) -> int:
        _, right, _, left = self.table.padding
        width = 0
        for column in self.table.columns:
            measured = [Measurement.get(console, options, cell) for cell in (column.header, *column.cells)]
            width += left + right + max(each.maximum if column.no_wrap else each.minimum for each in measured)
        return width

    def _beneath(self, width: int) -> Iterator[RenderableType]:
        headings = [str(column.header) for column in self.table.columns]
        for row in zip(*(column.cells for column in self.table.columns), strict=True):
            cells = [" ".join(str(cell).split()) for cell in row]
            if not cells[0]:
                continue
            yield literal("  ".join(cells[: self.names]), "bold")
            told = zip(headings[self.names :], cells[self.names :], strict=True)
            parts = [f"{heading} {cell}" for heading, cell in told if cell.strip("- ")]
            yield Padding(literal(fill_lines(parts, width - 2)), (0, 0, 0, 2))


def excerpt(text: str, style: str = "") -> Text:
    """What a person typed where much stands together: of a very long text only the beginning."""
    beginning = head(text)
    shown = literal(beginning, style)
    return shown if beginning == text else shown.append("…", _CUT)


@dataclass(frozen=True, slots=True)
class WithCutHint:
    """Something to look at and, only if a ``excerpt`` text in it was cut, once how to see the whole."""

    shown: RenderableType
    command: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        cut = False
        for segment in console.render(self.shown, options):
            cut = cut or _is_cut(segment)
            yield segment
        if cut:
            yield literal(f"… stands for the rest of a long text. All of it: {self.command}", "dim")


def _is_cut(segment: Segment) -> bool:
    return segment.style is not None and bool(segment.style.meta.get("cut"))


def fill_lines(parts: Sequence[str], width: int) -> str:
    """The parts in lines of at most ``width`` columns, none broken in two."""
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}   {part}" if lines[-1] else part
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return "\n".join(line for line in lines if line)


def pointers_view(pointers: Sequence[Pointer], indent: int = 4) -> list[RenderableType]:
    """A quiet line with the cards to read, each command whole; nothing without a card."""
    if not pointers:
        return []
    commands = [command_line(pointer.action) for pointer in pointers]
    line = literal(" · ".join(commands), "dim")
    return [Padding(WideOrNarrow(line, literal("\n".join(commands), "dim")), (0, 0, 0, indent))]
