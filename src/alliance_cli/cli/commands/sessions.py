"""alliance sessions: lists, moves, joins and erases a client's sessions, and notes missed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.dates import day_typed, past_date
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.client import Client

app = command("A client's sessions: list, note a missed one, move, join, erase.")

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The date it is noted under.")]
Number = Annotated[str | None, typer.Option("--number", metavar="N", help="Its number, where a date has two of them.")]


@app.command("list")
def list_(ctx: typer.Context, client: options.Client = None, as_json: options.Json = False) -> None:
    """A client's sessions, and how much is kept of each.

    Example: alliance sessions list J7
    """
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.caseload.find_session import sessions_of

    run: Program = ctx.obj
    found = known_client(run.app, run.front, client)
    summaries = sessions_of(run.app, found)
    if as_json:
        from alliance_cli.report.json.caseload import sessions_document

        run.screen.emit_json(sessions_document(found.code, summaries))
    else:
        from alliance_cli.views.course.table import sessions_view

        run.screen.show(sessions_view(found.code, summaries))


@app.command()
def add(
    ctx: typer.Context,
    client: options.Client = None,
    on: options.On = None,
    missed: Annotated[
        str | None,
        typer.Option("--missed", metavar="WHY", help="no-show, cancelled, or late (cancelled too late)."),
    ] = None,
    held: Annotated[bool, typer.Option("--held", help="It was held after all: take --missed back.")] = False,
    new: options.New = False,
    insist: options.Insist = False,
) -> None:
    """Note that a session was missed. Missing one can be a withdrawal, so the next preparation shows it.

    A missed session is counted separately: it has no number and no ratings, and there is nothing to reflect on. What
    you prepared for it stays. A session that was held needs no such note: it is kept as soon as you note something
    about it.

    Example: alliance sessions add J7 --on 2026-11-20 --missed no-show
    """
    from alliance_cli.core.course.missed import Missed
    from alliance_cli.line.results import missed_noted
    from alliance_cli.usecases.caseload.find_client import client_or_new_code, known_client
    from alliance_cli.usecases.caseload.missed import note_held, note_missed

    run: Program = ctx.obj
    day = past_date(run, on)
    if (missed is None) != held:
        raise _neither_or_both(client or "J7", day, held=held)
    if missed is None:
        noted = note_held(run.app, known_client(run.app, run.front, client), day)
    elif missed.strip().casefold() not in list(Missed):
        raise WrongUse(_("--missed takes one word."), _("It is one of: {words}.", words=", ".join(Missed)))
    else:
        why = Missed(missed.strip().casefold())
        who = client_or_new_code(run.app, run.front, client, new=new, insist=insist)
        noted = note_missed(run.app, run.front, who, day, why)
    run.screen.say(missed_noted(noted))


def _neither_or_both(code: str, day: date, *, held: bool) -> WrongUse:
    if held:
        return WrongUse(_("One at a time: --missed or --held."))
    return WrongUse(
        _("A session is kept as soon as you note something about it, and not before."),
        _("If it was missed, add --missed no-show, --missed cancelled or --missed late. If it was held, note it with:"),
        Action(ActionKind.REFLECT, code, day),
    )


@app.command()
def move(
    ctx: typer.Context,
    client: options.Client = None,
    on: On = None,
    number: Number = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The date it was held on.")] = None,
    to_client: Annotated[
        str | None, typer.Option("--to-client", metavar="CODE", help="The client it was held with.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also where there is a session on that date; both are kept.")
    ] = False,
    join: Annotated[
        bool, typer.Option("--join", help="Make it one with the session on that date, without being asked.")
    ] = False,
) -> None:
    """Give a session the date or the client it should have had, or join it to the session of that date.

    Everything kept about it moves too: answers, ratings, moments with their repairs and questions for supervision,
    questionnaires, and decisions about flags. If there is a session on that date, the two can be made one: a
    reflection noted under the wrong day joins the session it is about. You see both and are asked first. If both have
    the same walk, rating or questionnaire, or if something would be torn apart, nothing is changed.

    Example: alliance sessions move J7 --on 2026-11-20 --to 2026-11-19
    """
    from alliance_cli.line.results import session_moved
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.caseload.find_session import find_session
    from alliance_cli.usecases.caseload.move_session import Move, move_session

    run: Program = ctx.obj
    if to is None and to_client is None:
        raise WrongUse(
            _("Where does it belong?"), _("Give --to with its date, --to-client with its client's code, or both.")
        )
    if again and join:
        raise WrongUse(_("One at a time: --again keeps both sessions, --join makes them one."))
    day = past_date(run, to) if to is not None else None
    leaves = known_client(run.app, run.front, client)
    goes_to = leaves if to_client is None else _other(run, leaves, to_client)
    found = find_session(run.app, leaves, _day(run, on), number)
    move = Move(found, leaves, goes_to, day or found.session.on)
    run.screen.say(session_moved(move_session(run.app, run.front, move, again=again, join=join)))


def _day(run: Program, on: str | None) -> date | None:
    return None if on is None else day_typed(run, on, "--on")


def _other(run: Program, leaves: Client, code: str) -> Client:
    from alliance_cli.usecases.caseload.find_client import known_client

    if code.strip().casefold() == leaves.code.casefold():
        return leaves
    return known_client(run.app, run.front, code, way_out=(N_("Open it first with:"), Action(ActionKind.ADD_CLIENT)))


@app.command()
def erase(
    ctx: typer.Context,
    client: options.Client = None,
    on: On = None,
    number: Number = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm", metavar="WORD", help="Give it twice, the code and then the date, to be asked nothing."
        ),
    ] = None,
) -> None:
    """Erase one session with everything kept about it, for good.

    Erases its answers, ratings, moments, questionnaires and flag decisions, with the repairs and supervision questions
    about its moments, and rewrites the file so that nothing of it is left inside. You type the code and the date
    first. Earlier copies of the vault still hold it; those that alliance made and that are still there are named.

    Example: alliance sessions erase J7 --on 2026-11-20
    """
    from alliance_cli.usecases.caseload.erase_session import erase_session
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.caseload.find_session import find_session

    run: Program = ctx.obj
    found = known_client(run.app, run.front, client)
    erase_session(run.app, run.front, found, find_session(run.app, found, _day(run, on), number), confirm or [])
