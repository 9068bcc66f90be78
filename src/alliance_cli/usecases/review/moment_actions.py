"""What can be done with one moment or one flag of a client."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.course.moments import ListedMoment, MomentFilter, find_moment
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.usecases.caseload.find_client import known_client


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the action on the command line."""

    on: str | None
    answers: str | None
    as_json: bool


_TAKES = {
    "show": ("json",),
    "edit": ("answers",),
    "resolve": ("on", "answers"),
    "set-aside": (),
    "take-back": (),
    "confirm": (),
    "decided": ("json",),
}
"""The options that go with each action."""


def refuse_unused(action: str, filters: MomentFilter, on: str | None, answers: str | None, *, as_json: bool) -> None:
    """Raises WrongUse for options that the action would pass over in silence."""
    if not filters.is_all:
        raise WrongUse(f"--{action} takes no filters; they are for the list.")
    given = {"on": on is not None, "answers": answers is not None, "json": as_json}
    unused = [name for name, there in given.items() if there and name not in _TAKES[action]]
    if unused:
        raise WrongUse(f"--{unused[0]} does not go with --{action}.")


def act(app: App, typed_client: str | None, action: str, which: str, given: Given) -> None:
    """Do one of the actions with the moment, or the flag, that ``which`` names."""
    client = known_client(app, typed_client)
    if action == "show":
        from alliance_cli.usecases.review.moment_list import show_one

        show_one(app, client, which, as_json=given.as_json)
    elif action in ("set-aside", "take-back", "confirm", "decided"):
        _decide(app, client, action, which, as_json=given.as_json)
    else:
        moment = find_moment(app.repository.courses.of(client), which)
        (_edit if action == "edit" else _resolve)(app, client, moment, given)


def _decide(app: App, client: Client, action: str, which: str, *, as_json: bool) -> None:
    """What is done with a flag, or what was."""
    from alliance_cli.usecases.review import flag_decisions as deciding

    if action == "take-back":
        deciding.take_back(app, client, which)
        return
    found = deciding.standing_of(app, client)
    if action == "decided":
        from alliance_cli.usecases.review.moment_list import show_decided

        show_decided(app, found, as_json=as_json)
    elif action == "set-aside":
        deciding.set_aside(app, found, found.meant(which))
    else:
        deciding.confirm(app, found, found.meant(which))


def _edit(app: App, client: Client, found: ListedMoment, given: Given) -> None:
    from alliance_cli.usecases.walks.moment_edit import MomentEdit
    from alliance_cli.usecases.walks.walk_run import sit

    sit(MomentEdit(app, found), given.answers)


def _resolve(app: App, client: Client, found: ListedMoment, given: Given) -> None:
    """Ask what has become of a rupture, as the end of a repair does."""
    from alliance_cli.usecases.caseload.dates import session_date
    from alliance_cli.usecases.walks.repair import Repair, RepairWalk, held_on, not_before
    from alliance_cli.usecases.walks.walk_run import sit

    if found.moment.kind is not MomentKind.RUPTURE:
        raise WrongUse("That is a strong moment; there is nothing to resolve.")
    day = not_before(found, session_date(given.on, app.clock.today))
    again = f"moments {client.code} --resolve {found.number}"
    request = Repair(client, day, found, lambda: held_on(app, client, day, found), again, only_outcome=True)
    sit(RepairWalk(app, request), given.answers)
