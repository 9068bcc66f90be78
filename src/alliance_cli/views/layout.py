"""Layouts that adapt to the width of the screen without cutting words or breaking commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from alliance_cli.command_lines import command_line
from alliance_cli.core.text import truncate
from alliance_cli.translation import NC_, _, _c
from alliance_cli.views.aloud import OpenTable, is_heard, said_rows
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.guide import Pointer

NO_LIMIT = 10_000
_AT_ONCE = 200
"""How many lines are wrapped at a time."""


def indented(content: RenderableType, columns: int = 4) -> RenderableType:
    """The content moved to the right by ``columns``."""
    return Padding(content, (0, 0, 0, columns))


def section(title: str) -> list[RenderableType]:
    """A blank line and a title in bold."""
    return [literal(""), literal(title, "bold")]


def open_table(
    *headings: str, right: Collection[str] = (), wrap: Collection[str] = (), names: Collection[str] = ()
) -> Table:
    """An empty table without borders. Columns in ``right`` are flush right; only those in ``wrap`` may wrap.

    Headings are marked with the context ``heading`` and translated here, except those in ``names``.
    """
    table = OpenTable(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        said = _c("heading", heading) if heading and heading not in names else heading
        table.add_column(said, justify="right" if heading in right else "left", no_wrap=heading not in wrap)
    return table


_WHOSE = {"yours": NC_("whose", "yours"), "shipped": NC_("whose", "shipped")}


def whose_in_words(whose: str) -> str:
    """The owner of a file in words."""
    return _c("whose", _WHOSE[whose])


def notes_hint() -> Text:
    """How to see typed text, for a list that hides it because others may see the screen."""
    return literal(_("What you typed is shown with --notes."), "dim")


_CUT = Style(meta={"cut": True})
"""Invisible mark on the ellipsis of a cut text, found by ``WithCutHint``."""


class MinWidth:
    """Shows ``wide`` on a heard console or on at least ``least`` columns, else ``narrow``."""

    def __init__(self, wide: RenderableType, least: int, narrow: RenderableType) -> None:
        self._wide, self._least, self._narrow = wide, least, narrow

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield self._wide if options.max_width >= self._least or is_heard(console) else self._narrow


def _widths(table: Table, console: Console, options: ConsoleOptions, *, whole: bool = False) -> list[int]:
    """The width each column needs, with its padding, to cut no word or, with ``whole``, to break no line."""
    _, right, _, left = table.padding
    limitless, known, widths = options.update(max_width=NO_LIMIT), dict[str, Measurement](), list[int]()
    for column in table.columns:
        needed = 0
        for cell in (column.header, *column.cells):
            measured = known.get(cell) if isinstance(cell, str) else None
            if measured is None:
                measured = Measurement.get(console, limitless, cell)
            if isinstance(cell, str):
                known[cell] = measured
            needed = max(needed, measured.maximum if whole or column.no_wrap else measured.minimum)
        widths.append(left + right + needed)
    return widths


class WideOrNarrow(Struct, frozen=True):
    """Shows ``wide`` if it fits the screen, else ``narrow``; on a heard console, a table is worded row by row."""

    wide: Table | Text
    narrow: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if isinstance(self.wide, Table) and is_heard(console):
            yield self.wide
        else:
            yield self.wide if self._needs(console, options) <= options.max_width else self.narrow

    def _needs(self, console: Console, options: ConsoleOptions) -> int:
        if isinstance(self.wide, Table):
            return sum(_widths(self.wide, console, options, whole=True))
        return self.wide.__rich_measure__(console, options.update(max_width=NO_LIMIT)).maximum


class ResponsiveTable(Struct, frozen=True):
    """Shows a table if it fits without cutting a word, else each row as a name with the other cells below.

    The first ``names`` columns are the name of a row. A row without a name is part of the heading.
    """

    table: Table
    names: int = 1

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if is_heard(console):
            yield from said_rows(self.table, self.names)
        elif sum(_widths(self.table, console, options)) <= options.max_width:
            yield self.table
        else:
            yield from self._stacked(options.max_width)

    def _stacked(self, width: int) -> Iterator[RenderableType]:
        headings = [str(column.header) for column in self.table.columns]
        for row in zip(*(column.cells for column in self.table.columns), strict=True):
            cells = [" ".join(str(cell).split()) for cell in row]
            name = [cell for cell in cells[: self.names] if cell]
            if not name:
                continue
            yield literal("  ".join(name), "bold")
            pairs = zip(headings[self.names :], cells[self.names :], strict=True)
            parts = [f"{heading} {cell}" for heading, cell in pairs if cell.strip("- ")]
            yield indented(literal(fill_lines(parts, width - 2)), 2)


def excerpt(text: str, style: str = "") -> Text:
    """Typed text for lists; a very long text is cut and marked for ``WithCutHint``."""
    beginning = truncate(text)
    shown = literal(beginning, style)
    return shown if beginning == text else shown.append("…", _CUT)


class WithCutHint(Struct, frozen=True):
    """A view; if an ``excerpt`` in it was cut, the command that shows everything follows."""

    shown: RenderableType
    command: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        cut = False
        for segment in console.render(self.shown, options):
            cut = cut or _is_cut(segment)
            yield segment
        if cut:
            yield literal(_("… stands for the rest of a long text. All of it: {command}", command=self.command), "dim")


def _is_cut(segment: Segment) -> bool:
    return segment.style is not None and bool(segment.style.meta.get("cut"))


def fill_lines(parts: Sequence[str], width: int) -> str:
    """The parts joined into lines of at most ``width`` columns; no part is broken."""
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}   {part}" if lines[-1] else part
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return "\n".join(line for line in lines if line)


def pointers_view(pointers: Sequence[Pointer]) -> list[RenderableType]:
    """A dim line with the commands that show guide cards, none of them broken; empty without a card."""
    if not pointers:
        return []
    commands = [command_line(pointer.action) for pointer in pointers]
    line = literal(" · ".join(commands), "dim")
    return [indented(WideOrNarrow(line, literal("\n".join(commands), "dim")))]


class LongText(Text):
    """Text of one style that is printed in blocks of lines.

    Rich would treat it as one piece and split it line by line, in time that grows with the square of its length.
    """

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        blocks = list(self._blocks())
        for number, block in enumerate(blocks, start=1):
            broken = block.wrap(
                console,
                options.max_width,
                justify=self.justify or options.justify,
                overflow=self.overflow or options.overflow,
                tab_size=console.tab_size if self.tab_size is None else self.tab_size,
                no_wrap=bool(options.no_wrap if self.no_wrap is None else self.no_wrap),
            )
            for place, line in enumerate(broken, start=1):
                last = number == len(blocks) and place == len(broken)
                shown = Text().append_text(line)  # Rich shows a style only if it belongs to a part
                yield from shown.render(console, end=self.end if last else "\n")

    def _blocks(self) -> Iterator[Text]:
        lines = iter(self.plain.split("\n"))
        while some := list(islice(lines, _AT_ONCE)):
            yield Text("\n".join(some), style=self.style)
