"""What `alliance prep` shows: the carry-over card, and how the client likes to be worked with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from alliance_cli.command_lines import with_command
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.tailoring import changes, current
from alliance_cli.core.guide import cards_on_moments
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import MinWidth, WithCutHint, excerpt, indented, pointers_view, section
from alliance_cli.line.views.moments import moments_part
from alliance_cli.line.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.course.carry_over import Background, CarryOver, Level
    from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
    from alliance_cli.usecases.walks.preparation import Preparation

_TWO_COLUMNS = 50
"""The narrowest screen that shows two notes side by side."""
SPARK = 30
"""How many of the latest sessions the sparkline shows."""


def preparation_view(found: Preparation, *, unicode: bool) -> RenderableType:
    """Card, flags and background beneath each other; empty parts show nothing."""
    parts = [card_view(found.card, unicode=unicode)]
    if found.flags:
        from alliance_cli.line.views.flags import flags_view

        parts.append(flags_view(found.flags))
    if found.background:
        parts.append(background_view(found.background))
    return Group(*parts)


def card_view(card: CarryOver, *, unicode: bool) -> RenderableType:
    """One screen: open ruptures first, then strong moments, the last intention and the client's ratings."""
    if card.last is None:
        return literal(f"{card.client}: nothing is kept from an earlier session.")
    lines: list[RenderableType] = [
        literal(f"{card.client} · last session {card.last.on:%a %d %b %Y} · number {card.last.number}", "bold")
    ]
    lines += moments_part("Possible ruptures still open", card.open_ruptures)
    lines += pointers_view(cards_on_moments(card.open_ruptures))
    lines += moments_part("Strongest last time", card.strong)
    if card.intention:
        lines += [*section("Last intention"), indented(excerpt(card.intention))]
    if card.levels:
        course = sparkline(card.means[-SPARK:], unicode=unicode)
        lines += section("Client's last ratings")
        lines += [indented(_levels(card.levels)), indented(literal(f"course {course}"))]
    return WithCutHint(Group(*lines), f"alliance history {card.client} --notes")


def _levels(levels: tuple[Level, ...]) -> RenderableType:
    return Columns([literal(f"{level.scale} {level.last}{_before(level)}") for level in levels], padding=(0, 3))


def _before(level: Level) -> str:
    if level.before is None:
        return ""
    return f" ({'usually' if level.is_usual else 'before'} {level.before:.1f})"


def background_view(background: Background) -> RenderableType:
    """Tailoring in two columns, the reminder, outcomes of supervision, and at most two lines on the practised skill."""
    lines: list[RenderableType] = []
    if background.tailoring or background.reminder:
        lines += section(f"How {background.client} likes to be worked with")
    if background.tailoring:
        lines.append(indented(_two_columns(background.tailoring)))
    if background.reminder:
        again = with_command(background.reminder, Action(ActionKind.TAILOR, background.client))
        lines.append(indented(literal(again)))
    lines += outcomes_view(background.supervision)
    if background.skill:
        skill = literal("Practising: ", "bold")
        skill.append_text(excerpt(background.skill))
        if background.wording:
            skill.append_text(literal(f'  "{" ".join(background.wording.split())}"', "italic"))
        lines += [literal(""), MaxLines(2, skill)]
    return WithCutHint(Group(*lines), f"alliance tailor {background.client} --history")


def _two_columns(said: Sequence[ShownAnswer]) -> RenderableType:
    """Two answers side by side, each cut to one line; on a narrow screen one below the other, uncut."""
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for _ in range(2):
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    cells = [excerpt(f"{each.label}: {' '.join(each.shown.split())}") for each in said]
    for place in range(0, len(cells), 2):
        table.add_row(*cells[place : place + 2])
    return MinWidth(table, _TWO_COLUMNS, Group(*cells))


class MaxLines:
    """Text cut to ``lines`` lines, ending in an ellipsis if there is more of it."""

    def __init__(self, lines: int, text: Text) -> None:
        self._lines, self._text = lines, text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        lines = list(self._text.wrap(console, options.max_width))
        if len(lines) > self._lines:
            rest = Text(" ").join(lines[self._lines - 1 :])
            rest.truncate(options.max_width, overflow="ellipsis")
            lines = [*lines[: self._lines - 1], rest]
        yield Text("\n").join(lines)


def tailoring_view(client: str, revisions: Sequence[WalkRecord]) -> RenderableType:
    """The current answers in full, then the dated changes."""
    if not revisions:
        return literal(f"Nothing is noted yet on how {client} likes to be worked with.")
    last = revisions[-1].on
    lines: list[RenderableType] = [literal(f"How {client} likes to be worked with · last looked at {last}", "bold")]
    for said in current(revisions):
        lines += [literal(said.asked, "dim"), indented(literal(said.shown))]
    lines += section("What was noted when")
    for change in changes(revisions):
        label = change.step.replace("-", " ")
        lines.append(excerpt(f"{change.on}  {label}: {change.now or '(taken away)'}"))
    return WithCutHint(Group(*lines), f"alliance tailor {client} --json")


def outcomes_view(outcomes: Sequence[WalkRecord]) -> Iterator[RenderableType]:
    """Outcomes of supervision, one line for each answer; in full in alliance supervise show."""
    for outcome in outcomes:
        yield from section(f"From supervision, {outcome.on}")
        table = Table.grid(expand=True)
        table.add_column(no_wrap=True, overflow="ellipsis")
        for said in outcome.words:
            label = "" if said.step == "outcome" else f"{said.label}: "
            table.add_row(excerpt(f"{label}{' '.join(said.shown.split())}"))
        yield indented(table)
