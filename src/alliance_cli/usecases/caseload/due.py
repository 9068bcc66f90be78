"""Gathers what is due over the whole caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, session_action
from alliance_cli.core.caseload.due import DueItem, Urgency, sort_due
from alliance_cli.core.flags.flag import TENSION, kind_in_words
from alliance_cli.core.flags.rules import RULES
from alliance_cli.core.flags.signals import one_per_kind_and_session
from alliance_cli.core.own.self_care import SelfCareHint
from alliance_cli.core.vault.safekeeping import LastBackup
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import known_client
from alliance_cli.usecases.own.check_in import care_hint
from alliance_cli.usecases.review.flags import flags_of_last_sessions
from alliance_cli.usecases.vault.backup import backup_reminder
from alliance_cli.usecases.vault.copies import sweep_quietly

if TYPE_CHECKING:
    from alliance_cli.core.course.client import Client
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front


class DueList(NamedTuple):
    """What is due, most urgent first; a hint about the clinician's own check-ins, and the last backup."""

    items: tuple[DueItem, ...]
    care: SelfCareHint | None
    backup: LastBackup | None


class ClientDue(NamedTuple):
    """What is due for one client, most urgent first, and the three walks of a session."""

    client: Client
    items: tuple[DueItem, ...]
    walks: tuple[Action, ...]


def what_is_due(app: App) -> DueList:
    """Everything that is due today; noted in the access log."""
    found = due_now(app)
    log_access(app)
    if app.key is None:  # a demo leaves nothing behind
        sweep_quietly(app)
    return found


def due_now(app: App) -> DueList:
    """Everything that is due today."""
    return DueList(_due_items(app), care_hint(app), backup_reminder(app))


def due_for_client(app: App, front: Front, typed: str) -> ClientDue:
    """What is due for the client with this code; raises NotFound with the nearest codes."""
    client = known_client(app, front, typed)
    return ClientDue(
        client, _due_items(app, client), tuple(session_action(client.code, phase, None) for phase in SESSION_PHASES)
    )


def _due_items(app: App, client: Client | None = None) -> tuple[DueItem, ...]:
    """What is due for every open client, or for the one asked about."""
    waiting = app.repository.caseload.due(app.clock.today, client.id if client else None)
    ruptures = {due.client for due in waiting if due.urgency is Urgency.OPEN_RUPTURE}
    # An open rupture says more than the report it came from.
    flags = [due for due in _due_flags(app, client) if due.client not in ruptures or due.flag != kind_in_words(TENSION)]
    return sort_due([*waiting, *flags])


def _due_flags(app: App, asked: Client | None) -> list[DueItem]:
    """The first flag of each recently seen client, dated by its session."""
    items = []
    ranks = {rule.kind: place for place, rule in enumerate(RULES)}
    for client, found in flags_of_last_sessions(app, asked):
        days = {flag.session: on for on, flag in found}
        for flag in one_per_kind_and_session([flag for _, flag in found])[:1]:
            do = session_action(client.code, Phase.PRE_SESSION, None)
            kind, rank = kind_in_words(flag.kind), ranks[flag.kind]
            on = days[flag.session]
            items.append(DueItem(client.code, Urgency.FLAG, on, do, flag=kind, says=flag.says, rank=rank))
    return items
