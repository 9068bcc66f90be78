"""Defines goals: what a client wants to reach, in the client's own words, and their progress from 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.numbered import find_position
from alliance_cli.core.walk.options import InvalidAnswer, whole_number
from alliance_cli.translation import _

GOAL_RANGE = range(11)
"""The scale of progress, from 0 (nothing reached yet) to 10 (goal reached)."""


class Goal(Struct, frozen=True):
    """One goal; ``words`` is empty if only measures were imported. Retired goals are no longer asked about."""

    id: str
    words: str
    set_on: date
    retired_on: date | None = None
    progress: tuple[tuple[date, int], ...] = ()
    """Pairs of day and value (0 to 10), oldest first."""

    @property
    def level(self) -> int | None:
        """The latest progress, from 0 to 10; None if there is none."""
        return self.progress[-1][1] if self.progress else None

    def until(self, on: date) -> Goal:
        """The goal as it was on a day, without later progress."""
        rated = tuple(each for each in self.progress if each[0] <= on)
        return Goal(self.id, self.words, self.set_on, self.retired_on, rated)


class NumberedGoal(Struct, frozen=True):
    """A goal with its number among the client's goals, counted from 1 in the order in which they were set."""

    number: int
    goal: Goal


def numbered(goals: Sequence[Goal]) -> tuple[NumberedGoal, ...]:
    """All goals of a client with their numbers."""
    return tuple(NumberedGoal(number, goal) for number, goal in enumerate(goals, start=1))


def current_goals(goals: Sequence[Goal]) -> tuple[NumberedGoal, ...]:
    """The goals that are not retired; they keep their numbers."""
    return tuple(each for each in numbered(goals) if each.goal.retired_on is None)


def goals_on(goals: Sequence[Goal], on: date) -> tuple[NumberedGoal, ...]:
    """The goals set by a day and not yet retired, each as it was on that day."""
    return tuple(
        NumberedGoal(each.number, each.goal.until(on))
        for each in numbered(goals)
        if each.goal.set_on <= on and not (each.goal.retired_on and each.goal.retired_on <= on)
    )


def find_goal(goals: Sequence[Goal], typed: str, client: str) -> NumberedGoal:
    """The goal with this number or beginning of an id; raises NotFound, or WrongUse for several."""
    place = find_position(
        typed,
        [each.id for each in goals],
        none=_("There is no such goal."),
        several=_("Several goals begin like that."),
        see=Action(ActionKind.LIST_GOALS, client),
    )
    return numbered(goals)[place]


def read_progress(goals: Sequence[NumberedGoal], typed: str) -> dict[str, int]:
    """Goal id to progress, from ``7,-,4``: one number for each goal in order, a dash for none. Raises WrongUse."""
    parts = [each.strip() for each in typed.split(",")]
    if len(parts) != len(goals):
        raise WrongUse(
            _("There are {count} goals to rate, and {given} numbers were given.", count=len(goals), given=len(parts)),
            _("Write them in the order of the list with commas between them, - for none."),
        )
    low, high = GOAL_RANGE[0], GOAL_RANGE[-1]
    try:
        return {
            each.goal.id: whole_number(part, low, high) for each, part in zip(goals, parts, strict=True) if part != "-"
        }
    except InvalidAnswer:
        raise WrongUse(_("Progress is a whole number from 0 to 10, or - for none.")) from None
