"""What is shown where there is room for it, and what where there is not: no word is cut, no command broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from alliance_cli.core.guide import Pointer
from alliance_cli.terminal.console import words

NO_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class IfItFits:
    """What needs the width, where the screen is wide enough for all of it, else the same beneath each other."""

    wide: Table | Text
    narrow: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        needs = self.wide.__rich_measure__(console, options.update(max_width=NO_LIMIT)).maximum
        yield self.wide if needs <= options.max_width else self.narrow


def pointers_view(pointers: Sequence[Pointer], indent: int = 4) -> list[RenderableType]:
    """A quiet line with the cards to read, each command whole; nothing without a card."""
    if not pointers:
        return []
    commands = [pointer.command for pointer in pointers]
    line = words(" · ".join(commands), "dim")
    return [Padding(IfItFits(line, words("\n".join(commands), "dim")), (0, 0, 0, indent))]
