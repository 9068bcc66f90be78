"""Views of the method in short: the checklist on one page, and the four steps of a repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from alliance_cli.core.fitting.paragraphs import in_lines, paragraph
from alliance_cli.core.walk.checklist import ChecklistPhase
from alliance_cli.core.walk.script import Prompt
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.translation import _
from alliance_cli.views.aloud import OpenTable
from alliance_cli.views.literal import literal

_WIDTH = 78
"""The width of a sheet of paper, in columns, used even in a wider window."""


def checklist_view(phases: Sequence[ChecklistPhase]) -> RenderableType:
    """Each question with a box to tick, its wording for the client, if any, and its purpose."""
    parts: list[RenderableType] = [literal(_("The alliance on one page"), "bold")]
    for phase in phases:
        parts += [literal(""), literal(phase.script.title, "bold"), _questions(phase)]
    return Constrain(Group(*parts), _WIDTH)


def _questions(phase: ChecklistPhase) -> RenderableType:
    table = OpenTable.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    for entry in _entries(phase):
        table.add_row(literal("[ ]"), entry)
    return Padding(table, (0, 0, 0, 1))


def _entries(phase: ChecklistPhase) -> Iterator[RenderableType]:
    for prompt in phase.prompts:
        yield Group(literal(prompt.say or prompt.ask), literal(prompt.purpose, "dim"))
    yield from map(literal, phase.ratings_in_words)


class RepairView(Struct, frozen=True):
    """The steps of a repair in order, each with example wording, shortened to fit on ``rows`` rows.

    Alternative wordings are left out first, then the blank lines.
    """

    steps: tuple[Prompt, ...]
    rows: int | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for others, airy in ((True, True), (False, True), (False, False)):
            lines = list(self._lines(options.max_width, others=others, airy=airy))
            if self.rows is None or len(lines) <= self.rows:
                break
        yield from lines

    def _lines(self, columns: int, *, others: bool, airy: bool) -> Iterator[Text]:
        yield literal(_("Repair"), "bold")
        for number, step in enumerate(self.steps, start=1):
            yield from [literal("")] if airy else []
            yield literal(f"{number}  {step_in_words(step.id)}", "bold")
            yield from _broken(_('Say: "{words}"', words=step.say), columns) if step.say else ()
            for other in step.or_say if others else ():
                yield from _broken(_('Or, {where}: "{wording}"', where=other.where, wording=other.say), columns)


def _broken(text: str, columns: int) -> Iterator[Text]:
    yield from (literal(line) for line in in_lines(paragraph(text), columns).lines)
