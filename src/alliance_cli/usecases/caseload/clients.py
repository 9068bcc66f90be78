"""Opens, lists, changes, closes and erases clients' files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.overview import Glance
from alliance_cli.core.course.client import Client, Termination, checked_closing, checked_opening, read_termination
from alliance_cli.core.errors import Refused, WrongUse
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.vault.retention import review_on
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import NC_, _
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.erasing import (
    Confirmation,
    Word,
    compact_after_erasing,
    require_confirmation,
)
from alliance_cli.usecases.typed_keys import keyed
from alliance_cli.usecases.vault.backup import backup_folder

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front


class ClientList(NamedTuple):
    """Summaries of clients, and the files of the same clients."""

    glances: tuple[Glance, ...]
    clients: tuple[Client, ...]


class Closed(NamedTuple):
    """A closed client, the number of open ruptures, and the day the file comes up for review."""

    client: Client
    open_ruptures: int
    review_on: date


def open_client(app: App, code: str) -> Client:
    """Open a client under a code; raises Refused if the code is in use."""
    repository = app.repository
    if repository.clients.find(code) is not None:
        raise Refused(
            _("{code} is in the caseload already.", code=code), _("See:"), Action(ActionKind.SHOW_CLIENT, code)
        )
    with repository.change():
        client = repository.clients.add(code, app.clock.today)
        repository.access.note(app.action, client)
    return client


def codes_without_asking(app: App) -> tuple[str, ...]:
    """The codes of open clients, for completion; none if the vault needs a passphrase."""
    from alliance_cli.storage.file.vault import Vault

    key = app.remembered.key() if app.remembered.is_enabled else None
    if key is None:
        return ()
    app.vault = Vault.open(app.places.vault, key)
    codes = tuple(client.code for client in app.repository.clients.all() if client.closed_on is None)
    log_access(app)
    return codes


def all_clients(app: App) -> ClientList:
    """Every client, closed ones too."""
    found = ClientList(app.repository.caseload.glances(), tuple(app.repository.clients.all()))
    log_access(app)
    return found


def one_client(app: App, client: Client) -> ClientList:
    """A single client."""
    glances = (each for each in app.repository.caseload.glances() if each.client == client.code)
    return ClientList(tuple(glances), (client,))


def edit_client(
    app: App,
    client: Client,
    *,
    code: str | None = None,
    opened_on: date | None = None,
    keep_until: date | Literal["none"] | None = None,
) -> Client:
    """Change the given fields of a client's file, all or none; ``keep_until`` "none" removes the date.

    Raises Refused for another client's code, and WrongUse for an opening day after the first session.
    """
    changed = client
    if code is not None:
        holder = app.repository.clients.find(code)
        if holder is not None and holder.id != client.id:
            way_out = _("Nothing was changed. Choose one that is not in use.")
            raise Refused(_("{code} is another client's code.", code=holder.code), way_out)
        changed = replace(changed, code=code)
    if opened_on is not None:
        checked = checked_opening(opened_on, client, _session_dates(app, client), app.clock.today)
        changed = replace(changed, opened_on=checked)
    if keep_until is not None:
        changed = replace(changed, keep_until=None if keep_until == "none" else keep_until)
    app.repository.clients.change(changed)
    return changed


def _session_dates(app: App, client: Client) -> tuple[date, ...]:
    return app.repository.courses.of(client).held_on


def close_client(app: App, front: Front, client: Client, how: Termination | None, on: date | None) -> Closed:
    """Note that the work has ended; closing again corrects how or when.

    The day is today unless given. A person is asked how the work ended. Raises Refused if a closed client is closed
    again without a correction, and WrongUse for an impossible day.
    """
    if client.closed_on and (how, on) == (None, None):
        way_out = _("Correct it with --ending or --on; take the work up with:")
        action = Action(ActionKind.REOPEN_CLIENT, client.code)
        raise Refused(
            _("{code} is closed already, since {day}.", code=client.code, day=plain_day(client.closed_on)),
            way_out,
            action,
        )
    day = on or client.closed_on or app.clock.today
    day = checked_closing(day, client, _session_dates(app, client), app.clock.today)
    if how is None:
        how = client.ending if client.closed_on else _ask_how(front, client)
    closed = replace(client, closed_on=day, ending=how)
    app.repository.clients.change(closed)
    ruptures = len(app.repository.courses.of(closed).open_ruptures)
    return Closed(closed, ruptures, review_on(app.repository.files.of(closed), app.settings.retention))


def _ask_how(front: Front, client: Client) -> Termination | None:
    if not front.interactive:
        return None

    letters = {NC_("key", "p"): Termination.PLANNED, NC_("key", "u"): Termination.UNPLANNED}

    def read(typed: str) -> Termination:
        try:
            return keyed(typed, letters) or read_termination(typed)
        except WrongUse:
            raise WrongUse(_("Answer p or u.")) from None

    question = _("How did the work with {code} end?  p planned   u unplanned   Enter leaves it open", code=client.code)
    return front.choose(question, (), read, _("Enter leaves it open."))


def erase_client(app: App, front: Front, client: Client, confirmed: Sequence[str]) -> None:
    """Erase a client for good after the code was typed twice or given twice in ``confirmed``."""
    folder = backup_folder(app)
    file = app.repository.files.of(client)
    held = (
        _("{code}: {held}, the last entry on {day}.", code=client.code, held=file.held, day=plain_day(file.last_on))
        if file.last_on
        else _("{code}: {held}.", code=client.code, held=file.held)
    )
    warning = _(
        "{held} Every rating, measure, moment and note will be gone for good.\nFor a copy first, stop here and run:",
        held=held,
    )
    copy_first = Action(ActionKind.EXPORT_CLIENT, client.code)
    require_confirmation(front, _confirmation(client.code), confirmed, warning, copy_first)
    app.repository.files.erase(client, app.action)
    compact_after_erasing(app, front, _("{code} is erased.", code=client.code), client.code, folder)


def erase_half_typed(app: App, front: Front, typed: str | None, confirmed: Sequence[str]) -> bool:
    """Erase half-typed text for a code without a client, with the same confirmation; False if there is none."""
    code = (typed or "").strip()
    if app.repository.clients.find(code) is not None or not app.repository.drafts.is_any_for(code):
        return False
    warning = _(
        "{code} was never opened. What was half typed for it will be gone for good.\nTo go on with it "
        "instead, stop here and run:",
        code=code,
    )
    go_on = session_action(code, Phase.PRE_SESSION, None)
    require_confirmation(front, _confirmation(code), confirmed, warning, go_on)
    app.repository.drafts.erase(code, app.action)
    compact_after_erasing(
        app, front, _("What was half typed for {code} is erased.", code=code), code, backup_folder(app)
    )
    return True


def _confirmation(code: str) -> Confirmation:
    not_the_code = _("That is not the code. Nothing was erased.")
    return Confirmation(
        (
            Word(code, _("To erase {code}, type its code. Enter stops.", code=code), not_the_code),
            Word(code, _("The code once more. Enter stops."), not_the_code),
        ),
        _("Erasing is for good, so the code is typed twice. Nothing was erased."),
        _("--confirm is given twice, each time with the code. Nothing was erased."),
        Action(ActionKind.ERASE_CLIENT, code),
    )
