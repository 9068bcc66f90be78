"""Views around `alliance reflect`: the session so far at its start, and the comparison at its end."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from alliance_cli.command_lines import command_line
from alliance_cli.core.fitting.paragraphs import in_lines, paragraph
from alliance_cli.translation import _
from alliance_cli.views.course.ratings import compare_view
from alliance_cli.views.flags import flags_view
from alliance_cli.views.layout import indented, section
from alliance_cli.views.literal import literal
from alliance_cli.views.moments import mark_line, moments_part

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.reflection import Comparison, SessionSoFar

_LINES, _COLUMNS = 2, 80
"""The most lines of one text, and the columns for which that holds; a narrower place allows more lines."""


def reflection_view(found: SessionSoFar, *, with_moments: bool) -> RenderableType:
    """Each part under a title, and a blank line at the end; ``with_moments`` adds the moments noted so far."""
    lines: list[RenderableType] = []
    if found.said:
        lines += [literal(_("What the client said today"), "bold")]
        lines += [indented(Beginning(f"{each.label}: {each.text}")) for each in found.said]
    if found.intention:
        lines += section(_("Your intention was"))[0 if lines else 1 :]
        lines.append(indented(Beginning(found.intention)))
    if with_moments:
        lines += moments_part(_("Noted in this session already"), found.moments)[0 if lines else 1 :]
    if found.marks:
        lines += section(_("Marked while it ran"))[0 if lines else 1 :]
        lines += [indented(Beginning(mark_line(each))) for each in found.marks]
    return Group(*lines, *([literal("")] if lines else []))


def closing_view(found: Comparison) -> RenderableType:
    """Both raters' ratings side by side, where to read the client's words, and the session's flags."""
    parts = [compare_view(found.record)]
    if found.words:
        parts.append(literal(_("The client's own words: {command}", command=command_line(found.words))))
    return Group(*parts, *([flags_view(found.flags)] if found.flags else []))


class Beginning(Struct, frozen=True):
    """The first lines of a text, cut after a whole word."""

    typed: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._lines(options.max_width)

    def _lines(self, columns: int) -> Iterator[Text]:
        lines = max(_LINES, ceil(_LINES * _COLUMNS / columns))
        yield from (literal(line) for line in in_lines(paragraph(self.typed), columns, lines).lines)
