"""Carries out the actions of ``alliance moments`` on one moment or flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.cli.setup import Program
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _, _n
from alliance_cli.usecases.caseload.find_client import known_client

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.client import Client
    from alliance_cli.usecases.review.flag_decisions import FlagReview

_TAKES = {
    "show": ("json", "notes"),
    "edit": ("answers",),
    "resolve": ("on", "answers"),
    "let-go": ("on", "yes"),
    "set-aside": (),
    "take-back": (),
    "confirm": (),
    "decided": ("json", "notes"),
}
"""The options that each action allows."""


def act(
    run: Program,
    typed: str | None,
    action: str,
    which: str,
    *,
    on: str | None,
    answers: str | None,
    yes: bool,
    notes: bool,
    as_json: bool,
) -> None:
    """Carry out an action on the moment or flag that ``which`` names; ``typed`` is the client's code.

    Raises WrongUse for an option that the action does not use.
    """
    from alliance_cli.cli.dates import ensure_held, session_date
    from alliance_cli.core.course.several import names_several

    several = action == "let-go" or (action == "resolve" and names_several(which))
    takes = _TAKES["let-go" if several else action]
    given = {"on": on is not None, "answers": answers is not None, "yes": yes, "notes": notes, "json": as_json}
    if unused := [name for name, there in given.items() if there and name not in takes]:
        raise WrongUse(_unused(unused[0], action, several=several))
    day = session_date(run, on) if "on" in takes else None
    client = known_client(run.app, run.front, typed)
    if day is not None:
        ensure_held(run, client, day)
    if notes or (action not in ("decided", "set-aside") and not as_json and answers is None):
        run.front.ask_to_show_words()
    if several:
        _settle(run, client, action, which, day or run.clock.today, yes=yes)
    elif action in ("edit", "resolve"):
        _walk(run, client, which, day, answers)
    elif action == "show":
        _show_one(run, client, which, notes=notes, as_json=as_json)
    elif action == "take-back":
        _take_back(run, client, which)
    else:
        _decide(run, client, action, which, notes=notes, as_json=as_json)


def _unused(option: str, action: str, *, several: bool) -> str:
    if several:
        return _("--{option} does not go with --{action} of several.", option=option, action=action)
    if action == "resolve":
        return _("--{option} does not go with --{action} of one.", option=option, action=action)
    return _("--{option} does not go with --{action}.", option=option, action=action)


def _walk(run: Program, client: Client, which: str, resolve_on: date | None, answers: str | None) -> None:
    """Ask for the fields of a moment again or, with a date, for the outcome of a rupture."""
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.core.walk.moment_kinds import MomentKind
    from alliance_cli.usecases.review.moments import one_moment

    found = one_moment(run.app, client, which)
    if resolve_on is None:
        from alliance_cli.usecases.moments.moment_edit import MomentEdit

        take_walk(run, MomentEdit(run.app, found), answers)
        return
    from alliance_cli.usecases.walks.repair import repair_walk

    if found.moment.kind is not MomentKind.RUPTURE:
        raise WrongUse(_("That is a strong moment; there is nothing to resolve."))
    take_walk(run, repair_walk(run.app, client, resolve_on, found, only_outcome=True), answers)


def _settle(run: Program, client: Client, action: str, which: str, on: date, *, yes: bool) -> None:
    from alliance_cli.core.course.moment import MomentState
    from alliance_cli.core.formatting import joined
    from alliance_cli.usecases.moments.settle_several import settle_several

    state = MomentState.LET_GO if action == "let-go" else MomentState.REPAIRED
    settled = settle_several(run.app, run.front, client, on, which, state, confirmed=yes)
    numbers = [str(each.number) for each in settled]
    is_one = len(numbers) == 1
    said = _n(
        "{code}: {numbers} is noted as {state}.",
        "{code}: {numbers} are noted as {state}.",
        len(numbers),
        code=client.code,
        numbers=joined(numbers),
        state=state.in_words,
    )
    run.screen.say(said)
    back = Action(ActionKind.RESOLVE_MOMENT, client.code, target=numbers[0])
    run.front.note(_("To change it:") if is_one else _("To change one of them, as in:"), back)


def _decide(run: Program, client: Client, action: str, which: str, *, notes: bool, as_json: bool) -> None:
    from alliance_cli.usecases.review.flag_decisions import confirm_as_rupture, flag_review

    review = flag_review(run.app, client)
    if action == "decided":
        _show_decided(run, review, notes=notes, as_json=as_json)
    elif action == "set-aside":
        _set_aside(run, review, which)
    else:
        confirm_as_rupture(run.app, run.front, review, review.flags_called(which))


def _set_aside(run: Program, review: FlagReview, which: str) -> None:
    from alliance_cli.usecases.review.flag_decisions import set_aside

    name = set_aside(run.app, run.front, review, review.flags_called(which))
    if name is None:
        run.screen.say(_("Nothing was set aside."))
        return
    back = Action(ActionKind.TAKE_BACK_FLAG, review.course.client.code, target=name)
    run.front.note(_("Set aside. The ratings stay as they are. To take it back:"), back)


def _take_back(run: Program, client: Client, which: str) -> None:
    from alliance_cli.usecases.review.flag_decisions import take_back

    taken = take_back(run.app, client, which)
    reasons = [_("It was set aside because: {reason}", reason=reason) for reason in taken.reasons]
    run.screen.say("\n".join([_("Taken back."), *reasons]))
    run.screen.say(
        _("It is worth a look again: {flag}", flag=taken.flag.says)
        if taken.flag
        else _("Nothing there is worth a look now.")
    )


def _show_one(run: Program, client: Client, which: str, *, notes: bool, as_json: bool) -> None:
    from alliance_cli.usecases.review.moments import one_moment

    found = one_moment(run.app, client, which)
    if as_json:
        from alliance_cli.report.json.moments import listed_document

        run.screen.emit_json(listed_document(found, notes=notes))
    else:
        from alliance_cli.views.moments import one_view

        run.screen.show(one_view(found))


def _show_decided(run: Program, review: FlagReview, *, notes: bool, as_json: bool) -> None:
    code = review.course.client.code
    if as_json:
        from alliance_cli.report.json.moments import decided_document

        run.screen.emit_json({"client": code, "decided": decided_document(review.decided, notes=notes)})
    else:
        from alliance_cli.core.flags.decisions import one_by_name
        from alliance_cli.views.flags import decided_view

        run.screen.show(decided_view(code, one_by_name(review.decided), notes=notes))
