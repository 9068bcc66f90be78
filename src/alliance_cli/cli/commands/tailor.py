"""alliance tailor: records and revises how a client likes to be worked with."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.course.client import Client
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

app = command()


@app.command()
def tailor(
    ctx: typer.Context,
    client: options.Client = None,
    on: options.On = None,
    answers: options.Answers = None,
    restart: options.Restart = False,
    history: Annotated[
        bool,
        typer.Option("--history", help="What holds now, and when each answer was noted; the words only with --notes."),
    ] = False,
    notes: options.Notes = False,
    as_json: options.Json = False,
) -> None:
    """How a client likes to be worked with, revised over time.

    Asks with curiosity about earlier help, communication, feelings, authority and what seeking help means. The answers
    are shown before every session; they describe this client, not a culture. Next time, Enter keeps each answer, and
    earlier answers stay readable.

    Example: alliance tailor J7
    """
    from alliance_cli.usecases.caseload.find_client import known_client

    run: Program = ctx.obj
    found = known_client(run.app, run.front, client)
    if notes:
        run.front.ask_to_show_words()
    if notes and not (history or as_json):
        raise WrongUse(_("--notes goes with --history or --json."))
    if history or as_json:
        _show(run, found, notes=notes, as_json=as_json)
    else:
        _revise(run, found, on, answers, restart=restart)


def _revise(run: Program, client: Client, on: str | None, answers: str | None, *, restart: bool) -> None:
    from alliance_cli.cli.dates import past_date
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.usecases.walks.tailoring import tailoring_walk

    day = past_date(run, on)
    take_walk(run, tailoring_walk(run.app, client, day, restart=restart), answers)


def _show(run: Program, client: Client, *, notes: bool, as_json: bool) -> None:
    from alliance_cli.usecases.walks.tailoring import tailoring_of

    revisions = tailoring_of(run.app, client)
    if as_json:
        from alliance_cli.report.json.records import tailoring_document

        run.screen.emit_json(tailoring_document(client.code, revisions, notes=notes))
    else:
        from alliance_cli.views.tailoring import tailoring_view

        run.screen.show(tailoring_view(client.code, revisions, notes=notes))
