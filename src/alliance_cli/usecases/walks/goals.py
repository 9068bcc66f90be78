"""Adds, rates, rewords, retires and erases a client's goals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.goals import GOAL_RANGE, Goal, NumberedGoal, current_goals, find_goal, read_progress
from alliance_cli.core.errors import Declined, NotFound, WrongUse
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.ratings import Rater
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.kinds import RatingKind
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.translation import _
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import ensure_open
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App


def goals_of(app: App, client: Client) -> tuple[Goal, ...]:
    """All goals of a client, in the order in which they were set."""
    goals = app.repository.goals.of(client)
    log_access(app, client)
    return goals


def add_goals(app: App, front: Front, client: Client, on: date) -> int:
    """Ask for goals until none is typed; returns how many were stored. Each is saved before the next question."""
    client, count = ensure_open(app, front, client, on), 0
    question = _("What does the client want to reach, in the client's own words? Enter adds none.")
    while words := (front.ask(question) or "").strip():
        app.repository.goals.add(client, words, on)
        question, count = _("Kept. Another one? Enter ends."), count + 1
    return count


def reword_goal(app: App, front: Front, client: Client, typed: str) -> bool:
    """Ask for a goal's words again; returns whether they were changed."""
    goal = find_goal(goals_of(app, client), typed, client.code).goal
    question = _("{words}\nHow does the client say it now? Enter keeps it.", words=one_line(goal.words))
    words = (front.ask(question) or "").strip()
    if words:
        app.repository.goals.reword(goal, words)
    return bool(words)


def retire_goal(app: App, client: Client, typed: str, on: date | None) -> NumberedGoal:
    """Retire a goal from a day on, or with None take it up again. Raises WrongUse if that is already so."""
    found = find_goal(goals_of(app, client), typed, client.code)
    if on is not None and found.goal.retired_on is not None:
        again = Action(ActionKind.TAKE_UP_GOAL, client.code, target=str(found.number))
        raise WrongUse(_("That goal is retired already."), _("To take it up again:"), again)
    if on is None and found.goal.retired_on is None:
        raise WrongUse(_("That goal is not retired."))
    if on is not None and on < found.goal.set_on:
        raise WrongUse(_("That goal was set later than the day it would be retired."))
    app.repository.goals.retire(found.goal, on)
    return found


def erase_goal(app: App, front: Front, client: Client, typed: str, *, confirmed: bool) -> None:
    """Delete a goal and its progress; raises Declined unless a person says yes."""
    goal = find_goal(goals_of(app, client), typed, client.code).goal
    question = _("{words}\nErase this goal and its progress for good?", words=one_line(goal.words))
    if not confirmed and not front.confirm(question, _("Enter erases nothing.")):
        raise Declined(_("Nothing was erased."))
    app.repository.goals.erase(goal)


def rate_typed(app: App, client: Client, typed: str, on: date) -> None:
    """Keep progress typed as ``7,-,4``, in the order of the current goals. Raises NotFound or WrongUse."""
    app.repository.goals.rate(read_progress(goals_to_rate(app, client), typed), on)


def goals_to_rate(app: App, client: Client) -> tuple[NumberedGoal, ...]:
    """The goals that are not retired; raises NotFound if there are none."""
    current = current_goals(goals_of(app, client))
    if not current:
        raise NotFound(_("No goal is kept."), _("Add one with:"), Action(ActionKind.ADD_GOAL, client.code))
    return current


class GoalRating(WalkRun):
    """Asks how far each goal is reached, from 0 to 10. Every number is kept for the day."""

    reviews = True

    def __init__(self, app: App, client: Client, on: date) -> None:
        self.app, self.client, self.on = app, client, on
        self.goals = goals_to_rate(app, client)
        self.script = Script("goals", Phase.IN_SESSION, "", "en", tuple(map(_prompt, self.goals)))

    @property
    def about(self) -> tuple[str, ...]:
        return self.client.code, day_in_words(self.on), Rater.CLIENT.by

    @property
    def result(self) -> str:
        return ""

    @property
    def resume(self) -> Action:
        return Action(ActionKind.RATE_GOALS, self.client.code, self.on)

    def known(self) -> Answers:
        of_day = {each.number: dict(each.goal.progress).get(self.on) for each in self.goals}
        return {_id(number): value for number, value in of_day.items() if value is not None}

    def keep(self, events: Sequence[Event]) -> None:
        ids = {_id(each.number): each.goal.id for each in self.goals}
        rated = {ids[step.key]: value if isinstance(value, int) else None for step, value in events}
        self.app.repository.goals.rate(rated, self.on)


def _id(number: int) -> str:
    return f"goal-{number}"


def _prompt(found: NumberedGoal) -> Prompt:
    low, high = GOAL_RANGE[0], GOAL_RANGE[-1]
    kind = RatingKind("progress", Rater.CLIENT, low, high, _("not at all"), _("fully reached"))
    words = one_line(found.goal.words) or _("Goal {number}", number=found.number)
    return Prompt(
        _id(found.number),
        words,
        _("This shows whether the work is going where the client wants to go."),
        kind,
        say=_("How far have you come with this, from 0 to 10?"),
    )
