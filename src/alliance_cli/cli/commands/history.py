"""alliance history: a client's course, or the whole caseload."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.core.course.entities import SessionRecord
    from alliance_cli.usecases.review.course import CourseReview

app = command()
LATEST = 20
"""How many sessions the table shows unless all are asked for."""
LOOKED_AT = 3
"""How many of the latest sessions have their scores and flags in words beneath the picture."""


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
    voices: Annotated[bool, typer.Option("--voices", help="Your ratings beside the client's.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="The rules behind the flags, and how they err.")] = False,
) -> None:
    """A client's course, or the whole caseload.

    A client: both means over the sessions, what stands out, and what is still open. The caseload: a line a client.

    Example: alliance history J7 --table
    """
    run: Program = ctx.obj
    if (voices or explain) and (table or notes):
        raise WrongUse("--voices and --explain come without a table.", "Ask for one at a time.")
    if voices and explain:
        raise WrongUse("One at a time: --voices or --explain.")
    if voices or explain:
        (_show_voices if voices else _show_explanations)(run, client, as_json=as_json, all_=all_)
    elif client is None:
        show_caseload(run, as_json=as_json, all_=all_)
    else:
        as_table = table or notes or all_
        show_course(run, client, as_json=as_json, notes=notes, table=as_table, latest=None if all_ else LATEST)


def show_caseload(run: Program, *, as_json: bool, all_: bool = False) -> None:
    """One line for each client; ``all_`` shows closed clients too."""
    from alliance_cli.usecases.review.course import caseload_review

    review, today = caseload_review(run.app, closed=all_), run.clock.today
    if as_json:
        from alliance_cli.report.json.caseload import overview_document

        run.screen.emit_json(overview_document(review.overviews, today, review.flags))
    else:
        from alliance_cli.line.views.caseload import overview_view

        run.screen.show(overview_view(review.overviews, today, unicode=run.screen.draws_unicode, flags=review.flags))


def show_course(
    run: Program,
    typed: str,
    *,
    as_json: bool = False,
    notes: bool = False,
    table: bool = False,
    latest: int | None = LATEST,
) -> None:
    """One client's course, as a picture or as a ``table``; ``latest`` bounds the table, never the JSON."""
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.course import course_review

    review = course_review(run.app, known_client(run.app, run.front, typed), answers=notes)
    course, answers = review.course, review.answers
    if as_json:
        from alliance_cli.report.json.history import history_document

        run.screen.emit_json(history_document(course, answers, review.flags))
        return
    from alliance_cli.core.course.picture import picture
    from alliance_cli.line.views.history import course_view, history_view

    shown, unicode = course.records[-latest:] if latest else course.records, run.screen.draws_unicode
    also = _also(run, review, shown if table else shown[-LOOKED_AT:])
    if table:
        run.screen.show(history_view(course, shown, unicode=unicode, answers=answers or (), also=also, whole=notes))
    else:
        drawn = picture(course, review.flags, run.app.preferences.flags.baseline)
        run.screen.show(course_view(course, drawn, shown, unicode=unicode, also=also))


def _also(run: Program, review: CourseReview, records: Sequence[SessionRecord]) -> list[RenderableType]:
    """The scores and the flags of some sessions."""
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.core.instruments.scored import scores_of
    from alliance_cli.line.views.flags import flags_view
    from alliance_cli.line.views.instruments import scores_view

    dates = {record.session.id: record.session.on.isoformat() for record in records}
    listed = one_per_kind_and_session(flag for flag in review.flags if flag.session in dates)
    scores = scores_of(review.course, records)
    if not all(score.items for score in scores):
        run.screen.say("Not scored: the instrument's file is gone, of another version, or has mistakes.")
        run.screen.say("Look for mistakes with: alliance prompts check")
    return ([scores_view(scores)] if scores else []) + ([flags_view(listed, dates)] if listed else [])


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
        from alliance_cli.line.views.ratings import voices_view

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
