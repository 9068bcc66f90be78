"""The dates of a client's file, shown and changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from alliance_cli.cli.setup import App
from alliance_cli.core.codes import client_code
from alliance_cli.core.course.client_file import checked_closing, checked_opening, read_termination
from alliance_cli.core.course.entities import Client, Termination
from alliance_cli.core.errors import Refused, WrongUse
from alliance_cli.core.vault.retention import review_on
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.dates import day_typed
from alliance_cli.usecases.caseload.find_client import known_client

NO_DATE = "none"


@dataclass(frozen=True, slots=True)
class Changes:
    """What was asked for on the command line."""

    code: str | None
    opened: str | None
    keep_until: str | None
    insist: bool


def show_all(app: App, *, as_json: bool) -> None:
    """A line a client."""
    glances = app.repository.caseload.glances()
    log_access(app)
    if as_json:
        from alliance_cli.report.json.caseload import caseload_document

        app.screen.emit_json(caseload_document(glances, app.repository.clients.all()))
    else:
        from alliance_cli.line.views.caseload import glances_view

        app.screen.show(glances_view(glances))


def show_one(app: App, client: Client, *, as_json: bool) -> None:
    """One client's line, and the dates of the file."""
    glances = [each for each in app.repository.caseload.glances() if each.client == client.code]
    if as_json:
        from alliance_cli.report.json.caseload import caseload_document

        app.screen.emit_json(caseload_document(glances, [client]))
    else:
        from alliance_cli.line.views.caseload import file_view, glances_view

        app.screen.show(glances_view(glances))
        app.screen.show(file_view(client))


def edit_client(app: App, typed: str | None, changes: Changes) -> None:
    """Change what was asked for, all of it or nothing."""
    if (changes.code, changes.opened, changes.keep_until) == (None, None, None):
        raise WrongUse("There is nothing to change.", "Give --code, --opened or --keep-until.")
    client = known_client(app, typed)
    changed = _changed(app, client, changes)
    app.repository.clients.change(changed)
    app.screen.say(_said(client, changed))


def _changed(app: App, client: Client, changes: Changes) -> Client:
    changed = client
    if changes.code is not None:
        changed = replace(changed, code=_free(app, client, client_code(changes.code, insist=changes.insist)))
    if changes.opened is not None:
        on = day_typed(changes.opened, "--opened")
        on = checked_opening(on, client, _sessions(app, client), app.clock.today)
        changed = replace(changed, opened_on=on)
    if changes.keep_until is not None:
        none = changes.keep_until.strip().casefold() == NO_DATE
        until = None if none else day_typed(changes.keep_until, "--keep-until", f", or {NO_DATE}")
        changed = replace(changed, keep_until=until)
    return changed


def _free(app: App, client: Client, code: str) -> str:
    """The code, unless it is another client's."""
    holder = app.repository.clients.find(code)
    if holder is not None and holder.id != client.id:
        raise Refused(f"{holder.code} is another client's code.", "Nothing was changed. Choose one that is not in use.")
    return code


def _sessions(app: App, client: Client) -> tuple[date, ...]:
    return tuple(record.session.on for record in app.repository.courses.of(client).records)


def _said(before: Client, after: Client) -> str:
    lines = [f"Kept: {after.code}, opened on {after.opened_on}."]
    if after.code != before.code:
        lines = [f"{before.code} is {after.code} now. Notes that mention the old code stay as they were written."]
    if after.keep_until != before.keep_until:
        until = f"at least until {after.keep_until}" if after.keep_until else "as long as retention.years says"
        lines.append(f"The file is kept {until}.")
    return "\n".join(lines)


def close_client(app: App, typed: str | None, ending: str | None, on: str | None) -> None:
    """Note that the work has ended, when, and how where that is said; closing again corrects it."""
    how = read_termination(ending) if ending is not None else None
    client = known_client(app, typed)
    if client.closed_on and (how, on) == (None, None):
        way_out = f"Correct it with --ending or --on; take the work up with: alliance client reopen {client.code}"
        raise Refused(f"{client.code} is closed already, since {client.closed_on}.", way_out)
    day = _closing(app, client, on)
    if how is None:
        how = client.ending if client.closed_on else _asked(app, client)
    closed = replace(client, closed_on=day, ending=how)
    app.repository.clients.change(closed)
    _say_closed(app, closed)


def _closing(app: App, client: Client, typed: str | None) -> date:
    on = (client.closed_on or app.clock.today) if typed is None else day_typed(typed, "--on")
    return checked_closing(on, client, _sessions(app, client), app.clock.today)


def _asked(app: App, client: Client) -> Termination | None:
    if not app.on_terminal:
        return None
    app.screen.say(f"How did the work with {client.code} end?  p planned   u unplanned   Enter leaves it unsaid")
    while typed := (app.lines.next() or "").strip():
        try:
            return read_termination(typed)
        except WrongUse:
            app.screen.say("   p or u fits here; Enter leaves it unsaid.")
    return None


def _say_closed(app: App, client: Client) -> None:
    how = f", {client.ending}" if client.ending else ""
    app.screen.say(f"Closed {client.code} on {client.closed_on}{how}. Everything stays readable.")
    if ruptures := len(app.repository.courses.of(client).open_ruptures):
        are = "1 possible rupture is" if ruptures == 1 else f"{ruptures} possible ruptures are"
        app.screen.say(f"{are} still open: alliance moments {client.code} --state open")
    review = review_on(app.repository.files.of(client), app.preferences.retention)
    app.screen.say(f"The file comes up for review on {review}: alliance vault due")
