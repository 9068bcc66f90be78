"""Joins two sessions into one: a reflection made under the wrong day with the session that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.entities import Client
from alliance_cli.core.course.session_admin import SessionSummary, overlaps
from alliance_cli.core.errors import Declined, Refused, WrongUse
from alliance_cli.core.wording import joined

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

KEEP_BOTH = "Keep both, as two sessions on one date, with --again."


class SessionJoin(NamedTuple):
    """Two sessions that are about to be one, and the client whose they will be."""

    code: str
    moved: SessionSummary
    into: SessionSummary


def session_to_join(
    app: App, front: Front, moved: SessionSummary, to: Client, day: date, *, join: bool
) -> SessionSummary | None:
    """The session on that date to join with; None where there is none. ``join`` joins without asking.

    Raises Refused where both hold the same thing or nobody can be asked, WrongUse where there are several, and
    Declined where the person wants no join.
    """
    there = sessions_there(app, moved, to, day)
    if not there:
        return None
    into = _only(there, to.code, day)
    if moved.missed or into.missed:
        raise Refused(taken(to, into), KEEP_BOTH)
    both = _both_hold(app, moved, into)
    if both and join:
        raise Refused(f"The two sessions cannot be joined: both have {both}. Nothing was changed.", KEEP_BOTH)
    if both:
        raise Refused(taken(to, into), f"Both have {both}, so they cannot be joined. {KEEP_BOTH}")
    if not join and not front.interactive:
        raise Refused(taken(to, into), f"Join the two into one with --join. {KEEP_BOTH}")
    if not join:
        _ask(front, SessionJoin(to.code, moved, into), day)
    return into


def taken(to: Client, there: SessionSummary) -> str:
    """Says that there is a session on that date."""
    number = "a missed one" if there.missed else f"number {there.session.number}"
    return f"{to.code} has a session on {there.session.on} already, {number}. Nothing was changed."


def refuse_overlap(app: App, moved: SessionSummary, into: SessionSummary) -> None:
    """Raises Refused where both sessions hold something of which there can be only one."""
    if both := _both_hold(app, moved, into):
        raise Refused(f"The two sessions cannot be joined: both have {both}. Nothing was changed.", KEEP_BOTH)


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
            f"{code} has {len(there)} sessions on {day}, so it is not clear which to join.", f"{KEEP_BOTH} See:", see
        )
    return there[0]


def _ask(front: Front, join: SessionJoin, day: date) -> None:
    front.show(join)
    question = f"{join.code} has a session on {day} already. Join the two into one session?"
    if not front.confirm(question, "Enter changes nothing."):
        raise Declined("Nothing was changed.", KEEP_BOTH)
