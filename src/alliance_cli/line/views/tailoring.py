"""How a client likes to be worked with: the current answers, and what was noted when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.course.tailoring import changes, current
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import WithCutHint, excerpt, indented, notes_hint, section

if TYPE_CHECKING:
    from alliance_cli.core.walk.records import WalkRecord


def tailoring_view(client: str, revisions: Sequence[WalkRecord], *, notes: bool) -> RenderableType:
    """The current answers in full, then the dated changes; without ``notes`` the questions and dates alone."""
    if not revisions:
        return literal(f"Nothing is noted yet on how {client} likes to be worked with.")
    last = revisions[-1].on
    lines: list[RenderableType] = [literal(f"How {client} likes to be worked with · last looked at {last}", "bold")]
    for said in current(revisions):
        lines += [literal(said.asked, "dim"), *([indented(literal(said.shown))] if notes else [])]
    lines += section("What was noted when")
    for change in changes(revisions):
        label = change.step.replace("-", " ")
        now = f": {change.now or '(taken away)'}" if notes else ""
        lines.append(excerpt(f"{change.on}  {label}{now}"))
    lines += [] if notes else [literal(""), notes_hint()]
    return WithCutHint(Group(*lines), f"alliance tailor {client} --json --notes")
