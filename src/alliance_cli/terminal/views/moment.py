"""A moment in two or three lines."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding

from alliance_cli.core.caseload import Moment
from alliance_cli.core.kinds import MomentKind
from alliance_cli.terminal.console import words

_NOTICED = {"clinician": "noticed by you", "client": "noticed by the client", "both": "noticed by both"}


def headline(moment: Moment) -> str:
    """``2026-11-20  possible rupture, open · withdrawal · tasks · noticed by you``"""
    state = f", {moment.state}" if moment.state else ""
    name = f"possible rupture{state}" if moment.kind is MomentKind.RUPTURE else "strong moment"
    parts = [name, moment.marker, moment.component, _NOTICED.get(moment.noticed_by, "")]
    return f"{moment.on}  {' · '.join(part for part in parts if part)}"


def moment_view(moment: Moment) -> RenderableType:
    """The headline, then the note and the plan, as typed."""
    style = "bold" if moment.is_open_rupture else ""
    lines: list[RenderableType] = [words(headline(moment), style)]
    for text in (moment.note, f"Plan: {moment.plan}" if moment.plan else ""):
        if text:
            lines.append(Padding(words(text), (0, 0, 0, 4)))
    return Group(*lines)
