"""Finds the client a person means, and asks before a client is opened or reopened."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.caseload.overview import Glance
from alliance_cli.core.codes import client_code, new_client_code
from alliance_cli.core.course.client import Client
from alliance_cli.core.errors import Declined, Interrupted, NotFound, Refused, WrongUse
from alliance_cli.core.formatting import day_in_words, plain_day
from alliance_cli.translation import N_, NC_, _
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.typed_keys import keyed

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

LISTED = 9
"""How many clients can be chosen by their row."""
WayOut = tuple[str, Action | None]
"""The untranslated hint of an error, and the action it leads to."""
SEE_ALL: WayOut = (N_("See them all with:"), Action(ActionKind.LIST_CLIENTS))


def known_client(
    app: App, front: Front, typed: str | None, *, closed: bool = False, way_out: WayOut = SEE_ALL
) -> Client:
    """The client with this code or, without a code, the client chosen from a list; ``closed`` lists closed clients
    instead.

    Raises NotFound with the nearest codes and ``way_out``, WrongUse if nobody can choose, Interrupted if nothing is
    chosen.
    """
    code = (typed or _choose(app, front, closed=closed)).strip()
    found = app.repository.clients.find(code)
    if found is None:
        raise _not_found(app, client_code(code, insist=True), way_out)
    log_access(app, found)
    return found


def client_or_new_code(app: App, front: Front, typed: str | None, *, new: bool, insist: bool) -> Client | str:
    """The client with this code, or the code itself if a client is to be opened under it.

    ``new`` opens one without asking; ``insist`` accepts a code that looks like a name. Raises as ``known_client``
    does, and Declined if the person opens nothing.
    """
    code = (typed or _choose(app, front)).strip()
    found = app.repository.clients.find(code)
    if found is not None:
        log_access(app, found)
        return found
    code = new_client_code(code, insist=insist)
    if new or (front.interactive and _opens(app, front, code)):
        return code
    if front.interactive:
        raise Declined(_("Nothing was opened."))
    raise _not_found(app, code, (N_("A new client is opened with --new."), None))


def _opens(app: App, front: Front, code: str) -> bool:
    """Whether the person wants to open a client under the code; a stored draft means that they have said so before."""
    waits = app.repository.drafts.is_any_for(code)
    return waits or front.confirm(_("Open a new client {code}?", code=code), _("Enter opens nothing."))


def ensure_open(app: App, front: Front, client: Client, on: date) -> Client:
    """The client, for a session on that date; one who was closed by then is reopened if the person agrees.

    Raises Declined if the person does not, and Refused if nobody can be asked.
    """
    if client.closed_on is None or on <= client.closed_on:
        return client
    sentence = _("{code} was closed on {day}.", code=client.code, day=plain_day(client.closed_on))
    question = _("{closed} Take the work up again?", closed=sentence)
    if front.interactive and front.confirm(question, _("Enter leaves it closed.")):
        return reopen_client(app, client)
    way_out = _("Take the work up again with:"), Action(ActionKind.REOPEN_CLIENT, client.code)
    raise Declined(_("Nothing was opened."), *way_out) if front.interactive else Refused(sentence, *way_out)


def reopen_client(app: App, client: Client) -> Client:
    """The client, open again."""
    client = replace(client, closed_on=None, ending=None)
    app.repository.clients.change(client)
    return client


def _not_found(app: App, code: str, way_out: WayOut) -> NotFound:
    codes = {client.code.casefold(): client.code for client in app.repository.clients.all()}
    near = [codes[match] for match in get_close_matches(code.casefold(), codes, n=3, cutoff=0.5)]
    hint, action = _(way_out[0]), way_out[1]
    if near:
        hint = _("Nearest: {codes}. {hint}", codes=", ".join(near), hint=hint)
    return NotFound(_("There is no client {code}.", code=code), hint, action)


def _choose(app: App, front: Front, *, closed: bool = False) -> str:
    """The code of the chosen row, or the typed code."""
    if not front.interactive:
        raise WrongUse(_("Which client? Give a code, such as J7."))
    listed = _likeliest(app, closed=closed)[:LISTED]
    codes = {str(number): glance.client for number, glance in enumerate(listed, start=1)}
    widest = max((len(glance.client) for glance in listed), default=0)
    rows = [
        f"{number}  {glance.client:<{widest}}  {_last_seen(glance)}" for number, glance in enumerate(listed, start=1)
    ]
    question = _("Which client? A number from the list, or a code.") if listed else _("Which client? Type a code.")
    typed = front.choose(question, rows, str.strip, _("Type a number or a code."))
    if typed is not None and typed in codes and (called := app.repository.clients.find(typed)):
        return code_or_row(front, called.code, codes[typed])
    if typed is None:
        raise Interrupted(_("Nothing was chosen."))
    return codes.get(typed, typed)


def code_or_row(front: Front, code: str, in_row: str) -> str:
    """The code meant by a number that is one client's code and another client's row; the person decides."""
    if code == in_row:
        return code
    meant = {NC_("key", "c"): code, NC_("key", "r"): in_row}

    def read(typed: str) -> str:
        if (client := keyed(typed, meant)) is None:
            raise WrongUse(_("That is neither."))
        return client

    question = _(
        "{code} is a client's code, and {in_row} is in row {code}. c for client {code}, r for {in_row}.",
        code=code,
        in_row=in_row,
    )
    chosen = front.choose(question, [], read, _("Answer c or r."))
    if chosen is None:
        raise Interrupted(_("Nothing was chosen."))
    return chosen


def _last_seen(glance: Glance) -> str:
    return _("last seen {day}", day=day_in_words(glance.last_on)) if glance.last_on else _("not seen yet")


def _likeliest(app: App, *, closed: bool) -> list[Glance]:
    """Clients with something due, then those seen on this day of the week, then the most recently seen."""
    today = app.clock.today
    waiting = {due.client for due in app.repository.caseload.due(today)}

    def rank(glance: Glance) -> tuple[bool, bool, int]:
        days = (today - glance.last_on).days if glance.last_on else 100_000
        return glance.client not in waiting, days % 7 != 0, days

    return sorted((each for each in app.repository.caseload.glances() if each.closed is closed), key=rank)
