"""Which client a command is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from alliance_cli.cli.setup import App
from alliance_cli.core.codes import client_code
from alliance_cli.core.course.entities import Client, Glance
from alliance_cli.core.errors import Declined, Interrupted, NotFound, Refused, WrongUse
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.questions import confirm

LISTED = 9


SEE_ALL = "See them all with: alliance client list"


def known_client(app: App, typed: str | None, *, closed: bool = False, way_out: str = SEE_ALL) -> Client:
    """The client of a code, or the one chosen from a list; raises NotFound with the nearest codes and ``way_out``.

    The list holds those whose work goes on, or with ``closed`` those whose work has ended.
    """
    code = (typed or _choose(app, closed=closed)).strip()
    found = app.repository.clients.find(code)
    if found is None:
        raise _not_found(app, client_code(code, insist=True), way_out)
    log_access(app, found)
    return found


def client_or_new_code(app: App, typed: str | None, *, new: bool, insist: bool) -> Client | str:
    """The client of a code, or the code itself where the person wants it opened."""
    code = (typed or _choose(app)).strip()
    found = app.repository.clients.find(code)
    if found is not None:
        log_access(app, found)
        return found
    code = client_code(code, insist=insist)
    if new or (app.on_terminal and confirm(app, f"Open a new client {code}?", "Enter opens nothing.")):
        return code
    if app.on_terminal:
        raise Declined("Nothing was opened.")
    raise _not_found(app, code, "A new client is opened with --new.")


def ensure_open(app: App, client: Client, on: date) -> Client:
    """The client, for a session on that date; where the work had ended by then it is taken up again, if wanted."""
    if client.closed_on is None or on <= client.closed_on:
        return client
    sentence = f"{client.code} was closed on {client.closed_on}."
    if app.on_terminal and confirm(app, f"{sentence} Take the work up again?", "Enter leaves it closed."):
        return reopened(app, client)
    way_out = f"Take the work up again with: alliance client reopen {client.code}"
    raise Declined("Nothing was opened.", way_out) if app.on_terminal else Refused(sentence, way_out)


def reopened(app: App, client: Client) -> Client:
    """The client with the work going on again."""
    client = replace(client, closed_on=None, ending=None)
    app.repository.clients.change(client)
    return client


def _not_found(app: App, code: str, way_out: str) -> NotFound:
    codes = {client.code.casefold(): client.code for client in app.repository.clients.all()}
    near = [codes[match] for match in get_close_matches(code.casefold(), codes, n=3, cutoff=0.5)]
    nearest = f"Nearest: {', '.join(near)}. " if near else ""
    return NotFound(f"There is no client {code}.", nearest + way_out)


def _choose(app: App, *, closed: bool = False) -> str:
    if not app.on_terminal:
        raise WrongUse("Which client? Give a code, such as J7.")
    listed = _likeliest(app, closed=closed)[:LISTED]
    for number, glance in enumerate(listed, start=1):
        last = f"last seen {glance.last_on:%a %d %b %Y}" if glance.last_on else "not seen yet"
        app.screen.say(f"{number}  {glance.client:<24} {last}")
    app.screen.say("Which client? A number from the list, or a code." if listed else "Which client? Type a code.")
    typed = (app.lines.next() or "").strip()
    if not typed:
        raise Interrupted("Nothing was chosen.")
    return listed[int(typed) - 1].client if typed in map(str, range(1, len(listed) + 1)) else typed


def _likeliest(app: App, *, closed: bool) -> list[Glance]:
    """Those with something waiting, then those seen on this day of the week, then the most recent."""
    today = app.clock.today
    waiting = {due.client for due in app.repository.caseload.due(today)}

    def rank(glance: Glance) -> tuple[bool, bool, int]:
        days = (today - glance.last_on).days if glance.last_on else 100_000
        return glance.client not in waiting, days % 7 != 0, days

    return sorted((each for each in app.repository.caseload.glances() if each.closed is closed), key=rank)
