"""The caseload as JSON documents: what is due, the list of clients, summaries of courses, one client's sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from alliance_cli.command_lines import command_line
from alliance_cli.core.caseload.day import Day
from alliance_cli.core.caseload.due import DueItem
from alliance_cli.core.caseload.overview import Glance, Overview
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.session_admin import SessionSummary
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.own.self_care import SelfCareHint
from alliance_cli.core.vault.safekeeping import LastBackup
from alliance_cli.core.walk.script import SESSION_PHASES
from alliance_cli.report.json import Document, attributes
from alliance_cli.report.json.history import flag_document
from alliance_cli.usecases.caseload.due import DueList


def overview_document(
    overviews: Sequence[Overview], today: date, flags: Mapping[str, Sequence[Flag]] | None = None
) -> Document:
    """``alliance history --json``; ``flags`` are those of the last session, by client code."""
    return {"clients": [_line(each, today, (flags or {}).get(each.client, ())) for each in overviews]}


def _line(each: Overview, today: date, flags: Sequence[Flag]) -> Document:
    return {
        **attributes(each, "client", "closed", "sessions", "reflected"),
        "last_on": each.last_on.isoformat() if each.last_on else None,
        "days_since_last": each.days_since(today),
        "last_client_mean": each.last_mean,
        "own_level": each.own_level,
        "recent_client_means": list(each.means),
        **attributes(each, "open_ruptures", "held_back"),
        "flags": [flag_document(flag) for flag in flags],
    }


def caseload_document(glances: Sequence[Glance], clients: Sequence[Client]) -> Document:
    """``alliance client list --json``: the clients, each with the dates of their file."""
    files = {client.code: _file(client) for client in clients}
    return {
        "clients": [
            {
                **attributes(each, "client", "sessions"),
                "last_on": each.last_on.isoformat() if each.last_on else None,
                **attributes(each, "last_client_mean", "open_ruptures", "held_back"),
                "flags": [],
                **files.get(each.client, {}),
            }
            for each in glances
        ]
    }


def _file(client: Client) -> Document:
    return {
        "opened_on": client.opened_on.isoformat(),
        "closed_on": client.closed_on.isoformat() if client.closed_on else None,
        "ending": client.ending.value if client.ending else "",
        "keep_until": client.keep_until.isoformat() if client.keep_until else None,
    }


def _last(backup: LastBackup) -> Document:
    do = command_line(backup.do) if backup.says else ""
    return {"last_on": backup.on.isoformat() if backup.on else None, "says": backup.says, "do": do}


def due_document(
    items: Sequence[DueItem],
    care: SelfCareHint | None = None,
    backup: LastBackup | None = None,
    *,
    notes: bool = False,
) -> Document:
    """``alliance --json``: what is due, most urgent first, the hint on self-care or null, and the last backup."""
    return {
        "due": [_due(each, notes=notes) for each in items],
        "self_care": {"says": care.says, "do": [command_line(each) for each in care.do]} if care else None,
        "backup": _last(backup) if backup else None,
    }


def client_due_document(client: str, items: Sequence[DueItem], *, notes: bool = False) -> Document:
    """``alliance J7 --json``: what is due for one client, most urgent first."""
    return {"client": client, "due": [_due(each, notes=notes) for each in items]}


def _due(due: DueItem, *, notes: bool) -> Document:
    return {
        "client": due.client,
        "why": due.urgency.name.lower().replace("_", "-"),
        "phase": due.phase.value if due.phase else "",
        "since": due.since.isoformat(),
        "flag": due.flag,
        "plan": due.plan if notes else "",
        "marks": due.marks,
        "says": due.says,
        "do": command_line(due.do),
    }


def day_document(day: Day, due: DueList) -> Document:
    """``alliance day --json``: how far each session of today is, and the document of ``alliance --json``."""
    return {
        "on": day.on.isoformat(),
        "sessions": [
            {
                "client": each.client,
                "expected": each.last_on is not None,
                "phases": {
                    phase.value: "finished" if each.finished(phase) else "unfinished"
                    for phase in SESSION_PHASES
                    if each.finished(phase) is not None
                },
                "next": command_line(action) if (action := day.action(each)) else "",
            }
            for each in day.sessions
        ],
        **due_document(*due),
    }


def sessions_document(client: str, summaries: Sequence[SessionSummary]) -> object:
    """``{"client", "sessions": [{"id", "number", "on", "missed", "phases", "held_back", "counts"}]}``

    A missed session has no number, and a held session has null for ``missed``.
    """
    return {
        "client": client,
        "sessions": [
            {
                "id": each.session.id,
                "number": each.session.number or None,
                "on": each.session.on.isoformat(),
                "missed": each.missed,
                "phases": dict(each.phases),
                "held_back": each.held_back,
                "counts": dict(each.counts),
            }
            for each in summaries
        ],
    }
