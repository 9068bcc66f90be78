"""Finds, moves and erases a session that was noted under a wrong date or client."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.session_admin import SessionSummary, blocks_erasing, blocks_moving, blocks_redating
from alliance_cli.core.errors import NotFound, Refused, WrongUse
from alliance_cli.core.formatting import either, plain_day
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.erasing import (
    Confirmation,
    Word,
    compact_after_erasing,
    require_confirmation,
)
from alliance_cli.usecases.caseload.find_client import ensure_open
from alliance_cli.usecases.caseload.joining import KEEP_BOTH, refuse_overlap, session_to_join, sessions_there, taken
from alliance_cli.usecases.vault.backup import backup_folder

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

_TORN = {
    MomentState.REPAIRED: N_(
        "Moment {number} of {code} was repaired in another session than it happened in, and this is one of the two. "
        "Nothing was changed."
    ),
    MomentState.LET_GO: N_(
        "Moment {number} of {code} was let go in another session than it happened in, and this is one of the two. "
        "Nothing was changed."
    ),
}
_SETTLED_HERE = {
    MomentState.REPAIRED: N_("Moment {number} of {code}, from another session, was repaired in this one."),
    MomentState.LET_GO: N_("Moment {number} of {code}, from another session, was let go in this one."),
}


class Move(NamedTuple):
    """A session, the client it leaves, the client it goes to (often the same), and its day there."""

    summary: SessionSummary
    leaves: Client
    to: Client
    day: date

    @property
    def changes_client(self) -> bool:
        return self.leaves.id != self.to.id


class Moved(NamedTuple):
    """A move that was made, and the session's number now.

    ``left_behind`` counts the repairs and questions that stay with the client it left, and ``leaves_none`` says that
    this client has no session any more. ``joined`` says that it is one with the session that was there.
    """

    move: Move
    number: int
    left_behind: int
    leaves_none: bool
    joined: bool = False


def sessions_of(app: App, client: Client) -> tuple[SessionSummary, ...]:
    """A client's sessions with how much is kept of each, oldest first."""
    return app.repository.session_admin.of(client)


def find_session(app: App, client: Client, on: date | None, number: str | None) -> SessionSummary:
    """The session of a date, a number, or both; raises WrongUse where it could be several, NotFound with the nearest.

    ``number`` is as it was typed.
    """
    see = Action(ActionKind.LIST_SESSIONS, client.code)
    if on is None and number is None:
        raise WrongUse(_("Which session?"), _("Give its date with --on, or with --number its number in:"), see)
    sessions = sessions_of(app, client)
    found = [each for each in sessions if on is None or each.session.on == on]
    if number is not None:
        found = [each for each in found if str(each.session.number) == number.strip() and (on or not each.missed)]
    if len(found) > 1:
        raise WrongUse(_several(client.code, found), _which(found), see)
    if not found:
        near = min(sessions, key=lambda each: abs((each.session.on - on).days), default=None) if on else None
        raise NotFound(_("{code} has no such session.", code=client.code), _nearest(near), see)
    return found[0]


def _several(code: str, found: Sequence[SessionSummary]) -> str:
    day = plain_day(found[0].session.on)
    return _("{code} has {count} sessions on {day}.", code=code, count=len(found), day=day)


def _which(found: Sequence[SessionSummary]) -> str:
    numbers = either([f"--number {each.session.number}" for each in found])
    if any(each.missed for each in found):
        return _("Say which with {numbers} (0 is the one that was missed); see:", numbers=numbers)
    return _("Say which with {numbers}; see:", numbers=numbers)


def _nearest(near: SessionSummary | None) -> str:
    if near is None:
        return _("See them with:")
    day = plain_day(near.session.on)
    if near.missed:
        return _("Nearest: {day}, missed. See them with:", day=day)
    return _("Nearest: {day}, number {number}. See them with:", day=day, number=near.session.number)


def move_session(app: App, front: Front, move: Move, *, again: bool, join: bool = False) -> Moved:
    """Move a session with all that hangs on it, in one transaction.

    Where there is a session on that date, ``again`` keeps both and ``join`` makes them one without asking. Raises
    WrongUse where nothing would change, Refused where something would be torn apart or doubled or where a session has
    changed meanwhile, and what ``ensure_open`` and ``session_to_join`` raise.
    """
    admin, session = app.repository.session_admin, move.summary.session
    _refuse_unmoved(app, move, again=again)
    _refuse_torn(app, move)
    into = None if again else session_to_join(app, front, move.summary, move.to, move.day, join=join)
    ensure_open(app, front, move.to, move.day)
    with app.repository.change():
        _refuse_changed(app, move.leaves, move.summary)
        _refuse_torn(app, move)
        _refuse_doubled(app, move, into, again=again)
        left_behind = admin.left_behind(session) if move.changes_client else 0
        admin.move(session, move.to, move.day)
        if into is not None:
            admin.join(session, into.session)
    lasting = (into or move.summary).session.id
    number = next(each.session.number for each in admin.of(move.to) if each.session.id == lasting)
    return Moved(move, number, left_behind, not admin.of(move.leaves), joined=into is not None)


def _refuse_unmoved(app: App, move: Move, *, again: bool) -> None:
    if move.changes_client or move.day != move.summary.session.on:
        return
    if again or not sessions_there(app, move.summary, move.to, move.day):
        raise WrongUse(_("The session is noted there already. Nothing was changed."))


def _refuse_doubled(app: App, move: Move, into: SessionSummary | None, *, again: bool) -> None:
    """Raises Refused where the sessions on that date are others than they were before the question was asked."""
    if into is not None:
        _refuse_changed(app, move.to, into)
        refuse_overlap(app, move.summary, into)
    elif not again and (there := sessions_there(app, move.summary, move.to, move.day)):
        raise Refused(taken(move.to, there[0]), _(KEEP_BOTH))


def _refuse_torn(app: App, move: Move) -> None:
    course, code, session = app.repository.courses.of(move.leaves), move.leaves.code, move.summary.session
    if move.changes_client and (torn := blocks_moving(course, session)):
        raise Refused(
            _(_TORN[torn.moment.state or MomentState.REPAIRED], number=torn.number, code=code),
            _("Note first that it is still open, and resolve it again later:"),
            Action(ActionKind.RESOLVE_MOMENT, code, target=str(torn.number)),
        )
    if late := blocks_redating(course, session, move.day):
        raise Refused(
            _(
                "Moment {number} of {code} would come after what was done about it. Nothing was changed.",
                number=late.number,
                code=code,
            ),
            _("See the dates with:"),
            Action(ActionKind.SHOW_MOMENT, code, target=str(late.number)),
        )


def erase_session(app: App, front: Front, client: Client, found: SessionSummary, confirmed: Sequence[str]) -> None:
    """Erase a session for good, once the code and the date were typed or given in ``confirmed``.

    Raises Refused where a moment of another session was settled in it, or where it has changed meanwhile.
    """
    session = found.session
    _refuse_blocked(app, client, found)
    folder = backup_folder(app)  # a mistake in the settings is said before anything is erased
    warning = _(
        "{code}, {session}: {held}. All of it will be gone for good.\n"
        "Noted under a wrong date or client? Stop here and see:",
        code=client.code,
        session=found.named,
        held=found.held,
    )
    require_confirmation(front, _confirmation(client, found), confirmed, warning, Action(ActionKind.MOVE_SESSION))
    with app.repository.change():
        _refuse_changed(app, client, found)
        _refuse_blocked(app, client, found)
        app.repository.session_admin.erase(session)
    done = _("{code}'s session of {day} is erased.", code=client.code, day=plain_day(session.on))
    compact_after_erasing(app, front, done, "", folder)


def _refuse_changed(app: App, client: Client, looked_at: SessionSummary) -> None:
    if looked_at not in sessions_of(app, client):
        raise Refused(
            _("Another window has changed this session in the meantime. It stays as it is."), _("Look at it again.")
        )


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
