"""Erases a session, with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.session_admin import SessionSummary, blocks_erasing
from alliance_cli.core.errors import Refused
from alliance_cli.core.formatting import plain_day
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.erasing import Confirmation, Word, compact_after_erasing, require_confirmation
from alliance_cli.usecases.caseload.find_session import refuse_changed
from alliance_cli.usecases.vault.backup import backup_folder

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

_SETTLED_HERE = {
    MomentState.REPAIRED: N_("Moment {number} of {code}, from another session, was repaired in this one."),
    MomentState.LET_GO: N_("Moment {number} of {code}, from another session, was let go in this one."),
}


def erase_session(app: App, front: Front, client: Client, found: SessionSummary, confirmed: Sequence[str]) -> None:
    """Erase a session for good, once the code and the date were typed or given in ``confirmed``.

    Raises Refused if a moment of another session was settled in it, or if it has changed meanwhile.
    """
    session = found.session
    _refuse_blocked(app, client, found)
    folder = backup_folder(app)  # a mistake in the settings is reported before anything is erased
    warning = _(
        "{code}, {session}: {held}. All of it will be gone for good.\n"
        "Noted under a wrong date or client? Stop here and see:",
        code=client.code,
        session=found.named,
        held=found.held,
    )
    require_confirmation(front, _confirmation(client, found), confirmed, warning, Action(ActionKind.MOVE_SESSION))
    with app.repository.change():
        refuse_changed(app, client, found)
        _refuse_blocked(app, client, found)
        app.repository.session_admin.erase(session)
    done = _("{code}'s session of {day} is erased.", code=client.code, day=plain_day(session.on))
    compact_after_erasing(app, front, done, "", folder)


def _refuse_blocked(app: App, client: Client, found: SessionSummary) -> None:
    blocking = blocks_erasing(app.repository.courses.of(client), found.session)
    if blocking is not None:
        code, number = client.code, blocking.number
        state = blocking.moment.state or MomentState.REPAIRED
        raise Refused(
            _(_SETTLED_HERE[state], number=number, code=code),
            _("Say first what has become of that moment:"),
            Action(ActionKind.RESOLVE_MOMENT, code, target=str(number)),
        )


def _confirmation(client: Client, found: SessionSummary) -> Confirmation:
    code, on = client.code, found.session.on.isoformat()
    number = "" if found.missed else str(found.session.number)
    return Confirmation(
        (
            Word(
                code,
                _("To erase this session, type the client's code. Enter stops."),
                _("That is not the code. Nothing was erased."),
            ),
            Word(
                on,
                _("Now the session's date, as in {on}. Enter stops.", on=on),
                _("That is not the date. Nothing was erased."),
            ),
        ),
        _("Erasing is for good, so the code and the date are typed. Nothing was erased."),
        _("--confirm is given twice, first with the code, then with the session's date. Nothing was erased."),
        Action(ActionKind.ERASE_SESSION, code, found.session.on if found.missed else None, target=number),
    )
