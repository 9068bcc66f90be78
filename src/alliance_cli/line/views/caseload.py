"""The whole caseload: what is due, and a line a client."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.course.due import COMMANDS, DueGroup, DueItem, Urgency, by_client
from alliance_cli.core.course.entities import Client, Glance
from alliance_cli.core.own.self_care import Hint
from alliance_cli.core.vault.safekeeping import LastBackup
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import IfItFits, OrBeneath

_WHY = {
    Urgency.UNFINISHED: "{command} unfinished",
    Urgency.NOT_REFLECTED: "not reflected on yet",
    Urgency.OPEN_RUPTURE: "possible rupture open",
    Urgency.FLAG: "flag: {flag}",
}


def due_view(items: Sequence[DueItem], care: Hint | None = None, backup: LastBackup | None = None) -> RenderableType:
    """What waits, most urgent first, and beneath it a word to the clinician and one about backups."""
    hints = [_hint(care.says, care.do)] if care else []
    if backup and backup.says:
        hints.append(_hint(backup.says, (backup.do,)))
    return Group(_waiting(items), words(""), *hints) if hints else _waiting(items)


def _hint(says: str, do: Sequence[str]) -> RenderableType:
    """One line where there is room for it; the commands are never broken."""
    beneath = Group(words(says, "dim"), *(words(f"  {command}", "dim") for command in do))
    return IfItFits(words(f"{says} {', '.join(do)}", "dim"), beneath)


def _waiting(items: Sequence[DueItem]) -> RenderableType:
    """A row a client and reason: who, why, since when, and the command, never broken so that it can be copied."""
    if not items:
        return words("Nothing is waiting. Before the next session: alliance prep")
    wide = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("client", "what waits", "since", "command"):
        wide.add_column(heading, no_wrap=True)
    narrow: list[RenderableType] = []
    for waiting in by_client(items):
        due, why, since = waiting.first, _why(waiting), _since(waiting)
        wide.add_row(words(due.client), why, since, words(due.do))
        narrow += [words(f"{due.client}  {why}, since {since}"), words(f"  {due.do}")]
    return IfItFits(wide, Group(*narrow))


def _why(waiting: DueGroup) -> str:
    due = waiting.first
    if due.urgency is Urgency.OPEN_RUPTURE and waiting.others:
        return f"{1 + len(waiting.others)} possible ruptures open"
    return _WHY[due.urgency].format(command=COMMANDS.get(due.phase, due.phase) if due.phase else "", flag=due.flag)


def _since(waiting: DueGroup) -> str:
    """``2026-03-02, and 3 earlier``; of possible ruptures the oldest alone, as their number is told already."""
    due, others = waiting.first, len(waiting.others)
    if not others or due.urgency is Urgency.OPEN_RUPTURE:
        return due.since.isoformat()
    return f"{due.since}, and {others} {'earlier' if waiting.others_are_earlier else 'more'}"


def glances_view(glances: Sequence[Glance]) -> RenderableType:
    """A line a client."""
    if not glances:
        return words("No clients yet. Open one with: alliance client add J7")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("client", "sessions", "last", "mean", "open"):
        table.add_column(heading, justify="left" if heading in ("client", "last") else "right", overflow="fold")
    for each in glances:
        mean = f"{each.last_client_mean:.1f}" if each.last_client_mean is not None else "-"
        closed = " (closed)" if each.closed else ""
        last = each.last_on.isoformat() if each.last_on else "-"
        table.add_row(words(each.client + closed), str(each.sessions), last, mean, str(each.open_ruptures))
    return OrBeneath(table)


def file_view(client: Client) -> RenderableType:
    """The dates of a client's file in a line."""
    said = [f"Opened {client.opened_on}."]
    if client.closed_on:
        said.append(f"Closed {client.closed_on}{f', {client.ending}' if client.ending else ''}.")
    if client.keep_until:
        said.append(f"Kept at least until {client.keep_until}.")
    return words(" ".join(said))
