"""The whole caseload: what is due, and one line for each client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from alliance_cli.command_lines import command_line, command_name
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.due import DueGroup, DueItem, Urgency, group_due
from alliance_cli.core.caseload.overview import most_pressing
from alliance_cli.core.walk.script import SESSION_PHASES
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, WideOrNarrow, open_table
from alliance_cli.line.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.caseload.day import Day, DaySession
    from alliance_cli.core.caseload.overview import Overview
    from alliance_cli.core.course.entities import Client, Glance
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.core.own.self_care import SelfCareHint
    from alliance_cli.core.vault.safekeeping import LastBackup

_DAY = Action(ActionKind.GO_THROUGH_DAY)
_REACHED = {True: "done", False: "begun", None: "-"}
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
    groups = group_due(items)
    several = [literal(""), _hint("With one passphrase for all:", (_DAY,))] if len(groups) > 1 else []
    return Group(_waiting(groups), *several, *_hints(care, backup))


def day_view(day: Day, care: SelfCareHint | None = None, backup: LastBackup | None = None) -> RenderableType:
    """The sessions of a day and how far each is, then what else waits; what can be taken by number has one."""
    numbered = sum(day.action(each) is not None for each in day.sessions)
    parts: list[RenderableType] = [literal(f"\n{day.on:%a %d %b %Y}\n", "bold")]
    if day.sessions:
        parts.append(_sessions(day))
    if day.sessions and day.waiting:
        parts.append(literal(""))
    if day.waiting or not day.sessions:
        parts.append(_waiting(day.waiting, first=numbered + 1))
    return Group(*parts, *_hints(care, backup))


def _sessions(day: Day) -> RenderableType:
    """A row for each session: which of the three walks are done or begun, what is next, and what to know of it."""
    names = [command_name(session_action("", phase, None)) for phase in SESSION_PHASES]
    wide = open_table("", "client", *names, "next", "")
    narrow: list[RenderableType] = []
    number = 0
    for each in day.sessions:
        action = day.action(each)
        number += action is not None
        row, follows = (str(number), command_name(action)) if action else ("", "")
        done = [_REACHED[each.finished(phase)] for phase in SESSION_PHASES]
        about = ", ".join([_why(one) for one in each.waits] + _seen(each))
        wide.add_row(row, literal(each.client), *done, follows, literal(about, "dim"))
        so_far = [f"{name} {state}" for name, state in zip(names, done, strict=True)]
        narrow.append(literal(f"{row:<2} {each.client}  {f'next {follows}' if follows else ''}".rstrip()))
        narrow += [literal(f"   {line}", "dim") for line in (", ".join(so_far), about) if line]
    return WideOrNarrow(wide, Group(*narrow))


def _seen(session: DaySession) -> list[str]:
    return [f"seen {session.last_on:%a} {session.last_on.day} {session.last_on:%b}"] if session.last_on else []


def _hints(care: SelfCareHint | None, backup: LastBackup | None) -> list[RenderableType]:
    """A blank line and the hints that there are."""
    hints = [_hint(care.says, care.do)] if care else []
    if backup and backup.says:
        hints.append(_hint(backup.says, (backup.do,)))
    return [literal(""), *hints] if hints else []


def _hint(says: str, actions: Sequence[Action]) -> RenderableType:
    """The hint and its commands on one line if they fit; a command is never broken."""
    do = [command_line(each) for each in actions]
    beneath = Group(literal(says, "dim"), *(literal(f"  {command}", "dim") for command in do))
    return WideOrNarrow(literal(f"{says} {', '.join(do)}", "dim"), beneath)


def _waiting(groups: Sequence[DueGroup], *, first: int | None = None) -> RenderableType:
    """One row for each client and reason, with a command that is never broken, so that it can be copied.

    The rows are numbered from ``first`` on, where there is one.
    """
    if not groups:
        return literal("Nothing is waiting. Before the next session: alliance prep")
    wide = open_table(*([] if first is None else [""]), "client", "what waits", "since", "command")
    narrow: list[RenderableType] = []
    for place, waiting in enumerate(groups):
        due, why, since = waiting.first, _why(waiting), _since(waiting)
        number = [] if first is None else [str(first + place)]
        command = command_line(due.do)
        wide.add_row(*number, literal(due.client), why, since, literal(command))
        narrow += [literal("  ".join([*number, due.client, f"{why}, since {since}"])), literal(f"  {command}")]
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
    overviews: Sequence[Overview],
    today: date,
    *,
    unicode: bool,
    flags: Mapping[str, Sequence[Flag]] | None = None,
    rows: int | None = None,
) -> RenderableType:
    """One row for each client; ``flags`` are those of the last session, by client code.

    On at most so many ``rows`` the legend gives way first, then the clients who can wait longest.
    """
    if not overviews:
        return literal("No open clients. Open one with: alliance client add J7")
    return _CaseloadScreen(overviews, today, unicode, flags or {}, rows)


class _CaseloadScreen(Struct, frozen=True):
    overviews: Sequence[Overview]
    today: date
    unicode: bool
    flags: Mapping[str, Sequence[Flag]]
    rows: int | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        views = self._views()
        yield next((view for view in views if self._fits(view, console, options)), self._clients(self.overviews[:1]))

    def _fits(self, view: RenderableType, console: Console, options: ConsoleOptions) -> bool:
        return self.rows is None or len(console.render_lines(view, options, pad=False)) <= self.rows

    def _views(self) -> Iterator[RenderableType]:
        """The whole, then ever less of it."""
        yield Group(self._clients(self.overviews), literal(""), literal(_LEGEND, "dim"))
        yield self._clients(self.overviews)
        flagged = {code for code, found in self.flags.items() if found}
        for most in range(min(len(self.overviews) - 1, self.rows or 0), 0, -1):
            shown = most_pressing(self.overviews, flagged, most)
            rest = (
                f"{most} of {len(self.overviews)} clients: those with something open, then those seen last. All: --all"
            )
            yield Group(self._clients(shown), literal(rest, "dim"))

    def _clients(self, shown: Sequence[Overview]) -> RenderableType:
        long, short = (_table(shown, self.today, self.unicode, self.flags, width) for width in (_LONG, _SHORT))
        return WideOrNarrow(long, ResponsiveTable(short))


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
