"""alliance goals: keeps a client's goals and the progress towards each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import either
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.client import Client

app = command()


@app.command()
def goals(
    ctx: typer.Context,
    client: options.Client = None,
    add: Annotated[bool, typer.Option("--add", help="Add goals; the words are asked for.")] = False,
    rate: Annotated[bool, typer.Option("--rate", help="Ask how far each goal is reached, from 0 to 10.")] = False,
    values: Annotated[
        str | None, typer.Option("--values", metavar="NUMBERS", help="Progress in the order of the list: 7,-,4.")
    ] = None,
    retire: Annotated[
        str | None, typer.Option("--retire", metavar="GOAL", help="Ask about a goal no more, by its number.")
    ] = None,
    take_up: Annotated[
        str | None, typer.Option("--take-up", metavar="GOAL", help="Take up a retired goal again.")
    ] = None,
    edit: Annotated[str | None, typer.Option("--edit", metavar="GOAL", help="Put a goal into other words.")] = None,
    erase: Annotated[
        str | None, typer.Option("--erase", metavar="GOAL", help="Erase a goal that should not be there.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without being asked.")] = False,
    on: options.Day = None,
    notes: options.Notes = False,
    as_json: options.Json = False,
) -> None:
    """What the client wants to reach, in the client's own words, and how far it is reached.

    Progress is a number from 0 (nothing) to 10 (the whole goal) that the client gives; one is kept for each day. The
    goals come back on the card of prep, and beside a flag about the goals. Their words are process notes; the numbers
    are measures. A list has the words only with --notes. A goal keeps its number when another is retired.

    Example: alliance goals J7 --add

    Example: alliance goals J7 --rate

    Example: alliance goals J7 --values 7,4

    Example: alliance goals J7 --retire 2
    """
    from alliance_cli.cli.dates import past_date
    from alliance_cli.usecases.caseload.find_client import known_client

    run: Program = ctx.obj
    given: dict[str, str | None] = {"add": "" if add else None, "rate": "" if rate else None, "values": values}
    given |= {"retire": retire, "take-up": take_up, "edit": edit, "erase": erase}
    chosen = [(name, typed) for name, typed in given.items() if typed is not None]
    _refuse_unused([name for name, _typed in chosen], dated=on is not None, yes=yes, notes=notes)
    if notes or add or rate or edit is not None or (erase is not None and not yes):
        run.front.ask_to_show_words()
    day, found = past_date(run, on), known_client(run.app, run.front, client)
    if chosen:
        _act(run, found, *chosen[0], day=day, yes=yes)
    if as_json or not (add or edit is not None or erase is not None):
        _show(run, found, notes=notes, as_json=as_json)


_DATED = ("add", "rate", "values", "retire")


def _refuse_unused(chosen: list[str], *, dated: bool, yes: bool, notes: bool) -> None:
    if len(chosen) > 1:
        raise WrongUse(_("One at a time: {options}.", options=either([f"--{name}" for name in chosen])))
    if dated and not set(chosen) & {*_DATED}:
        raise WrongUse(_("--on goes with {options}.", options=either([f"--{name}" for name in _DATED])))
    if yes and chosen != ["erase"]:
        raise WrongUse(_("--yes goes with --erase."))
    if notes and chosen and chosen[0] in ("add", "edit", "erase"):
        raise WrongUse(_("--notes is for the list."))


def _act(run: Program, client: Client, action: str, typed: str, *, day: date, yes: bool) -> None:
    from alliance_cli.usecases.walks import goals as using

    if action == "add":
        count = using.add_goals(run.app, run.front, client, day)
        run.screen.say(_n("{count} goal was added.", "{count} goals were added.", count))
    elif action == "rate":
        from alliance_cli.cli.walks import take_walk

        take_walk(run, using.GoalRating(run.app, client, day))
    elif action == "values":
        using.rate_typed(run.app, client, typed, day)
    elif action == "edit":
        changed = using.reword_goal(run.app, run.front, client, typed)
        run.screen.say(_("The goal has new words.") if changed else _("The goal stays as it is."))
    elif action == "erase":
        using.erase_goal(run.app, run.front, client, typed, confirmed=yes)
        run.screen.say(_("The goal is erased."))
    else:
        _retire(run, client, typed, day if action == "retire" else None)


def _retire(run: Program, client: Client, typed: str, day: date | None) -> None:
    from alliance_cli.usecases.walks.goals import retire_goal

    found = retire_goal(run.app, client, typed, day)
    if day is None:
        run.screen.say(_("The goal is taken up again."))
    else:
        back = Action(ActionKind.TAKE_UP_GOAL, client.code, target=str(found.number))
        run.front.note(_("Retired. To take it up again:"), back)


def _show(run: Program, client: Client, *, notes: bool, as_json: bool) -> None:
    from alliance_cli.usecases.walks.goals import goals_of

    goals = goals_of(run.app, client)
    if as_json:
        from alliance_cli.report.json.goals import goals_document

        run.screen.emit_json(goals_document(client.code, goals, notes=notes))
    else:
        from alliance_cli.views.course.goals import goals_view

        run.screen.show(goals_view(client.code, goals, notes=notes))
