"""Counts how much of a client's course was recorded."""

from __future__ import annotations

from msgspec import Struct

from alliance_cli.core.course.course import Course
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.script import Phase


class Completeness(Struct, frozen=True):
    """How much of a course was recorded, in sessions."""

    sessions: int
    reflected: int
    client_rated: int
    missed: int
    held_back: int = 0
    """Sessions with held-back answers by the client, which ``client_rated`` leaves out."""


def completeness(course: Course) -> Completeness:
    """Count a client's held sessions, those reflected on, those rated by the client, and missed sessions."""
    records = course.records
    return Completeness(
        sessions=len(records),
        reflected=sum(record.phases.get(Phase.POST_SESSION) == "finished" for record in records),
        client_rated=sum(record.mean(Rater.CLIENT) is not None for record in records),
        missed=len(course.missed),
        held_back=len(course.held_back),
    )
