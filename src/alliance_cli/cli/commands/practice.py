"""alliance practice: logs the clinician's deliberate practice of a micro-skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.walk_command import day_command
from alliance_cli.translation import _

if TYPE_CHECKING:
    from datetime import date


def _practice(run: Program, on: date, answers: str | None, restart: bool) -> None:
    """Deliberate practice of one micro-skill, in a log that is yours alone.

    Choose a skill, set an objective, log a rehearsal. Next time Enter keeps skill, objective and next step. The skill
    is shown before each session with wording to begin with; reflect --full asks whether you used it.

    Example: alliance practice
    """
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.usecases.own.practice import PracticeWalk

    walk = PracticeWalk(run.app, on, restart=restart)
    planned = ""
    if answers is None and walk.next_step:
        run.front.ask_to_show_words()
        planned = _("Your next step was: {step}", step=walk.next_step)
    take_walk(run, walk, answers, planned)


app = day_command(_practice)


@app.command()
def history(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Every rehearsal, not only the latest.")] = False,
    notes: options.Notes = False,
    as_json: options.Json = False,
) -> None:
    """Self-ratings over time, what was rehearsed, and what comes next.

    A session counts for the skill you practised at that time if its reflection says that you used it.

    Example: alliance practice history
    """
    from alliance_cli.usecases.own.practice import logged

    run: Program = ctx.obj
    if notes:
        run.front.ask_to_show_words()
    log = logged(run.app)
    if as_json:
        from alliance_cli.report.json.records import practice_document

        run.screen.emit_json(practice_document(log, notes=notes))
    else:
        from alliance_cli.views.own.practice import practice_view

        run.screen.show(practice_view(log, unicode=run.screen.draws_unicode, every=all_, notes=notes))
