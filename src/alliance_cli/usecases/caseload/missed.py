"""Notes missed sessions, and refuses everything on them that needs a held session."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.errors import NotFound, Refused
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import _
from alliance_cli.usecases.caseload.find_client import ensure_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alliance_cli.core.course.session_admin import SessionSummary
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front


class MissedNoted(NamedTuple):
    """A date of a client noted as missed (``why``), or no longer noted as missed (None).

    ``before`` is the earlier note; ``prepared`` says whether a preparation of that date is kept.
    """

    code: str
    on: date
    why: Missed | None
    before: Missed | None = None
    prepared: bool = False


def held_session(app: App, client: Client, day: date, phase: Phase | None = None) -> Session | None:
    """The client's session of a date as ``Sessions.on`` finds it; raises Refused if it was missed."""
    found = app.repository.sessions.on(client, day, phase or "")
    if found is None and (missed := app.repository.sessions.missed_on(client, day)):
        raise was_missed(client.code, missed)
    return found


def refuse_missed(app: App, client: Client, session: Session) -> None:
    """Raises Refused if this session has been noted as missed since it was read."""
    missed = app.repository.sessions.missed_on(client, session.on)
    if missed is not None and missed.id == session.id:
        raise was_missed(client.code, missed)


def was_missed(code: str, missed: MissedSession) -> Refused:
    """The error for anything that needs a held session, with the way out."""
    return Refused(
        _(
            "{code}'s session of {day} is noted as missed ({why}). Nothing was changed.",
            code=code,
            day=plain_day(missed.on),
            why=missed.why.in_words,
        ),
        _("If it was held after all:"),
        Action(ActionKind.MARK_HELD, code, missed.on),
    )


def note_missed(app: App, front: Front, who: Client | str, day: date, why: Missed) -> MissedNoted:
    """Note that a session was missed; ``who`` is a client, or the code of a client who is opened with it.

    A session of that date that was only prepared becomes the missed one; a rupture that was settled in it counts as
    settled in the last session held before. Raises Refused if more is kept of it, and what ``ensure_open`` raises.
    """
    repository = app.repository
    if isinstance(who, Client):
        ensure_open(app, front, who, day)
    with repository.change():
        client = _opened(app, who, day)
        there = [each for each in repository.session_admin.of(client) if each.session.on == day]
        _refuse_held(client, there)
        if there:
            repository.sessions.mark(there[0].session.id, why)
            if last := repository.sessions.latest(client, day):
                repository.moments.settled_elsewhere(there[0].session.id, last.id)
        else:
            repository.sessions.add_missed(client, day, why)
    before = there[0].missed if there else None
    return MissedNoted(client.code, day, why, before, prepared=bool(there and there[0].phases))


def _refuse_held(client: Client, there: Sequence[SessionSummary]) -> None:
    """Raises Refused if one of these sessions holds more than its preparation."""
    held = next((each for each in there if each.missed is None and not each.is_only_prepared), None)
    if held is not None:
        raise Refused(
            _(
                "{code}'s session of {day} was held: {held}. Nothing was changed.",
                code=client.code,
                day=plain_day(held.session.on),
                held=held.held,
            ),
            _("If that belongs elsewhere, move it first:"),
            Action(ActionKind.MOVE_SESSION),
        )


def note_held(app: App, client: Client, day: date) -> MissedNoted:
    """Undo the note that a session was missed; the session is deleted unless it was prepared. Raises NotFound."""
    sessions = app.repository.sessions
    with app.repository.change():
        missed = sessions.missed_on(client, day)
        if missed is None:
            see = Action(ActionKind.LIST_SESSIONS, client.code)
            raise NotFound(
                _("{code} has no missed session on {day}.", code=client.code, day=plain_day(day)),
                _("See the sessions with:"),
                see,
            )
        sessions.mark(missed.id, None)
        deleted = sessions.drop_empty(missed.id)
    return MissedNoted(client.code, day, None, missed.why, prepared=not deleted)


def _opened(app: App, who: Client | str, day: date) -> Client:
    if isinstance(who, Client):
        return who
    client = app.repository.clients.add(who, day)
    app.repository.access.note(app.action, client)
    return client
