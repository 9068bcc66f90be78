"""Gathers the content of a page about one client or the caseload: measures, and notes too if a person agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.course.client import Client
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.report.caseload_report import (
    CaseloadReport,
    ClientInShort,
    PractisedSkill,
    by_attention,
    in_short,
)
from alliance_cli.core.report.client_sheet import ClientSheet, client_sheet
from alliance_cli.core.report.course_report import CourseReport, course_report, measures_only
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.review.flags import standing_flags
from alliance_cli.usecases.review.scored_courses import course_of

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def client_report(app: App, client: Client, *, notes: bool = False) -> CourseReport:
    """The client's course for a page.

    Without ``notes``, flags come from the measures alone and ignore decisions, because a decision is a note. With
    ``notes``, they are the open flags.
    """
    from alliance_cli.usecases.review.worded import readable

    course, settings = course_of(app, client), app.settings.flags
    goals = app.repository.goals.of(client)
    if not notes:
        measures = measures_only(course)
        return course_report(measures, flags(measures, settings), settings.baseline, goals)
    found = standing_flags(app, course, app.repository.decisions.of(client))
    return course_report(readable(app, course), found, settings.baseline, goals, notes=True)


def own_ratings(app: App, client: Client) -> ClientSheet:
    """The client's own ratings, for the client."""
    return client_sheet(app.repository.courses.of(client))


def caseload_report(app: App, watch: Callable[[int, int], None], *, notes: bool = False) -> CaseloadReport:
    """Every open client in short, those that ask for attention first; one course is in memory at a time.

    ``watch`` gets the number of clients read so far and their total. With ``notes``, the page includes what comes from
    moments and from the clinician's own log.
    """
    clients = [client for client in app.repository.clients.all() if client.closed_on is None]
    found = []
    for done, client in enumerate(clients, start=1):
        found.append(_in_short(app, client, notes=notes))
        watch(done, len(clients))
    log_access(app)
    return CaseloadReport(by_attention(found), _skills(app) if notes else (), notes)


def _in_short(app: App, client: Client, *, notes: bool) -> ClientInShort:
    course, settings = course_of(app, client), app.settings.flags
    if notes:
        found = standing_flags(app, course, app.repository.decisions.of(client))
        return in_short(course, found, settings.baseline)
    measures = measures_only(course)
    return in_short(measures, flags(measures, settings), settings.baseline)


def _skills(app: App) -> tuple[PractisedSkill, ...]:
    from alliance_cli.usecases.own.practice import logged

    return tuple(PractisedSkill(each.label, each.rehearsals, each.used) for each in logged(app).skills)
