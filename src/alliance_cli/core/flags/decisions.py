"""Names flags, and lists the clinician's decisions about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moments import list_moments
from alliance_cli.core.flags.flag import Decision, Flag, FlagKey


def flag_name(kind: str, session: int) -> str:
    """``o4`` for the own-baseline flag of session 4.

    A name has no running number, so it does not change when other flags are raised, decided or taken back. No two kinds
    begin with the same letter, and all flags of one kind and session are decided together.
    """
    return f"{kind[0]}{session}"


def flag_names(course: Course, found: Iterable[Flag]) -> tuple[str, ...]:
    """The names of these flags of a course, in the same order."""
    numbers = {record.session.id: record.session.number for record in course.records}
    return tuple(flag_name(flag.kind, numbers[flag.session]) for flag in found)


class ListedDecision(Struct, frozen=True):
    """A decision in a list, under the flag's name and with the date of its session.

    ``flag`` is None if it is no longer raised because ratings or settings have changed. ``number`` is the number of the
    moment it was confirmed as, counted from 1, or 0 if it was set aside.
    """

    name: str
    session_on: date
    decision: Decision
    flag: Flag | None
    number: int = 0


def list_decisions(course: Course, raised: Iterable[Flag], decisions: Iterable[Decision]) -> tuple[ListedDecision, ...]:
    """The decisions about a course's flags, oldest session first; within a session, in the order given."""
    sessions = {record.session.id: record.session for record in course.records}
    flags: Mapping[FlagKey, Flag] = {flag.key: flag for flag in raised}
    moments = {each.moment.id: each.number for each in list_moments(course)}
    found = []
    for each in decisions:
        session = sessions[each.flag.session]
        name, flag = flag_name(each.flag.kind, session.number), flags.get(each.flag)
        found.append((session.number, ListedDecision(name, session.on, each, flag, moments.get(each.moment, 0))))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def one_by_name(found: Iterable[ListedDecision]) -> tuple[ListedDecision, ...]:
    """One entry for each group of flags decided together, preferably one that is still raised."""
    first: dict[tuple[str, str, date, str], ListedDecision] = {}
    for each in sorted(found, key=lambda each: (each.session_on, each.flag is None)):
        first.setdefault((each.name, each.decision.moment, each.decision.on, each.decision.reason), each)
    return tuple(first.values())
