"""alliance history: a client's course, or the whole caseload."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.core.course.entities import Course, SessionRecord
    from alliance_cli.usecases.review.course import CourseReview

app = command()
LATEST = 20
"""How many sessions the table shows unless others are asked for."""
LOOKED_AT = 3
"""How many of the latest sessions have their flags in words beneath the picture, unless others are asked for."""


_BELOW = 1
"""Rows left for the line on which the next command is typed."""


class Extent(NamedTuple):
    """Which sessions were asked for; nothing for as many as fit."""

    last: int | None = None
    since: date | None = None
    all_: bool = False

    def latest(self, course: Course) -> int | None:
        """How many of the latest sessions that are; None where nothing was asked for."""
        if self.all_:
            return len(course.records)
        if self.since is not None:
            return sum(record.session.on >= self.since for record in course.records)
        return self.last


@app.command()
def history(
    ctx: typer.Context,
    client: options.Client = None,
    as_json: options.Json = False,
    table: Annotated[bool, typer.Option("--table", help="Session by session, with every moment.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="The table, with what was typed in words.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="The table of every session; over the caseload, closed clients too.")
    ] = False,
    last: Annotated[str | None, typer.Option("--last", metavar="N", help="The latest N sessions.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="The sessions from this date on.")
    ] = None,
    voices: Annotated[bool, typer.Option("--voices", help="Your ratings beside the client's.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="The rules behind the flags, and how they err.")] = False,
    no_pager: options.NoPager = False,
) -> None:
    """A client's course, or the whole caseload.

    A client: both means over the latest sessions, what is open and what stands out, fitted into the window. The
    caseload: a line a client. What is longer than the window is read in a pager, and nothing of it stays behind.
    Others may look at the screen, so what you typed is shown only with --notes.

    Example: alliance history J7

    Example: alliance history J7 --last 50
    """
    run: Program = ctx.obj
    extent = _extent(run, client, last, since, all_=all_)
    if (voices or explain) and (table or notes):
        raise WrongUse("--voices and --explain come without a table.", "Ask for one at a time.")
    if voices and explain:
        raise WrongUse("One at a time: --voices or --explain.")
    if voices or explain:
        (_show_voices if voices else _show_explanations)(run, client, as_json=as_json, all_=all_)
    elif client is None:
        show_caseload(run, as_json=as_json, all_=all_, no_pager=no_pager)
    else:
        as_table = table or notes or all_
        show_course(run, client, as_json=as_json, notes=notes, table=as_table, extent=extent, no_pager=no_pager)


def _extent(run: Program, client: str | None, last: str | None, since: str | None, *, all_: bool) -> Extent:
    """Which sessions were asked for; raises WrongUse."""
    from alliance_cli.cli.dates import past_date
    from alliance_cli.cli.numbers import typed_count

    if client is None and (last is not None or since is not None):
        raise WrongUse(
            "--last and --since are about a client's sessions.", "Name the client: alliance history J7 --last 50"
        )
    if (last is not None) + (since is not None) + all_ > 1:
        raise WrongUse("--last, --since and --all each say which sessions; give one of them.")
    return Extent(typed_count("--last", last), None if since is None else past_date(run, since), all_)


def show_caseload(run: Program, *, as_json: bool, all_: bool = False, no_pager: bool = False) -> None:
    """One line for each client; ``all_`` shows closed clients too."""
    from alliance_cli.usecases.review.course import caseload_review

    review, today = caseload_review(run.app, closed=all_), run.clock.today
    if as_json:
        from alliance_cli.report.json.caseload import overview_document

        run.screen.emit_json(overview_document(review.overviews, today, review.flags))
    else:
        from alliance_cli.line.views.caseload import overview_view

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
    extent: Extent = Extent(),  # noqa: B008 - a value that does not change
    no_pager: bool = False,
) -> None:
    """One client's course: fitted into the window, or as far as was asked for; as a picture or as a ``table``."""
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import course_review

    found = known_client(run.app, run.front, typed)
    if notes:
        run.front.ask_to_show_words()
    review = course_review(run.app, found, answers=notes)
    latest = extent.latest(review.course)
    if as_json:
        from alliance_cli.report.json.history import history_document

        run.screen.emit_json(history_document(review.course, review.answers, review.flags, latest))
    elif latest == 0 and review.course.records:
        run.screen.show(f"{review.course.client.code} has had no session since then. All of them: --all")
    elif table or not review.course.records:
        run.show_long(_table(run, review, latest or LATEST, notes=notes), no_pager=no_pager)
    else:
        run.show_long(_picture(run, review, latest), no_pager=no_pager)


def _table(run: Program, review: CourseReview, latest: int, *, notes: bool) -> RenderableType:
    from alliance_cli.line.views.course.table import history_view

    course, unicode = review.course, run.screen.draws_unicode
    shown = course.records[-latest:]
    also = _also(run, review, shown)
    return history_view(course, shown, unicode=unicode, answers=review.answers or (), also=also, notes=notes)


def _picture(run: Program, review: CourseReview, latest: int | None) -> RenderableType:
    """The course on one screen; without a window, or with sessions that were asked for, as long as it gets."""
    from alliance_cli.core.course.picture import picture
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.line.views.course.screen import CourseScreen

    drawn = picture(review.course, review.flags, run.app.preferences.flags.baseline)
    looked_at = {record.session.id for record in review.course.records[-(latest or LOOKED_AT) :]}
    flags = one_per_kind_and_session(flag for flag in review.flags if flag.session in looked_at)
    rows = run.screen.rows_above(_BELOW) if latest is None else None
    return CourseScreen(review.course, drawn, flags, run.screen.draws_unicode, rows, latest)


def _also(run: Program, review: CourseReview, records: Sequence[SessionRecord]) -> list[RenderableType]:
    """The scores and the flags of some sessions."""
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.core.instruments.scored import scores_of
    from alliance_cli.line.views.flags import flags_view
    from alliance_cli.line.views.instruments import scores_view

    dates = {record.session.id: record.session.on.isoformat() for record in records}
    listed = one_per_kind_and_session(flag for flag in review.flags if flag.session in dates)
    scores = scores_of(review.course, records)
    if any(score.not_scored for score in scores):
        run.screen.say("Not scored: the instrument's file is gone, of another version, or has mistakes.")
        run.screen.say("Look for mistakes with: alliance prompts check")
    return ([scores_view(scores, unicode=run.screen.draws_unicode)] if scores else []) + (
        [flags_view(listed, dates)] if listed else []
    )


def _show_voices(run: Program, typed: str | None, *, as_json: bool, all_: bool) -> None:
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import all_voices, client_voices

    if typed is None:
        heard = all_voices(run.app, closed=all_)
    else:
        heard = client_voices(run.app, known_client(run.app, run.front, typed))
    voices, client, sessions = heard
    if as_json:
        from alliance_cli.report.json.history import voices_document

        run.screen.emit_json(voices_document(voices, client, sessions))
    else:
        from alliance_cli.line.views.course.ratings import voices_view

        run.screen.show(voices_view(voices, unicode=run.screen.draws_unicode, client=client, sessions=sessions))


def _show_explanations(run: Program, typed: str | None, *, as_json: bool, all_: bool) -> None:
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import explained_rules

    client = None if typed is None else known_client(run.app, run.front, typed)
    found = explained_rules(run.app, client, every=all_)
    if as_json:
        from alliance_cli.report.json.history import explanations_document

        run.screen.emit_json(explanations_document(found.rules, found.flags, found.client))
    elif found.rules:
        from alliance_cli.line.views.flags import explanations_view

        run.screen.show(explanations_view(found.rules, found.flags, found.dates))
    else:
        run.screen.show(f"No flag is up for {found.client}. Every rule in words: alliance history --explain")
