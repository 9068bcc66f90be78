"""alliance session: prompts to read aloud, the client's ratings (during)."""

from __future__ import annotations

import typer

from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command
from alliance_cli.core.script import Phase

app = command()


@app.command()
def session(
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
    """During a session: prompts to read aloud, ratings.

    Opening, mid-point and closing prompts, a direct question about tension, and the client's four ratings.

    Example: alliance session J7
    """
    from alliance_cli.commands._visit import Request
    from alliance_cli.commands._walking import take

    phase = Phase.IN_SESSION
    take(ctx.obj, Request(phase, client, on, script, answers, full, again, new, insist, restart))
