"""Shows a client's course or the whole caseload, fitted to the window or to the sessions asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.cli.ahead import COURSE, load_ahead
from alliance_cli.cli.setup import Program
from alliance_cli.translation import _

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.core.course.course import Course, SessionRecord
    from alliance_cli.core.course.picture import Picture
    from alliance_cli.usecases.review.course import CourseReview

LATEST = 20
"""How many sessions the table shows by default."""
LOOKED_AT = 3
"""How many of the latest sessions have their flags listed below the picture by default."""
_BELOW = 1
"""Rows left for the shell's prompt."""


class Extent(Struct, frozen=True):
    """Which sessions were asked for; without values, as many as fit."""

    last: int | None = None
    since: date | None = None
    all_: bool = False

    def latest(self, course: Course) -> int | None:
        """Return how many of the latest sessions that is; None if nothing was asked for."""
        if self.all_:
            return len(course.records)
        if self.since is not None:
            return sum(record.session.on >= self.since for record in course.records)
        return self.last


def show_caseload(run: Program, *, as_json: bool, all_: bool = False, no_pager: bool = False) -> None:
    """Show one line per client; ``all_`` includes closed clients."""
    from alliance_cli.usecases.review.course import caseload_review

    review, today = caseload_review(run.app, closed=all_), run.clock.today
    if as_json:
        from alliance_cli.report.json.caseload import overview_document

        run.screen.emit_json(overview_document(review.overviews, today, review.flags))
    else:
        from alliance_cli.views.caseload import overview_view

        unicode, rows = run.screen.draws_unicode, None if all_ else run.screen.rows_above(_BELOW)
        shown = overview_view(review.overviews, today, unicode=unicode, flags=review.flags, rows=rows)
        run.show_long(shown, no_pager=no_pager)


def show_course(
    run: Program,
    typed: str,
    *,
    as_json: bool = False,
    notes: bool = False,
    table: bool = False,
    extent: Extent = Extent(),  # noqa: B008 - immutable
    no_pager: bool = False,
) -> None:
    """Show one client's course as a picture or a ``table``, fitted to the window unless sessions were asked for."""
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import course_review

    if not (as_json or table):
        load_ahead(COURSE)
    found = known_client(run.app, run.front, typed)
    if notes:
        run.front.ask_to_show_words()
    review = course_review(run.app, found, answers=notes)
    latest = extent.latest(review.course)
    if as_json:
        from alliance_cli.report.json.history import history_document

        points = _drawn(run, review).points
        run.screen.emit_json(history_document(review.course, review.answers, review.flags, latest, points))
    elif latest == 0 and review.course.records:
        code = review.course.client.code
        run.screen.show(_("{code} has had no session since then. All of them: --all", code=code))
    elif table or not review.course.records:
        run.show_long(_table(run, review, latest or LATEST, notes=notes), no_pager=no_pager)
    else:
        run.show_long(_picture(run, review, latest), no_pager=no_pager)


def _table(run: Program, review: CourseReview, latest: int, *, notes: bool) -> RenderableType:
    from alliance_cli.views.course.table import history_view

    course, unicode = review.course, run.screen.draws_unicode
    shown = course.records[-latest:]
    also = _also(run, review, shown)
    return history_view(course, shown, unicode=unicode, answers=review.answers or (), also=also, notes=notes)


def _picture(run: Program, review: CourseReview, latest: int | None) -> RenderableType:
    """Show the course on one screen; without a window, or if sessions were asked for, at full length."""
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.views.course.screen import CourseScreen

    drawn = _drawn(run, review)
    looked_at = {record.session.id for record in review.course.records[-(latest or LOOKED_AT) :]}
    flags = one_per_kind_and_session(flag for flag in review.flags if flag.session in looked_at)
    rows = run.screen.rows_above(_BELOW) if latest is None else None
    return CourseScreen(review.course, drawn, flags, run.screen.draws_unicode, rows, latest)


def _drawn(run: Program, review: CourseReview) -> Picture:
    from alliance_cli.core.course.picture import picture

    return picture(review.course, review.flags, run.app.settings.flags.baseline)


def _also(run: Program, review: CourseReview, records: Sequence[SessionRecord]) -> list[RenderableType]:
    """Show the scores and flags of some sessions."""
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.core.formatting import plain_day
    from alliance_cli.core.instruments.scored import scores_of
    from alliance_cli.views.flags import flags_view
    from alliance_cli.views.instruments import scores_view

    dates = {record.session.id: plain_day(record.session.on) for record in records}
    listed = one_per_kind_and_session(flag for flag in review.flags if flag.session in dates)
    scores = scores_of(review.course, records)
    if any(score.not_scored for score in scores):
        run.screen.say(_("Not scored: the instrument's file is missing, has another version, or has mistakes."))
        run.screen.say(_("Look for mistakes with: alliance prompts check"))
    return ([scores_view(scores, unicode=run.screen.draws_unicode)] if scores else []) + (
        [flags_view(listed, dates)] if listed else []
    )
