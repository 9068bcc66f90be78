"""How a client likes to be worked with: the current answers, and what was noted when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.course.tailoring import changes, current
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import WithCutHint, excerpt, indented, section

if TYPE_CHECKING:
    from alliance_cli.core.walk.records import WalkRecord


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
