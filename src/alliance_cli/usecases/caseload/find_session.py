"""Finds a client's session by its date or its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.session_admin import SessionSummary
from alliance_cli.core.errors import NotFound, Refused, WrongUse
from alliance_cli.core.formatting import either, plain_day
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def sessions_of(app: App, client: Client) -> tuple[SessionSummary, ...]:
    """A client's sessions with how much is kept of each, oldest first."""
    return app.repository.session_admin.of(client)


def find_session(app: App, client: Client, on: date | None, number: str | None) -> SessionSummary:
    """The session of a date, a number, or both; raises WrongUse if several fit, or NotFound with the nearest.

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


def refuse_changed(app: App, client: Client, looked_at: SessionSummary) -> None:
    """Raises Refused if a session has changed since it was read."""
    if looked_at not in sessions_of(app, client):
        raise Refused(
            _("Another window has changed this session in the meantime. It stays as it is."), _("Look at it again.")
        )
