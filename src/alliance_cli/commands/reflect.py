"""alliance reflect: moments, possible ruptures, your ratings (after)."""

from __future__ import annotations

import typer

from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command
from alliance_cli.core.script import Phase

app = command()


@app.command()
def reflect(
    ctx: typer.Context,
    client: options.Client = None,
    on: options.On = None,
    answers: options.Answers = None,
    script: options.OtherScript = None,
    full: options.Full = False,
    again: options.Again = False,
    new: options.New = False,
    insist: options.Insist = False,
    restart: options.Restart = False,
) -> None:
    """After a session: moments, possible ruptures, ratings.

    Your own ratings are asked for before the client's are shown beside them. A question for supervision: type !s at any
    prompt.

    Example: alliance reflect J7 --on 2026-11-20
    """
    from alliance_cli.commands._visit import Request
    from alliance_cli.commands._walking import take

    phase = Phase.POST_SESSION
    take(ctx.obj, Request(phase, client, on, script, answers, full, again, new, insist, restart))
