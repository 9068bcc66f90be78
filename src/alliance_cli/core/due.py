"""What is due over the whole caseload, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from alliance_cli.core.script import Phase

COMMANDS = {Phase.PRE_SESSION: "prep", Phase.IN_SESSION: "session", Phase.POST_SESSION: "reflect"}
"""The command that walks each phase."""


class Urgency(IntEnum):
    """Why something is due; a lower number comes first.

    What was begun is nearest to being lost, then a session whose memory fades, then what has waited longest.
    """

    UNFINISHED = 1
    NOT_REFLECTED = 2
    OPEN_RUPTURE = 3
    FLAG = 4


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits: since which session's date, and the command that takes it up."""

    client: str
    urgency: Urgency
    since: date
    do: str
    phase: Phase | None = None
    plan: str = ""
    flag: str = ""
    says: str = ""
    """The kind of flag in words, and its sentence."""
    rank: int = 0
    """The place of a flag's rule among the rules: what a person said comes before what a formula says."""


def in_order(items: Iterable[Due]) -> tuple[Due, ...]:
    """By urgency, then by rank, then oldest first, then by code."""
    return tuple(sorted(items, key=lambda due: (due.urgency, due.rank, due.since, due.client)))


def continue_command(client: str, phase: Phase, on: date, today: date, script: str | None = None) -> str:
    """The command that goes on with a walk: ``alliance reflect J7 --on 2026-11-20``."""
    day = "" if on == today else f" --on {on.isoformat()}"
    own = "" if script in (None, phase) else f" --script {script}"
    return f"alliance {COMMANDS[phase]} {client}{day}{own}"
