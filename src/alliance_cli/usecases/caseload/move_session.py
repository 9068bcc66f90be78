"""Moves a session that was noted under a wrong date or client."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.session_admin import SessionSummary, blocks_moving, blocks_redating
from alliance_cli.core.errors import Refused, WrongUse
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.find_client import ensure_open
from alliance_cli.usecases.caseload.find_session import refuse_changed
from alliance_cli.usecases.caseload.joining import KEEP_BOTH, refuse_overlap, session_to_join, sessions_there, taken

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


class Move(NamedTuple):
    """A session, the client it leaves, the client it goes to (often the same), and its day there."""

    summary: SessionSummary
    leaves: Client
    to: Client
    day: date
    alone: bool = False
    """Whether a questionnaire or a repair of the session's day keeps its date."""

    @property
    def changes_client(self) -> bool:
        return self.leaves.id != self.to.id


class Moved(NamedTuple):
    """A move that was made, and the session's number now.

    ``left_behind`` counts the repairs and questions that stay with the client it left, and ``leaves_none`` says that
    this client has no sessions left. ``joined`` says that it was joined with an existing session.
    """

    move: Move
    number: int
    left_behind: int
    leaves_none: bool
    joined: bool = False


def move_session(app: App, front: Front, move: Move, *, again: bool, join: bool = False) -> Moved:
    """Move a session with everything that belongs to it, in one transaction.

    If there is a session on that date, ``again`` keeps both and ``join`` joins them without asking. Raises WrongUse
    if nothing would change, Refused if linked records would be separated or duplicated or a session has changed
    meanwhile, and what ``ensure_open`` and ``session_to_join`` raise.
    """
    admin, session = app.repository.session_admin, move.summary.session
    _refuse_unmoved(app, move, again=again)
    _refuse_torn(app, move)
    into = None if again else session_to_join(app, front, move.summary, move.to, move.day, join=join)
    ensure_open(app, front, move.to, move.day)
    with app.repository.change():
        refuse_changed(app, move.leaves, move.summary)
        _refuse_torn(app, move)
        _refuse_doubled(app, move, into, again=again)
        left_behind = admin.left_behind(session) if move.changes_client else 0
        admin.move(session, move.to, move.day, alone=move.alone)
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
    """Raises Refused if the sessions on that date have changed since the question was asked."""
    if into is not None:
        refuse_changed(app, move.to, into)
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
