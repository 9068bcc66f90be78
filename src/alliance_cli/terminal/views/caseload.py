"""The whole caseload: what is due, and a line a client."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.caseload import Glance
from alliance_cli.core.due import Due, Urgency
from alliance_cli.terminal.console import words

_WHY = {
    Urgency.UNFINISHED: "{phase} begun, not finished",
    Urgency.NOT_REFLECTED: "seen, not reflected on yet",
    Urgency.OPEN_RUPTURE: "possible rupture still open",
    Urgency.FLAG: "{says}",
}


def due_view(items: Sequence[Due]) -> RenderableType:
    """What waits, most urgent first: who, why, since when, and the command."""
    if not items:
        return words("Nothing is waiting. Before the next session: alliance prep")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("client", "what waits", "since", "command"):
        table.add_column(heading)
    for due in items:
        why = _WHY[due.urgency].format(phase=due.phase, says=due.says)
        table.add_row(words(due.client), words(why), due.since.isoformat(), words(due.do))
    return table


def glances_view(glances: Sequence[Glance]) -> RenderableType:
    """A line a client."""
    if not glances:
        return words("No clients yet. Open one with: alliance client add J7")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("client", "sessions", "last", "client mean", "open ruptures"):
        table.add_column(heading, justify="left" if heading in ("client", "last") else "right")
    for each in glances:
        mean = f"{each.last_client_mean:.1f}" if each.last_client_mean is not None else "-"
        closed = " (closed)" if each.closed else ""
        last = each.last_on.isoformat() if each.last_on else "-"
        table.add_row(words(each.client + closed), str(each.sessions), last, mean, str(each.open_ruptures))
    return Group(table)
