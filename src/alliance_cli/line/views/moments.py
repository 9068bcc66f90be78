"""Moments: one in a few lines, and lists of a client's or the whole caseload's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from alliance_cli.core.guide import cards_on_moments
from alliance_cli.core.walk.moment_kinds import MomentKind, moment_word
from alliance_cli.core.walk.repair import OUTCOME, PLAN
from alliance_cli.line.console import literal
from alliance_cli.line.views.flags import flags_view
from alliance_cli.line.views.layout import MinWidth, WithCutHint, excerpt, indented, notes_hint, pointers_view, section
from alliance_cli.line.views.plot import LEAST
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.course.entities import Course, Moment
    from alliance_cli.core.course.moments import ListedMoment, MomentPattern
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.core.walk.records import WalkRecord

_NOTICED = {"clinician": "noticed by you", "client": "noticed by the client", "both": "noticed by both"}


def headline(moment: Moment) -> str:
    """``2026-11-20  possible rupture, open · withdrawal · tasks · noticed by you``"""
    state = f", {moment.state}" if moment.state else ""
    name = f"possible rupture{state}" if moment.kind is MomentKind.RUPTURE else "strong moment"
    signs = map(moment_word, moment.signs)
    parts = [name, moment.marker, *signs, moment.component, _NOTICED.get(moment.noticed_by, "")]
    return f"{moment.on}  {' · '.join(part for part in parts if part)}"


def moment_view(moment: Moment, name: str = "", *, whole: bool = False, notes: bool = True) -> RenderableType:
    """The headline, preceded by ``name``; then note, plan and repairs as typed, with ``notes``.

    Very long texts are shortened unless ``whole`` is set.
    """
    style, show = "bold" if moment.is_open_rupture else "", literal if whole else excerpt
    lines: list[RenderableType] = [literal(f"{name}{headline(moment)}", style)]
    part = _("Your part: {text}", text=moment.own_part) if moment.own_part else ""
    for text in (moment.note, part, f"Plan: {moment.plan}" if moment.plan else ""):
        if text and notes:
            lines.append(indented(show(text)))
    return Group(
        *lines, *(each for repair in moment.repairs for each in _repair(repair, moment.plan, show, notes=notes))
    )


def moments_part(title: str, moments: Sequence[Moment]) -> list[RenderableType]:
    """A title with the moments below it; empty without moments."""
    if not moments:
        return []
    return [*section(title), *(indented(moment_view(each)) for each in moments)]


def _repair(repair: WalkRecord, plan: str, show: Callable[[str], Text], *, notes: bool) -> Iterator[RenderableType]:
    """Date and outcome of a repair, then with ``notes`` one line for each step; the current plan is not repeated."""
    ended = next((said.shown for said in repair.words if said.step == OUTCOME), "")
    ending = f", {ended}" if ended else "" if repair.finished else ", not finished"
    yield indented(literal(f"Repair {repair.on}{ending}", "dim"))
    for said in repair.words if notes else ():
        if said.step != OUTCOME and not (said.step == PLAN and said.shown == plan):
            yield indented(show(f"{said.label}: {said.shown}"), 6)


def moments_view(
    course: Course, moments: Sequence[ListedMoment], flags: Mapping[str, Flag], decided: int, *, notes: bool = True
) -> RenderableType:
    """Moments by date, the flags with their names, and how many flags were ``decided`` before."""
    code = course.client.code
    lines: list[RenderableType] = [_table(moments, notes=notes)] if moments else [literal(f"{code}: {_none(course)}")]
    if moments and not notes:
        lines.append(notes_hint())
    if flags:
        dates = {record.session.id: record.session.on.isoformat() for record in course.records}
        first = next(iter(flags))
        lines.append(flags_view(tuple(flags.values()), dates, tuple(flags)))
        lines += [
            literal(""),
            literal(f"Decide: alliance moments {code} --set-aside {first}, or --confirm {first}", "dim"),
        ]
    if decided:
        lines += [] if flags else [literal("")]
        lines.append(literal(f"Flags decided before: {decided}; see alliance moments {code} --decided", "dim"))
    return WithCutHint(Group(*lines), f"alliance moments {code} --show NUMBER")


def _none(course: Course) -> str:
    noted = any(record.moments for record in course.records)
    return "no moment like that." if noted else "no moment noted yet."


def one_view(listed: ListedMoment) -> RenderableType:
    """One moment in full, with its client, number, session and id."""
    head = literal(f"{listed.client} · moment {listed.number} · session {listed.session} · {listed.moment.id}", "dim")
    return Group(head, moment_view(listed.moment, whole=True), *pointers_view(cards_on_moments([listed.moment])))


def caseload_moments_view(
    shown: Sequence[ListedMoment], count: int, found: MomentPattern | None, *, notes: bool = True
) -> RenderableType:
    """The pattern ``found`` over all moments, if any, then the latest of the ``count`` moments."""
    lines = list(_pattern(found)) if found else []
    if shown:
        more = f", the latest {len(shown)} of {count}; all with --all" if len(shown) < count else ""
        lines += [literal("")] if lines else []
        lines += [literal(f"Moments{more}", "bold"), _table(shown, with_client=True, notes=notes)]
        lines += [] if notes else [notes_hint()]
    else:
        nothing = "No moment noted yet. They are noted after a session: alliance reflect"
        lines.append(literal(nothing if found else "No moment like that."))
    return WithCutHint(Group(*lines), "alliance moments CLIENT --show NUMBER")


def _pattern(found: MomentPattern) -> Iterator[RenderableType]:
    if found.strong:
        counts = ", ".join(f"{count} {name or 'not said'}" for name, count in found.strong)
        yield literal(f"Your strong moments were about: {counts}")
    if found.by_skill:
        counts = ", ".join(f"{count} {skill.replace('-', ' ')}" for skill, count in found.by_skill)
        yield literal(f"They came with a skill you practised and used: {counts}")
    if found.sessions_to_repair is not None:
        noun = "session" if found.sessions_to_repair == 1 else "sessions"
        soon = f"within {found.sessions_to_repair:g} {noun}" if found.sessions_to_repair else "before the next session"
        half = "half of them " if found.repaired > 1 else ""
        yield literal(f"Repaired so far: {found.repaired}, {half}{soon}.")
    if found.oldest:
        yield literal("Open longest", "bold")
        for each in found.oldest:
            yield indented(literal(f"{_name(each)}  {headline(each.moment)}"))


def _name(listed: ListedMoment) -> str:
    """Client code and number of a moment, as commands take them: ``J7 2``."""
    return f"{listed.client} {listed.number}"


def _table(moments: Sequence[ListedMoment], *, with_client: bool = False, notes: bool) -> RenderableType:
    names = [_name(each) if with_client else str(each.number) for each in moments]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for name, each in zip(names, moments, strict=True):
        table.add_row(literal(name), moment_view(each.moment, notes=notes))
    stacked = (moment_view(each.moment, f"{name}  ", notes=notes) for name, each in zip(names, moments, strict=True))
    return MinWidth(table, LEAST, Group(*stacked))
