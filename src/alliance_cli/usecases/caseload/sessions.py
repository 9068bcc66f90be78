"""Which of a client's sessions a command is about; all of them in a list, or one taken away for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.course.session_admin import SessionSummary, blocks_erasing
from alliance_cli.core.errors import NotFound, Refused, WrongUse
from alliance_cli.usecases.caseload.confirmation import (
    Confirmation,
    Word,
    backup_folder,
    require_confirmation,
    write_anew,
)
from alliance_cli.usecases.caseload.dates import day_typed
from alliance_cli.usecases.caseload.find_client import known_client


@dataclass(frozen=True, slots=True)
class Which:
    """The session that is meant, as typed: by its date, its number, or both."""

    on: str | None
    number: str | None


def show_sessions(app: App, typed: str | None, *, as_json: bool) -> None:
    """A line a session."""
    client = known_client(app, typed)
    sheets = app.repository.session_admin.of(client)
    if as_json:
        from alliance_cli.report.json.caseload import sessions_document

        app.screen.emit_json(sessions_document(client.code, sheets))
    else:
        from alliance_cli.line.views.history import sessions_view

        app.screen.show(sessions_view(client.code, sheets))


def chosen(app: App, client: Client, which: Which) -> SessionSummary:
    """The session that is meant; raises WrongUse where it could be several, and NotFound with the nearest."""
    see = f"alliance sessions list {client.code}"
    if which.on is None and which.number is None:
        raise WrongUse("Which session?", f"Give its date with --on, or with --number its number in: {see}")
    day = day_typed(which.on, "--on") if which.on is not None else None
    sheets = app.repository.session_admin.of(client)
    found = [each for each in sheets if day is None or each.session.on == day]
    if which.number is not None:
        found = [each for each in found if str(each.session.number) == which.number.strip()]
    if len(found) > 1:
        numbers = " or ".join(f"--number {each.session.number}" for each in found)
        raise WrongUse(f"{client.code} has {len(found)} sessions on {day}.", f"Say which with {numbers}; see: {see}")
    if not found:
        near = min(sheets, key=lambda each: abs((each.session.on - day).days), default=None) if day else None
        nearest = f"Nearest: {near.session.on}, number {near.session.number}. " if near else ""
        raise NotFound(f"{client.code} has no such session.", f"{nearest}See them with: {see}")
    return found[0]


def erase_session(app: App, typed: str | None, which: Which, confirmed: Sequence[str]) -> None:
    """Erase a session for good, once the code and the date were typed."""
    client = known_client(app, typed)
    sheet = chosen(app, client, which)
    _refuse_torn(app, client, sheet)
    folder = backup_folder(app)
    require_confirmation(app, _confirmation(client, sheet), confirmed, _what_goes(client, sheet))
    with app.repository.change():
        refuse_changed(app, client, sheet)
        _refuse_torn(app, client, sheet)
        app.repository.session_admin.erase(sheet.session)
    write_anew(app, f"{client.code}'s session of {sheet.session.on} is erased", "it", folder)


def refuse_changed(app: App, client: Client, looked_at: SessionSummary) -> None:
    """Raises Refused where a session is not as it was when it was looked at."""
    if looked_at not in app.repository.session_admin.of(client):
        raise Refused("Another window has changed this session meanwhile. It stays as it is.", "Look at it again.")


def _refuse_torn(app: App, client: Client, sheet: SessionSummary) -> None:
    torn = blocks_erasing(app.repository.courses.of(client), sheet.session)
    if torn is not None:
        raise Refused(
            f"Moment {torn.number} of {client.code}, from another session, was {torn.moment.state} in this one.",
            f"Say first what has become of it otherwise: alliance moments {client.code} --resolve {torn.number}",
        )


def _confirmation(client: Client, sheet: SessionSummary) -> Confirmation:
    code, on = client.code, sheet.session.on.isoformat()
    return Confirmation(
        (
            Word("code", code, "To erase this session, type the client's code. Enter stops."),
            Word("date", on, f"Now the session's date, as in {on}. Enter stops."),
        ),
        "the code and the date are typed",
        "--confirm is given twice, first with the code, then with the session's date.",
        f"alliance sessions erase {code} --number {sheet.session.number}",
    )


def _what_goes(client: Client, sheet: SessionSummary) -> str:
    session = sheet.session
    return (
        f"{client.code}, session {session.number} of {session.on}: {sheet.held}. All of it will be gone for good.\n"
        "Noted under a wrong date or client? Stop here and see: alliance sessions move --help"
    )
