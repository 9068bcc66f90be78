"""The goals of a client as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.course.goals import numbered
from alliance_cli.report.json import Document

if TYPE_CHECKING:
    from alliance_cli.core.course.goals import Goal, NumberedGoal


def goals_document(client: str, goals: Sequence[Goal], *, notes: bool) -> Document:
    """``alliance goals J7 --json``: every goal, in the order they were set; words only with ``notes``."""
    return {"client": client, "goals": [goal_document(each, notes=notes) for each in numbered(goals)]}


def goal_document(found: NumberedGoal, *, notes: bool) -> Document:
    """One goal; ``progress`` is from 0 to 10, oldest first."""
    goal = found.goal
    return {
        "number": found.number,
        "words": goal.words if notes else "",
        "set_on": goal.set_on.isoformat(),
        "retired_on": goal.retired_on.isoformat() if goal.retired_on else "",
        "progress": [{"on": day.isoformat(), "value": value} for day, value in goal.progress],
    }
