"""Which of a client's moments a command is about."""

from __future__ import annotations

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Course
from alliance_cli.core.course.moments import ListedMoment, find_moment, list_moments
from alliance_cli.core.errors import Interrupted, WrongUse
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.usecases.questions import choose

NEW = ("n", "new")
"""What stands for a possible rupture that is not noted yet."""


def rupture_to_repair(app: App, course: Course, typed: str | None) -> ListedMoment | None:
    """The rupture that was named, the one that is open, or the one chosen from several; None for a new one."""
    if typed is not None:
        return _named(course, typed)
    ruptures = open_ruptures(course)
    if len(ruptures) < 2:
        return ruptures[0] if ruptures else None
    if not app.on_terminal:
        raise WrongUse("Which possible rupture?", f"Give its number: alliance moments {course.client.code}")
    chosen, rupture = choose_rupture(app, course)
    if not chosen:
        raise Interrupted("Nothing was chosen.")
    return rupture


def open_ruptures(course: Course) -> tuple[ListedMoment, ...]:
    """The client's possible ruptures that are still open, oldest first."""
    return tuple(each for each in list_moments(course) if each.moment.is_open_rupture)


def choose_rupture(app: App, course: Course) -> tuple[bool, ListedMoment | None]:
    """Ask which open rupture is meant: whether one was chosen, and which; None stands for a new one."""
    for each in open_ruptures(course):
        app.screen.say(f"{each.number:>3}  {each.moment.on}  {one_line(each.moment.note)}")
    question = "Which possible rupture? Its number, or n for a new one. Enter leaves it."
    fits = "A number from the list fits, or n; words come after that."
    found = choose(app, question, lambda typed: (_named(course, typed),), fits)
    return (True, *found) if found else (False, None)


def _named(course: Course, typed: str) -> ListedMoment | None:
    if typed.strip().casefold() in NEW:
        return None
    found = find_moment(course, typed)
    if found.moment.kind is not MomentKind.RUPTURE:
        raise WrongUse("That is a strong moment; there is nothing to repair.")
    return found
