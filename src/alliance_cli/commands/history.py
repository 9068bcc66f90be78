"""alliance history: a client's course, or the whole caseload."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.app import App
from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command
from alliance_cli.core.caseload import Client, KeptAnswer

app = command()
LATEST = 20
"""How many sessions the table shows unless all are asked for."""


@app.command()
def history(
    ctx: typer.Context,
    client: options.Client = None,
    as_json: options.Json = False,
    notes: Annotated[bool, typer.Option("--notes", help="With what was typed in words.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Every session, not only the latest.")] = False,
) -> None:
    """A client's course, or the whole caseload.

    Ratings, moments and open ruptures, the newest session last.

    Example: alliance history J7 --notes
    """
    run: App = ctx.obj
    if client is None:
        show_caseload(run, as_json=as_json)
    else:
        show_course(run, client, as_json=as_json, notes=notes, latest=None if all_ else LATEST)


def show_caseload(run: App, *, as_json: bool) -> None:
    """A line a client."""
    glances = run.repository.caseload.glances()
    if as_json:
        from alliance_cli.report.history_json import caseload_document

        run.screen.emit_json(caseload_document(glances))
    else:
        from alliance_cli.terminal.views.caseload import glances_view

        run.screen.show(glances_view(glances))


def show_course(
    run: App, typed: str, *, as_json: bool = False, notes: bool = False, latest: int | None = LATEST
) -> None:
    """One client's course; ``latest`` bounds the table, never the JSON."""
    from alliance_cli.commands._client import known_client
    from alliance_cli.commands._flags import flags_of

    client = known_client(run, typed)
    course = run.repository.courses.of(client)
    found = flags_of(run, client, course)
    answers = _answers(run, client) if notes else None
    if as_json:
        from alliance_cli.report.history_json import history_document

        run.screen.emit_json(history_document(course, answers, found))
    else:
        from alliance_cli.core.signals import foremost
        from alliance_cli.terminal.views.flags import flags_view
        from alliance_cli.terminal.views.history import history_view

        shown = course.records[-latest:] if latest else course.records
        run.screen.show(history_view(course, shown, unicode=run.screen.draws_unicode, answers=answers or ()))
        recent = {record.session.id: record.session.on.isoformat() for record in shown}
        listed = foremost(flag for flag in found if flag.session in recent)
        if listed:
            run.screen.show(flags_view(listed, recent))


def _answers(run: App, client: Client) -> tuple[KeptAnswer, ...]:
    """Every answer beside its question as it was worded when it was asked."""
    from alliance_cli.core.interview import Interview

    kept: list[KeptAnswer] = []
    for walk in run.repository.walks.of(client):
        script = run.catalog.read_wording(walk.wording)
        answers = run.repository.walks.answers(walk, script)
        for step in Interview(script, answers).steps:
            if step.key in answers:
                value = answers[step.key]
                shown = "" if value is None else step.kind.show(value)
                kept.append(KeptAnswer(walk.session, walk.phase, step.key, step.ask, value, shown))
    return tuple(kept)
