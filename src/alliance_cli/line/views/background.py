"""What stands behind a preparation besides the last session: how the client likes to be worked with, your skill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from alliance_cli.core.course.background import Background
from alliance_cli.core.walk.records import ShownAnswer
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import WithRest, brief
from alliance_cli.line.views.plot import Roomy
from alliance_cli.line.views.supervision import outcomes_view

_TWO_ABREAST = 50
"""Columns for two notes beside each other."""


def background_view(background: Background) -> RenderableType:
    """A heading and two lines for the tailoring, the reminder, what came out of supervision, two lines for a skill."""
    lines: list[RenderableType] = []
    if background.tailoring or background.reminder:
        lines += [words(""), words(f"How {background.client} likes to be worked with", "bold")]
    if background.tailoring:
        lines.append(Padding(_in_two_lines(background.tailoring), (0, 0, 0, 4)))
    if background.reminder:
        lines.append(Padding(words(background.reminder), (0, 0, 0, 4)))
    lines += outcomes_view(background.supervision)
    if background.skill:
        skill = words("Practising: ", "bold")
        skill.append_text(brief(background.skill))
        if background.wording:
            skill.append_text(words(f'  "{" ".join(background.wording.split())}"', "italic"))
        lines += [words(""), AtMost(2, skill)]
    return WithRest(Group(*lines), f"alliance tailor {background.client} --history")


def _in_two_lines(said: Sequence[ShownAnswer]) -> RenderableType:
    """Two beside each other; what does not fit is cut with an ellipsis and is whole in alliance tailor --history.

    On a narrow screen, where hardly a word would be left of each, they stand whole beneath each other.
    """
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for _ in range(2):
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    cells = [brief(f"{each.label}: {' '.join(each.shown.split())}") for each in said]
    for place in range(0, len(cells), 2):
        table.add_row(*cells[place : place + 2])
    return Roomy(table, _TWO_ABREAST, Group(*cells))


class AtMost:
    """A text on so many lines at most; where there is more of it, an ellipsis stands for the rest."""

    def __init__(self, lines: int, text: Text) -> None:
        self._lines, self._text = lines, text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        lines = list(self._text.wrap(console, options.max_width))
        if len(lines) > self._lines:
            rest = Text(" ").join(lines[self._lines - 1 :])
            rest.truncate(options.max_width, overflow="ellipsis")
            lines = [*lines[: self._lines - 1], rest]
        yield Text("\n").join(lines)
