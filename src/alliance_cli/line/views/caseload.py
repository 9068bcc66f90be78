"""The whole caseload: what is due, and one line for each client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from alliance_cli.command_lines import command_line, command_name
from alliance_cli.core.course.due import DueGroup, DueItem, Urgency, group_due
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, WideOrNarrow, open_table
from alliance_cli.line.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.action import Action
    from alliance_cli.core.course.entities import Client, Glance
    from alliance_cli.core.course.overview import Overview
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.core.own.self_care import SelfCareHint
    from alliance_cli.core.vault.safekeeping import LastBackup

_WHY = {
    Urgency.UNFINISHED: "{command} unfinished",
    Urgency.NOT_REFLECTED: "not reflected on yet",
    Urgency.OPEN_RUPTURE: "possible rupture open",
    Urgency.FLAG: "flag: {flag}",
}


def due_view(
    items: Sequence[DueItem], care: SelfCareHint | None = None, backup: LastBackup | None = None
) -> RenderableType:
    """What is due, most urgent first, then the hint on self-care and the one on backups."""
    hints = [_hint(care.says, care.do)] if care else []
    if backup and backup.says:
        hints.append(_hint(backup.says, (backup.do,)))
    return Group(_waiting(items), literal(""), *hints) if hints else _waiting(items)


def _hint(says: str, actions: Sequence[Action]) -> RenderableType:
    """The hint and its commands on one line if they fit; a command is never broken."""
    do = [command_line(each) for each in actions]
    beneath = Group(literal(says, "dim"), *(literal(f"  {command}", "dim") for command in do))
    return WideOrNarrow(literal(f"{says} {', '.join(do)}", "dim"), beneath)


def _waiting(items: Sequence[DueItem]) -> RenderableType:
    """One row for each client and reason, with a command that is never broken, so that it can be copied."""
    if not items:
        return literal("Nothing is waiting. Before the next session: alliance prep")
    wide = open_table("client", "what waits", "since", "command")
    narrow: list[RenderableType] = []
    for waiting in group_due(items):
        due, why, since = waiting.first, _why(waiting), _since(waiting)
        command = command_line(due.do)
        wide.add_row(literal(due.client), why, since, literal(command))
        narrow += [literal(f"{due.client}  {why}, since {since}"), literal(f"  {command}")]
    return WideOrNarrow(wide, Group(*narrow))


def _why(waiting: DueGroup) -> str:
    due = waiting.first
    if due.urgency is Urgency.OPEN_RUPTURE and waiting.others:
        return f"{1 + len(waiting.others)} possible ruptures open"
    return _WHY[due.urgency].format(command=command_name(due.do), flag=due.flag)


def _since(waiting: DueGroup) -> str:
    """``2026-03-02, and 3 earlier``; for ruptures only the oldest date, as the reason gives their number."""
    due, others = waiting.first, len(waiting.others)
    if not others or due.urgency is Urgency.OPEN_RUPTURE:
        return due.since.isoformat()
    return f"{due.since}, and {others} {'earlier' if waiting.others_are_earlier else 'more'}"


def client_due_view(client: str, items: Sequence[DueItem], walks: Sequence[Action]) -> RenderableType:
    """What waits for one client, then the commands before, during and after a session."""
    lines = [f"Nothing waits for {client}."] if not items else []
    for waiting in group_due(items):
        lines.append(f"{client}: {_why(waiting)}, since {_since(waiting)}")
        lines.append(f"  {command_line(waiting.first.do)}")
    lines += ["", "Before, during and after a session:", *(f"  {command_line(each)}" for each in walks)]
    return literal("\n".join(lines))


def glances_view(glances: Sequence[Glance]) -> RenderableType:
    """The list of clients, one row each."""
    if not glances:
        return literal("No clients yet. Open one with: alliance client add J7")
    headings = ("client", "sessions", "last", "mean", "open")
    table = open_table(*headings, right=("sessions", "mean", "open"), wrap=headings)
    for each in glances:
        mean = f"{each.last_client_mean:.1f}" if each.last_client_mean is not None else "-"
        closed = " (closed)" if each.closed else ""
        last = each.last_on.isoformat() if each.last_on else "-"
        table.add_row(literal(each.client + closed), str(each.sessions), last, mean, str(each.open_ruptures))
    return ResponsiveTable(table)


def file_view(client: Client) -> RenderableType:
    """The dates of a client's file on one line."""
    said = [f"Opened {client.opened_on}."]
    if client.closed_on:
        said.append(f"Closed {client.closed_on}{f', {client.ending}' if client.ending else ''}.")
    if client.keep_until:
        said.append(f"Kept at least until {client.keep_until}.")
    return literal(" ".join(said))


_LONG, _SHORT = 20, 8
"""How many sessions the course shows on a wide and on a narrow screen."""
_CLEAR = 1.0
"""A mean this many points below the client's own level is printed in bold."""
_LEGEND = (
    "course: the client's mean rating, session by session; last: the latest one, and +/- against the client's own "
    "level, the mean of the sessions before; flags: in the last session; open: possible ruptures; days: since then."
)


def overview_view(
    overviews: Sequence[Overview], today: date, *, unicode: bool, flags: Mapping[str, Sequence[Flag]] | None = None
) -> RenderableType:
    """One row for each client; ``flags`` are those of the last session, by client code."""
    if not overviews:
        return literal("No open clients. Open one with: alliance client add J7")
    long, short = (_table(overviews, today, unicode, flags or {}, width) for width in (_LONG, _SHORT))
    return Group(WideOrNarrow(long, ResponsiveTable(short)), literal(""), literal(_LEGEND, "dim"))


def _table(
    overviews: Sequence[Overview], today: date, unicode: bool, flags: Mapping[str, Sequence[Flag]], width: int
) -> Table:
    numbers = ("last", "+/-", "flags", "open", "days", "reflected")
    table = open_table("client", "course", *numbers, right=numbers, wrap=("client",))
    for each in overviews:
        table.add_row(
            literal(each.client + (" (closed)" if each.closed else "")),
            sparkline(each.means[-width:], unicode=unicode),
            _number(each.last_mean, ".1f"),
            Text(_number(each.change, "+.1f"), style="bold" if (each.change or 0) <= -_CLEAR else ""),
            str(len({flag.kind for flag in flags.get(each.client, ())}) or "-"),
            str(each.open_ruptures or "-"),
            _number(each.days_since(today), "d"),
            f"{each.reflected}/{each.sessions}",
        )
    return table


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
