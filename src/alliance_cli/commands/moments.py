"""alliance moments: strong moments, possible ruptures, and what to make of a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.app import App
from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command
from alliance_cli.core.errors import WrongUse

if TYPE_CHECKING:
    from alliance_cli.commands import _deciding as deciding

app = command()


@app.command()
def moments(
    ctx: typer.Context,
    client: options.Client = None,
    aside: Annotated[
        str | None, typer.Option("--set-aside", metavar="FLAG", help="Set a flag such as f1 aside for good.")
    ] = None,
    confirm: Annotated[
        str | None, typer.Option("--confirm", metavar="FLAG", help="Make a possible rupture of a flag such as f1.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Moments of a client, and the flags that wait for a decision.

    A flag you set aside does not come back; one you confirm becomes a possible rupture. The reason and the plan are
    asked for, so that they never stand on the command line.

    Example: alliance moments J7 --set-aside f1
    """
    from alliance_cli.commands import _deciding as deciding
    from alliance_cli.commands._client import known_client

    run: App = ctx.obj
    if aside and confirm:
        raise WrongUse("One at a time: --set-aside or --confirm.")
    found = deciding.standing_of(run, known_client(run, client))
    if aside:
        deciding.set_aside(run, found.named(aside))
    elif confirm:
        deciding.confirm(run, found.named(confirm))
    else:
        _show(run, found, as_json=as_json)


def _show(run: App, found: deciding.Standing, *, as_json: bool) -> None:
    from alliance_cli.commands._deciding import name_of

    names = [name_of(place) for place in range(len(found.foremost))]
    if as_json:
        from alliance_cli.report.history_json import moments_document

        run.screen.emit_json(moments_document(found.course, dict(zip(names, found.foremost, strict=True))))
    else:
        from alliance_cli.terminal.views.moments import moments_view

        run.screen.show(moments_view(found.course, found.foremost, names))
