"""A client's moments in a row: the number each is called by, and which one a person means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alliance_cli.core.caseload import Course, Moment
from alliance_cli.core.errors import NotFound, WrongUse

SHORTEST = 4
"""Fewer characters of an id are more likely a number mistyped."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A moment with its number among the client's, oldest first, from 1, and the number of its session."""

    client: str
    number: int
    session: int
    moment: Moment


def listed(course: Course) -> tuple[Listed, ...]:
    """All moments of a client, oldest first."""
    moments = [(record.session.number, moment) for record in course.records for moment in record.moments]
    return tuple(
        Listed(course.client.code, number, session, moment) for number, (session, moment) in enumerate(moments, start=1)
    )


def meant(course: Course, typed: str) -> Listed:
    """The moment meant by its number or by the beginning of its id; raises NotFound, or WrongUse for several."""
    moments, word = listed(course), typed.strip().casefold()
    if re.fullmatch(r"[1-9][0-9]{0,4}", word) and int(word) <= len(moments):
        return moments[int(word) - 1]
    begun = [each for each in moments if len(word) >= SHORTEST and each.moment.id.startswith(word)]
    hint = f"See them with: alliance moments {course.client.code}"
    if len(begun) > 1:
        raise WrongUse("More than one moment begins like that.", hint)
    if not begun:
        raise NotFound(f"{course.client.code} has no such moment.", hint)
    return begun[0]
