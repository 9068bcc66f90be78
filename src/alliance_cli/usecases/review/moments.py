"""Reads moments, of one client or of the whole caseload, and finds the rupture to repair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moments import ListedMoment, MomentFilter, MomentPattern, find_moment, list_moments
from alliance_cli.core.errors import Interrupted, WrongUse
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.translation import _, _c
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.review.worded import readable

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front
    from alliance_cli.usecases.review.flag_decisions import FlagReview

NEW = ("n", "new")
"""What a person types for a possible rupture that is not noted yet."""


class CaseloadMoments(NamedTuple):
    """The moments asked for, oldest first, and the pattern of all."""

    moments: tuple[ListedMoment, ...]
    pattern: MomentPattern


def client_moments(app: App, client: Client) -> FlagReview:
    """A client's course with its repairs in words, and the undecided flags."""
    from alliance_cli.usecases.review.flag_decisions import flag_review

    review = flag_review(app, client)
    return replace(review, course=readable(app, review.course))


def one_moment(app: App, client: Client, typed: str) -> ListedMoment:
    """The named moment with its repairs in words; raises NotFound, or WrongUse if the name is ambiguous."""
    return find_moment(readable(app, app.repository.courses.of(client)), typed)


def caseload_moments(app: App, wanted: MomentFilter) -> CaseloadMoments:
    """The requested moments of all clients, and the pattern of all moments."""
    from alliance_cli.core.course.moments import moment_pattern

    every = app.repository.moments.of_all()
    found = moment_pattern(every, _skills_used(app, every))
    log_access(app)
    return CaseloadMoments(
        tuple(sorted(wanted.select(every), key=lambda each: (each.moment.on, each.moment.id))), found
    )


def _skills_used(app: App, moments: Sequence[ListedMoment]) -> Mapping[str, str]:
    """The skill practised at the time, by the id of each session whose reflection says that it was used."""
    from alliance_cli.core.own.practice import USED, skill_on
    from alliance_cli.core.walk.script import Phase

    used = app.repository.sessions.ids_answered_yes(USED)
    log = app.repository.records.of(Phase.PRACTICE) if used else ()
    held = {each.moment.session: each.moment.on for each in moments if each.moment.session in used}
    return {session: skill for session, on in held.items() if (skill := skill_on(log, on))}


def rupture_to_repair(app: App, front: Front, client: Client, typed: str | None) -> ListedMoment | None:
    """The named rupture, the only open one, or the one chosen from several; None for a new one.

    Raises NotFound, WrongUse for another kind of moment or if nobody can choose, and Interrupted if nothing is
    chosen.
    """
    course = app.repository.courses.of(client)
    if typed is not None:
        return _named_rupture(course, typed)
    ruptures = _open_ruptures(course)
    if len(ruptures) < 2:
        return ruptures[0] if ruptures else None
    if not front.interactive:
        see = Action(ActionKind.LIST_MOMENTS, client.code)
        raise WrongUse(_("Which possible rupture?"), _("Give its number:"), see)
    return _choose_rupture(front, course, ruptures)


def choose_open_rupture(app: App, front: Front, client: Client) -> ListedMoment | None:
    """The chosen open rupture, or None for a new one; raises Interrupted if nothing is chosen."""
    course = app.repository.courses.of(client)
    ruptures = _open_ruptures(course)
    return _choose_rupture(front, course, ruptures) if ruptures else None


def open_ruptures(app: App, client: Client) -> tuple[ListedMoment, ...]:
    """The possible ruptures of a client that are open, oldest first."""
    return _open_ruptures(app.repository.courses.of(client))


def rupture_row(rupture: ListedMoment) -> str:
    """A possible rupture in one line: its number, its day and its note."""
    return f"{rupture.number:>3}  {plain_day(rupture.moment.on)}  {one_line(rupture.moment.note)}"


def _open_ruptures(course: Course) -> tuple[ListedMoment, ...]:
    return tuple(each for each in list_moments(course) if each.moment.is_open_rupture)


def _choose_rupture(front: Front, course: Course, ruptures: Sequence[ListedMoment]) -> ListedMoment | None:
    rows = [rupture_row(each) for each in ruptures]
    question = _("Which possible rupture? Its number, or n for a new one. Enter leaves it.")
    fits = _("Type a number from the list, or n for a new one, which you describe next.")
    chosen = front.choose(question, rows, lambda typed: (_named_rupture(course, typed),), fits)
    if chosen is None:
        raise Interrupted(_("Nothing was chosen."))
    return chosen[0]


def _named_rupture(course: Course, typed: str) -> ListedMoment | None:
    if typed.strip().casefold() in (*NEW, _c("typed", "new")):
        return None
    found = find_moment(course, typed)
    if found.moment.kind is not MomentKind.RUPTURE:
        raise WrongUse(_("That is a strong moment; there is nothing to repair."))
    return found
