"""A moment in two or three lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from alliance_cli.core.course.entities import Moment
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import Record
from alliance_cli.core.walk.repair import OUTCOME, PLAN
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import brief

_NOTICED = {"clinician": "noticed by you", "client": "noticed by the client", "both": "noticed by both"}


def headline(moment: Moment) -> str:
    """``2026-11-20  possible rupture, open · withdrawal · tasks · noticed by you``"""
    state = f", {moment.state}" if moment.state else ""
    name = f"possible rupture{state}" if moment.kind is MomentKind.RUPTURE else "strong moment"
    parts = [name, moment.marker, moment.component, _NOTICED.get(moment.noticed_by, "")]
    return f"{moment.on}  {' · '.join(part for part in parts if part)}"


def moment_view(moment: Moment, name: str = "", *, whole: bool = False) -> RenderableType:
    """The headline, after a ``name`` where it has one; then the note, the plan and what was done about it, as typed.

    Of very long texts only the beginning, unless the ``whole`` is wanted.
    """
    style, told = "bold" if moment.is_open_rupture else "", words if whole else brief
    lines: list[RenderableType] = [words(f"{name}{headline(moment)}", style)]
    for text in (moment.note, f"Plan: {moment.plan}" if moment.plan else ""):
        if text:
            lines.append(Padding(told(text), (0, 0, 0, 4)))
    return Group(*lines, *(each for repair in moment.repairs for each in _repair(repair, moment.plan, told)))


def moments_part(title: str, moments: Sequence[Moment]) -> list[RenderableType]:
    """A heading and the moments beneath it; nothing where there are none."""
    if not moments:
        return []
    return [words(""), words(title, "bold"), *(Padding(moment_view(each), (0, 0, 0, 4)) for each in moments)]


def noted_view(moments: Sequence[Moment]) -> RenderableType:
    """What is noted of a session before it is reflected on."""
    return Group(*moments_part("Noted in this session already", moments), words(""))


def _repair(repair: Record, plan: str, told: Callable[[str], Text]) -> Iterator[RenderableType]:
    """When a repair was tried and how it ended, then a line a step; the plan that holds is shown already."""
    ended = next((said.shown for said in repair.words if said.step == OUTCOME), "")
    ending = f", {ended}" if ended else "" if repair.finished else ", not finished"
    yield Padding(words(f"Repair {repair.on}{ending}", "dim"), (0, 0, 0, 4))
    for said in repair.words:
        if said.step != OUTCOME and not (said.step == PLAN and said.shown == plan):
            yield Padding(told(f"{said.label}: {said.shown}"), (0, 0, 0, 6))
