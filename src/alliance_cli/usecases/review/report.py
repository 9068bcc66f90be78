"""Gathers what a page about one client shows: measures alone, or notes too once a person has said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.course.entities import Client
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.report.course_report import CourseReport, course_report, measures_only
from alliance_cli.usecases.review.flags import standing_flags
from alliance_cli.usecases.review.scored_courses import course_of

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def client_report(app: App, client: Client, *, notes: bool = False) -> CourseReport:
    """The client's course for a page.

    Without ``notes``, what stands out is found from the measures alone, whatever was decided about it: a decision is a
    note. With them, the flags are those that still ask for a look.
    """
    from alliance_cli.usecases.review.worded import readable

    course, settings = course_of(app, client), app.preferences.flags
    if not notes:
        measures = measures_only(course)
        return course_report(measures, flags(measures, settings), settings.baseline)
    found = standing_flags(app, course, app.repository.decisions.of(client))
    return course_report(readable(app, course), found, settings.baseline, notes=True)
