"""Joins two sessions into one, such as a reflection under the wrong day and the session it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.session_admin import SessionSummary, overlaps
from alliance_cli.core.errors import Declined, Refused, WrongUse
from alliance_cli.core.formatting import joined, plain_day
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

KEEP_BOTH = N_("Keep both, as two sessions on one date, with --again.")
_BOTH_HAVE = N_("The two sessions cannot be joined: both have {both}. Nothing was changed.")


class SessionJoin(NamedTuple):
    """Two sessions to be joined, and the client they will belong to."""

    code: str
    moved: SessionSummary
    into: SessionSummary


def session_to_join(
    app: App, front: Front, moved: SessionSummary, to: Client, day: date, *, join: bool
) -> SessionSummary | None:
    """The session on that date to join with, or None. ``join`` joins without asking.

    Raises Refused if both hold the same thing or nobody can be asked, WrongUse if there are several, and Declined if
    the person says no.
    """
    there = sessions_there(app, moved, to, day)
    if not there:
        return None
    into = _only(there, to.code, day)
    if moved.missed or into.missed:
        raise Refused(taken(to, into), _(KEEP_BOTH))
    both = _both_hold(app, moved, into)
    if both and join:
        raise Refused(_(_BOTH_HAVE, both=both), _(KEEP_BOTH))
    if both:
        raise Refused(
            taken(to, into),
            _(
                "Both have {both}, so they cannot be joined. Keep both, as two sessions on one date, with --again.",
                both=both,
            ),
        )
    if not join and not front.interactive:
        raise Refused(
            taken(to, into),
            _("Join the two into one with --join. Keep both, as two sessions on one date, with --again."),
        )
    if not join:
        _ask(front, SessionJoin(to.code, moved, into), day)
    return into


def taken(to: Client, there: SessionSummary) -> str:
    """The error for a date that already has a session."""
    day = plain_day(there.session.on)
    if there.missed:
        return _("{code} has a missed session on {day} already. Nothing was changed.", code=to.code, day=day)
    return _(
        "{code} has a session on {day} already, number {number}. Nothing was changed.",
        code=to.code,
        day=day,
        number=there.session.number,
    )


def refuse_overlap(app: App, moved: SessionSummary, into: SessionSummary) -> None:
    """Raises Refused if both sessions hold something that a session can have only once."""
    if both := _both_hold(app, moved, into):
        raise Refused(_(_BOTH_HAVE, both=both), _(KEEP_BOTH))


def sessions_there(app: App, moved: SessionSummary, to: Client, day: date) -> tuple[SessionSummary, ...]:
    """The client's other sessions on that date."""
    listed = app.repository.session_admin.of(to)
    return tuple(each for each in listed if each.session.on == day and each.session.id != moved.session.id)


def _both_hold(app: App, moved: SessionSummary, into: SessionSummary) -> str:
    admin = app.repository.session_admin
    both = overlaps(admin.contents(moved.session), admin.contents(into.session))
    return joined(both) if both else ""


def _only(there: Sequence[SessionSummary], code: str, day: date) -> SessionSummary:
    if len(there) > 1:
        see = Action(ActionKind.LIST_SESSIONS, code)
        raise WrongUse(
            _(
                "{code} has {count} sessions on {day}, so it is not clear which to join.",
                code=code,
                count=len(there),
                day=plain_day(day),
            ),
            _("Keep both, as two sessions on one date, with --again. See:"),
            see,
        )
    return there[0]


def _ask(front: Front, join: SessionJoin, day: date) -> None:
    front.show(join)
    question = _(
        "{code} has a session on {day} already. Join the two into one session?", code=join.code, day=plain_day(day)
    )
    if not front.confirm(question, _("Enter changes nothing.")):
        raise Declined(_("Nothing was changed."), _(KEEP_BOTH))
