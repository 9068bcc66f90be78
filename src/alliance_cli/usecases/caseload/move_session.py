"""A session given another date or another client, with all that hangs on it, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.course.session_admin import SessionSummary, blocks_moving, blocks_redating
from alliance_cli.core.errors import Refused, WrongUse
from alliance_cli.usecases.caseload.dates import session_date
from alliance_cli.usecases.caseload.find_client import ensure_open, known_client
from alliance_cli.usecases.caseload.sessions import Which, chosen, refuse_changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a session is to go, as typed."""

    to: str | None
    to_client: str | None
    again: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A session and where it goes: the client it leaves, the one it is to be of, and the day."""

    sheet: SessionSummary
    leaves: Client
    to: Client
    day: date

    @property
    def changes_client(self) -> bool:
        return self.leaves.id != self.to.id


def move_session(app: App, typed: str | None, which: Which, wanted: Wanted) -> None:
    """Look, refuse what would be torn or doubled, then move it in one transaction."""
    if wanted.to is None and wanted.to_client is None:
        raise WrongUse("Where does it belong?", "Give --to with its date, --to-client with its client's code, or both.")
    day = session_date(wanted.to, app.clock.today) if wanted.to is not None else None
    client = known_client(app, typed)
    to = client if wanted.to_client is None else _other(app, client, wanted.to_client)

    sheet = chosen(app, client, which)
    move = Move(sheet, client, to, day or sheet.session.on)
    _refuse(app, move, again=wanted.again)
    ensure_open(app, to, move.day)
    with app.repository.change():
        refuse_changed(app, client, sheet)
        _refuse(app, move, again=wanted.again)
        left = app.repository.session_admin.left_behind(sheet.session) if move.changes_client else 0
        app.repository.session_admin.move(sheet.session, to, move.day)
    _say(app, move, left)


def _other(app: App, client: Client, code: str) -> Client:
    if code.strip().casefold() == client.code.casefold():
        return client
    return known_client(app, code, way_out="Open it first with: alliance client add CODE")


def _refuse(app: App, move: Move, *, again: bool) -> None:
    """Raises WrongUse where nothing would change, and Refused where something would be torn apart or doubled."""
    if not move.changes_client and move.day == move.sheet.session.on:
        raise WrongUse("The session is noted there already. Nothing was changed.")
    _refuse_torn(app, move)
    there = app.repository.sessions.on(move.to, move.day)
    if there and not again:
        raise Refused(
            f"{move.to.code} has a session on {move.day} already, number {there.number}. Nothing was changed.",
            "Keep both, as two sessions on one date, with --again.",
        )


def _refuse_torn(app: App, move: Move) -> None:
    course, code, session = app.repository.courses.of(move.leaves), move.leaves.code, move.sheet.session
    if move.changes_client and (torn := blocks_moving(course, session)):
        raise Refused(
            f"Moment {torn.number} of {code} was {torn.moment.state} in another session than it happened in, and this "
            "is one of the two. Nothing was changed.",
            "Note first that it is still open, and resolve it anew later: "
            f"alliance moments {code} --resolve {torn.number}",
        )
    if late := blocks_redating(course, session, move.day):
        raise Refused(
            f"Moment {late.number} of {code} would come after what was done about it. Nothing was changed.",
            f"See the dates with: alliance moments {code} --show {late.number}",
        )


def _say(app: App, move: Move, left: int) -> None:
    leaves, session = move.leaves.code, move.sheet.session
    number = next(s.session.number for s in app.repository.session_admin.of(move.to) if s.session.id == session.id)
    whose = f"{move.to.code}'s" if move.changes_client else "now"
    app.screen.say(f"{leaves}'s session of {session.on} is {whose} of {move.day}, number {number}.")
    if not move.changes_client:
        return
    if move.sheet.counts["decisions"]:
        app.screen.say("What you decided about its flags goes along: those set aside stay set aside.")
    if left:
        what = "Repairs and supervision questions of that day that are about none of its moments"
        app.screen.say(f"{what} stay with {leaves}.")
    if not app.repository.session_admin.of(move.leaves):
        erase = f"alliance client erase {leaves}"
        app.screen.say(f"{leaves} has no session now. If the code was opened by mistake: {erase}")
