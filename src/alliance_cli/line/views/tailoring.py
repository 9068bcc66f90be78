"""How a client likes to be worked with: what holds now, and every change."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding

from alliance_cli.core.course.tailoring import changes, current
from alliance_cli.core.walk.records import Record
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import WithRest, brief


def tailoring_view(client: str, revisions: Sequence[Record]) -> RenderableType:
    """What holds now, whole; then what was noted, changed or taken away when."""
    if not revisions:
        return words(f"Nothing is noted yet on how {client} likes to be worked with.")
    last = revisions[-1].on
    lines: list[RenderableType] = [words(f"How {client} likes to be worked with · last looked at {last}", "bold")]
    for said in current(revisions):
        lines += [words(said.asked, "dim"), Padding(words(said.shown), (0, 0, 0, 4))]
    lines += [words(""), words("What was noted when", "bold")]
    for change in changes(revisions):
        label = change.step.replace("-", " ")
        lines.append(brief(f"{change.on}  {label}: {change.now or '(taken away)'}"))
    return WithRest(Group(*lines), f"alliance tailor {client} --json")
