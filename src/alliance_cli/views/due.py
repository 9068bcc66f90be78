"""Views of what is due: over the caseload, on a day, and for one client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.style import Style

from alliance_cli.command_lines import command_line, command_name
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.due import DueGroup, DueItem, Urgency, group_due
from alliance_cli.core.formatting import SHORT_DAY, day_in_words, plain_day
from alliance_cli.core.walk.marks import waiting_in_words
from alliance_cli.core.walk.script import SESSION_PHASES
from alliance_cli.translation import N_, NC_, _, _c, _n
from alliance_cli.views.layout import WideOrNarrow, open_table
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.caseload.day import Day, DaySession
    from alliance_cli.core.own.self_care import SelfCareHint
    from alliance_cli.core.vault.safekeeping import LastBackup

_ROW = "row"
_DAY = Action(ActionKind.GO_THROUGH_DAY)
_WAITING = (
    NC_("heading", "client"),
    NC_("heading", "what waits"),
    NC_("heading", "since"),
    NC_("heading", "command"),
)
_REACHED = {True: NC_("walk", "done"), False: NC_("walk", "begun")}
_WHY = {
    Urgency.UNFINISHED: N_("{command} unfinished"),
    Urgency.HELD_BACK: N_("the client's answers wait for your ratings"),
    Urgency.NOT_REFLECTED: N_("not reflected on yet"),
    Urgency.OPEN_RUPTURE: N_("possible rupture open"),
    Urgency.FLAG: N_("flag: {flag}"),
}


def due_view(
    items: Sequence[DueItem], care: SelfCareHint | None = None, backup: LastBackup | None = None
) -> RenderableType:
    """What is due, most urgent first, then the hint on self-care and the one on backups."""
    groups = group_due(items)
    several = [literal(""), _hint(_("With one passphrase for all:"), (_DAY,))] if len(groups) > 1 else []
    return Group(_waiting(groups), *several, *_hints(care, backup))


def day_view(day: Day, care: SelfCareHint | None = None, backup: LastBackup | None = None) -> RenderableType:
    """The sessions of a day with their progress, then what else waits; rows that can be chosen are numbered."""
    return Group(literal(f"\n{day_in_words(day.on)}\n", "bold"), day_list(day, care, backup))


def day_list(
    day: Day, care: SelfCareHint | None = None, backup: LastBackup | None = None, at: int | None = None
) -> RenderableType:
    """``day_view`` without the date. The row with number ``at`` is marked; ``row_of`` finds the number of a row."""
    numbered = sum(day.action(each) is not None for each in day.sessions)
    parts: list[RenderableType] = []
    if day.sessions:
        parts.append(_sessions(day, at))
    if day.sessions and day.waiting:
        parts.append(literal(""))
    if day.waiting or not day.sessions:
        parts.append(_waiting(day.waiting, first=numbered + 1, at=at))
    return Group(*parts, *_hints(care, backup))


def row_of(style: Style | None) -> int | None:
    """The number of the row that text with this style belongs to; None for none."""
    return style.meta.get(_ROW) if style else None


def _row_style(number: int, at: int | None) -> Style:
    """The style of a numbered row, which carries its number if rows can be chosen."""
    return Style() if at is None else Style(reverse=number == at or None, meta={_ROW: number})


def _sessions(day: Day, at: int | None = None) -> RenderableType:
    """A row for each session: which of the three walks are done or begun, what comes next, and remarks."""
    names = [command_name(session_action("", phase, None)) for phase in SESSION_PHASES]
    wide = open_table("", NC_("heading", "client"), *names, NC_("heading", "next"), "", names=names)
    narrow: list[RenderableType] = []
    number = 0
    for each in day.sessions:
        action = day.action(each)
        number += action is not None
        row, follows = (str(number), command_name(action)) if action else ("", "")
        done = [_reached(each.finished(phase)) for phase in SESSION_PHASES]
        about = ", ".join([_why(one) for one in each.waits] + _seen(each))
        style = _row_style(number, at) if action else Style()
        wide.add_row(
            row, literal(each.client), *done, follows, literal(about, "" if style.reverse else "dim"), style=style
        )
        so_far = [f"{name} {state}" for name, state in zip(names, done, strict=True)]
        then = _("next {command}", command=follows) if follows else ""
        narrow.append(literal(f"{row:<2} {each.client}  {then}".rstrip(), style))
        narrow += [literal(f"   {line}", "dim") for line in (", ".join(so_far), about) if line]
    return WideOrNarrow(wide, Group(*narrow))


def _reached(finished: bool | None) -> str:
    return "-" if finished is None else _c("walk", _REACHED[finished])


def _seen(session: DaySession) -> list[str]:
    return [_("seen {day}", day=day_in_words(session.last_on, SHORT_DAY))] if session.last_on else []


def _hints(care: SelfCareHint | None, backup: LastBackup | None) -> list[RenderableType]:
    """A blank line and the hints, if any."""
    hints = [_hint(care.says, care.do)] if care else []
    if backup and backup.says:
        hints.append(_hint(backup.says, (backup.do,)))
    return [literal(""), *hints] if hints else []


def _hint(says: str, actions: Sequence[Action]) -> RenderableType:
    """A hint and its commands, on one line if they fit; a command is never broken."""
    do = [command_line(each) for each in actions]
    beneath = Group(literal(says, "dim"), *(literal(f"  {command}", "dim") for command in do))
    return WideOrNarrow(literal(f"{says} {', '.join(do)}", "dim"), beneath)


def _waiting(groups: Sequence[DueGroup], *, first: int | None = None, at: int | None = None) -> RenderableType:
    """One row for each client and reason, with a command to copy, which is never broken.

    If ``first`` is given, the rows are numbered from there.
    """
    if not groups:
        return literal(_("Nothing is waiting. Before the next session: alliance prep"))
    wide = open_table(*([] if first is None else [""]), *_WAITING)
    narrow: list[RenderableType] = []
    for place, waiting in enumerate(groups):
        due, why, since = waiting.first, _why(waiting), _since(waiting)
        number = [] if first is None else [str(first + place)]
        command = command_line(due.do)
        style = _row_style((first or 1) + place, at)
        wide.add_row(*number, literal(due.client), why, since, literal(command), style=style)
        waits = _("{why}, since {since}", why=why, since=since)
        narrow += [literal("  ".join([*number, due.client, waits]), style), literal(f"  {command}")]
    return WideOrNarrow(wide, Group(*narrow))


def _why(waiting: DueGroup) -> str:
    due = waiting.first
    if due.urgency is Urgency.OPEN_RUPTURE and waiting.others:
        return _n("{count} possible rupture open", "{count} possible ruptures open", 1 + len(waiting.others))
    if due.marks and due.urgency is not Urgency.HELD_BACK:
        return waiting_in_words(due.marks)
    return _(_WHY[due.urgency], command=command_name(due.do), flag=due.flag)


def _since(waiting: DueGroup) -> str:
    """``2026-03-02, and 3 earlier``; for ruptures only the oldest date, since the reason has their number."""
    others, day = len(waiting.others), plain_day(waiting.first.since)
    if not others or waiting.first.urgency is Urgency.OPEN_RUPTURE:
        return day
    if waiting.others_are_earlier:
        return _("{day}, and {count} earlier", day=day, count=others)
    return _("{day}, and {count} more", day=day, count=others)


def client_due_view(client: str, items: Sequence[DueItem], walks: Sequence[Action]) -> RenderableType:
    """What waits for one client, then the commands before, during and after a session."""
    lines = [_("Nothing is waiting for {client}.", client=client)] if not items else []
    for waiting in group_due(items):
        waits = _("{why}, since {since}", why=_why(waiting), since=_since(waiting))
        lines.append(f"{client}: {waits}")
        lines.append(f"  {command_line(waiting.first.do)}")
    lines += ["", _("Before, during and after a session:"), *(f"  {command_line(each)}" for each in walks)]
    return literal("\n".join(lines))
