"""Stores printed results so that they can be drawn again at another width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.line.output.wrapping import laid_out
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


class Redrawn(Struct, frozen=True):
    """A result that is always rendered by the console that printed it, so none of it is read as markup."""

    console: Console
    result: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.console.render(self.result, options)


class LaidOut(Struct, frozen=True):
    """Text that is wrapped between words."""

    words: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from map(literal, laid_out(self.words, options.max_width))
