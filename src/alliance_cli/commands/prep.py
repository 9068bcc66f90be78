"""alliance prep: look back, arrive, set an intention (before)."""

from __future__ import annotations

import typer

from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command
from alliance_cli.core.script import Phase

app = command()


@app.command()
def prep(
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
    """Before a session: look back, arrive, set an intention.

    Shows what the last session hands on, then asks for your own state and intention.

    Example: alliance prep J7
    """
    from alliance_cli.commands._visit import Request
    from alliance_cli.commands._walking import take

    phase = Phase.PRE_SESSION
    take(ctx.obj, Request(phase, client, on, script, answers, full, again, new, insist, restart))
