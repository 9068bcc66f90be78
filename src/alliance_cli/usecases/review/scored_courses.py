"""Reads courses with their scores, using the clinician's cut-offs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, RecentCourse
from alliance_cli.core.errors import Mistakes, NotFound, WrongUse
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scored import with_scores
from alliance_cli.core.instruments.scoring import Administration

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def as_set(app: App, instrument: Instrument) -> Instrument:
    """The instrument with its cut-off moved by the setting ``ID.cut-off``, if there is one."""
    cut_off = app.settings.values.get(f"{instrument.id}.cut-off")
    if cut_off is None:
        return instrument
    try:
        return instrument.with_cutoff(float(cut_off))
    except WrongUse:  # the clinician's own file of that id has another range, or not one cut-off
        return instrument


def instruments_for(app: App, administrations: Iterable[Administration]) -> Mapping[str, Instrument]:
    """The instruments that were filled in, as set, by id; one whose file is gone or has mistakes is absent."""
    found = {id_: find_instrument(app, id_) for id_ in {taken.instrument for taken in administrations}}
    return {id_: instrument for id_, instrument in found.items() if instrument}


def find_instrument(app: App, id_: str) -> Instrument | None:
    """One instrument, as set; None if its file is gone or has mistakes."""
    try:
        return as_set(app, app.content.instruments.find(id_))
    except (NotFound, Mistakes):
        return None


def course_of(app: App, client: Client) -> Course:
    """The client's course with its scores."""
    return scored(app, app.repository.courses.of(client))


def scored(app: App, course: Course) -> Course:
    """The course with its scores."""
    taken = app.repository.measures.administrations(course.client)
    return with_scores(course, taken, instruments_for(app, taken))


def courses_seen_since(app: App, day: date, client: str | None = None) -> Iterator[RecentCourse]:
    """The recent part of the courses of open clients seen on ``day`` or later, by code.

    Their latest sessions have their scores. ``client`` is an id that limits it to one client.
    """
    known: dict[str, Instrument] = {}
    for courses in app.repository.recent_courses.seen_since(day, client):
        starts = {each.latest.client.id: each.latest.records[0].session.on for each in courses}
        sessions = [record.session.id for each in courses for record in each.latest.records]
        taken = app.repository.measures.administrations_since(starts, sessions)
        known |= instruments_for(app, (a for each in taken.values() for a in each if a.instrument not in known))
        yield from (
            replace(each, latest=with_scores(each.latest, taken[each.latest.client.id], known)) for each in courses
        )
