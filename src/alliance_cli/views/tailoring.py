"""View of how a client likes to be worked with: the current answers and their history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.course.tailoring import changes, current
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.translation import _
from alliance_cli.views.layout import WithCutHint, excerpt, indented, notes_hint, section
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.walk.records import WalkRecord


def tailoring_view(client: str, revisions: Sequence[WalkRecord], *, notes: bool) -> RenderableType:
    """The current answers in full, then the dated changes; without ``notes``, only questions and dates."""
    if not revisions:
        return literal(_("Nothing is noted yet on how {client} likes to be worked with.", client=client))
    heading = _("How {client} likes to be worked with", client=client)
    last = _("last looked at {day}", day=plain_day(revisions[-1].on))
    lines: list[RenderableType] = [literal(f"{heading} · {last}", "bold")]
    for said in current(revisions):
        lines += [literal(said.asked, "dim"), *([indented(literal(said.shown))] if notes else [])]
    lines += section(_("What was noted when"))
    gone = _("(removed)")
    for change in changes(revisions):
        label = step_in_words(change.step)
        told = f"{label}: {change.now or gone}" if notes else label
        lines.append(excerpt(f"{plain_day(change.on)}  {told}"))
    lines += [] if notes else [literal(""), notes_hint()]
    return WithCutHint(Group(*lines), f"alliance tailor {client} --json --notes")
