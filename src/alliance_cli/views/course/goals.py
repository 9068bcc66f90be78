"""View of a client's goals: their numbers, words and progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.course.goals import numbered
from alliance_cli.core.formatting import plain_day
from alliance_cli.translation import N_, _
from alliance_cli.views.layout import indented, notes_hint
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.course.goals import Goal, NumberedGoal

_SHOWN = 10
"""How many of the latest progress ratings are shown."""


def goals_view(client: str, goals: Sequence[Goal], *, notes: bool) -> RenderableType:
    """Each goal with its progress; ``notes`` adds its words."""
    if not goals:
        return literal(_("No goal of {client} is kept yet.", client=client))
    lines: list[RenderableType] = [literal(_("{client}'s goals · progress from 0 to 10", client=client), "bold")]
    for each in numbered(goals):
        lines += [literal(_heading(each)), *([indented(literal(each.goal.words), 4)] if notes else [])]
    return Group(*lines, *([] if notes else [literal(""), notes_hint()]))


def _heading(found: NumberedGoal) -> str:
    """``1  set on 2026-11-06: 3, 5, 7, last on 2026-11-20``"""
    goal = found.goal
    if goal.retired_on:
        says = N_("{number}  set on {day}, retired on {retired}: {progress}")
    else:
        says = N_("{number}  set on {day}: {progress}")
    retired = plain_day(goal.retired_on) if goal.retired_on else ""
    return _(says, number=found.number, day=plain_day(goal.set_on), retired=retired, progress=_progress(goal))


def _progress(goal: Goal) -> str:
    if not goal.progress:
        return _("not rated yet")
    values = ", ".join(str(value) for _day, value in goal.progress[-_SHOWN:])
    return _("{values}, last on {day}", values=values, day=plain_day(goal.progress[-1][0]))
