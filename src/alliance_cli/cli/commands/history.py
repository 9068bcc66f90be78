"""alliance history: a client's course, or the whole caseload."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.course.entities import Client, Course, KeptAnswer, SessionRecord
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.flags.flag import Flag

if TYPE_CHECKING:
    from rich.console import RenderableType

app = command()
LATEST = 20
"""How many sessions the table shows unless all are asked for."""
LOOKED_AT = 3
"""Beneath the picture only the scores and flags of so many latest sessions are put into words."""


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
    if voices or explain:
        from alliance_cli.usecases.review.views import show_explanations, show_voices

        if voices and explain:
            raise WrongUse("One at a time: --voices or --explain.")
        (show_voices if voices else show_explanations)(run, client, as_json=as_json, all_=all_)
    elif client is None:
        show_caseload(run, as_json=as_json, all_=all_)
    else:
        as_table = table or notes or all_
        show_course(run, client, as_json=as_json, notes=notes, table=as_table, latest=None if all_ else LATEST)


def show_caseload(run: App, *, as_json: bool, all_: bool = False) -> None:
    """A line a client; ``all_`` shows closed clients too."""
    from alliance_cli.usecases.caseload.access import log_access
    from alliance_cli.usecases.review.flags import of_last_sessions

    overviews, today = run.repository.overviews.all(closed=all_), run.clock.today
    flags = {course.client.code: found for course, found in of_last_sessions(run)}
    log_access(run)
    if as_json:
        from alliance_cli.report.json.caseload import overview_document

        run.screen.emit_json(overview_document(overviews, today, flags))
    else:
        from alliance_cli.line.views.caseload import overview_view

        run.screen.show(overview_view(overviews, today, unicode=run.screen.draws_unicode, flags=flags))


def show_course(
    run: App,
    typed: str,
    *,
    as_json: bool = False,
    notes: bool = False,
    table: bool = False,
    latest: int | None = LATEST,
) -> None:
    """One client's course, as a picture or as a ``table``; ``latest`` bounds the table, never the JSON."""
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.flags import standing
    from alliance_cli.usecases.review.scored_courses import course_of

    client = known_client(run, typed)
    course = course_of(run, client)
    found = standing(run, course, run.repository.decisions.of(client))
    answers = _answers(run, client) if notes else None
    if as_json:
        from alliance_cli.report.json.history import history_document

        run.screen.emit_json(history_document(course, answers, found))
        return
    from alliance_cli.core.course.picture import picture
    from alliance_cli.line.views.history import course_view, history_view
    from alliance_cli.usecases.walks.standalone_walk import readable

    course = readable(run, course)
    shown, unicode = course.records[-latest:] if latest else course.records, run.screen.draws_unicode
    also = _also(run, course, found, shown if table else shown[-LOOKED_AT:])
    if table:
        run.screen.show(history_view(course, shown, unicode=unicode, answers=answers or (), also=also, whole=notes))
    else:
        drawn = picture(course, found, run.preferences.flags.baseline)
        run.screen.show(course_view(course, drawn, shown, unicode=unicode, also=also))


def _also(run: App, course: Course, found: Sequence[Flag], records: Sequence[SessionRecord]) -> list[RenderableType]:
    """The scores and the flags of some sessions."""
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.core.instruments.scored import scores_of
    from alliance_cli.line.views.flags import flags_view
    from alliance_cli.line.views.instruments import scores_view

    dates = {record.session.id: record.session.on.isoformat() for record in records}
    listed, scores = (
        one_per_kind_and_session(flag for flag in found if flag.session in dates),
        scores_of(course, records),
    )
    if not all(score.items for score in scores):
        run.screen.say("Not scored: the instrument's file is gone, of another version, or has mistakes.")
        run.screen.say("Look for mistakes with: alliance prompts check")
    return ([scores_view(scores)] if scores else []) + ([flags_view(listed, dates)] if listed else [])


def _answers(run: App, client: Client) -> tuple[KeptAnswer, ...]:
    """Every answer beside its question as it was worded when it was asked."""
    from alliance_cli.core.walk.interview import every_step

    kept: list[KeptAnswer] = []
    walks = run.repository.walks
    for walk in walks.of(client):
        for version, given in walks.script_versions(walk).items():
            script = run.catalog.read_script_version(version)
            answers = walks.answers(walk, script)
            for step in every_step(script, answers):
                if step.key in given:
                    value = answers[step.key]
                    shown = "" if value is None else step.kind.show(value)
                    kept.append(KeptAnswer(walk.session, walk.phase, step.key, step.ask, value, shown))
    return tuple(kept)
