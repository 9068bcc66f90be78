"""alliance prep: the walk before a session (look back, arrive, set an intention)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.typer_seam import command
from alliance_cli.cli.walk_command import walk_of, with_walk_options
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.cli.setup import Program

app = command()
_BELOW = 2
"""Empty rows below a card that is shown without a walk."""
_walk = walk_of(Phase.PRE_SESSION)


@app.command()
@with_walk_options
def prep(
    ctx: typer.Context,
    client: options.Client = None,
    on: options.On = None,
    card: Annotated[bool, typer.Option("--card", help="Only show the card; ask nothing.")] = False,
    as_json: options.Json = False,
    notes: Annotated[bool, typer.Option("--notes", help="With --card --json: what was typed in words too.")] = False,
    **asked: str | bool | None,
) -> None:
    """Before a session: look back, arrive, set an intention.

    Begins with a card that fits the window: what the client said last time, what a repair agreed on, possible ruptures
    still open with your plans, your last intention, a strong moment, how the client likes to be worked with, the
    ratings, and what is worth a look. Then asks for your own state and intention.

    Example: alliance prep J7

    Example: alliance prep J7 --card

    Example: alliance prep J7 --script first-session
    """
    if card:
        if unfit := next((name for name, given in asked.items() if given), None):
            raise WrongUse(_("--{option} does not go with --card, which asks nothing.", option=unfit))
        if notes and not as_json:
            raise WrongUse(_("--notes goes with --card --json; the card on the screen always has the words."))
        _show_card(ctx.obj, client, on, as_json=as_json, notes=notes)
    elif as_json or notes:
        raise WrongUse(_("{option} goes with --card.", option="--json" if as_json else "--notes"))
    else:
        _walk(ctx, client, on, **asked)


def _show_card(run: Program, typed: str | None, on: str | None, *, as_json: bool, notes: bool) -> None:
    from alliance_cli.cli.dates import ensure_held, session_date
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.walks.preparation import card_of

    day = session_date(run, on)
    who = known_client(run.app, run.front, typed)
    ensure_held(run, who, day)
    if notes or not as_json:
        run.front.ask_to_show_words()
    found = card_of(run.app, who, day)
    if as_json:
        from alliance_cli.report.json.card import card_document

        run.screen.emit_json(card_document(found, day, notes=notes))
        return
    from alliance_cli.views.card.preparation import preparation_view

    rows = run.screen.rows_above(_BELOW)
    run.screen.show(preparation_view(found, unicode=run.screen.draws_unicode, rows=rows))
