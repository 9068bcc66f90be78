"""Views of moments: one moment, and lists for a client or the whole caseload."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from alliance_cli.core.formatting import plain_day, plain_number
from alliance_cli.core.guide import cards_on_moments, skill_in_words
from alliance_cli.core.walk.moment_kinds import MomentKind, moment_word
from alliance_cli.core.walk.repair import OUTCOME, PLAN
from alliance_cli.translation import _
from alliance_cli.views.aloud import OpenTable
from alliance_cli.views.flags import flags_view
from alliance_cli.views.layout import MinWidth, WithCutHint, excerpt, indented, notes_hint, pointers_view, section
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import LEAST

if TYPE_CHECKING:
    from alliance_cli.core.course.course import Course
    from alliance_cli.core.course.moment import Moment
    from alliance_cli.core.course.moments import ListedMoment, MomentPattern
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.core.walk.marks import Mark
    from alliance_cli.core.walk.records import WalkRecord


def headline(moment: Moment) -> str:
    """``2026-11-20  possible rupture, open · withdrawal · tasks · noticed by you``"""
    name = moment_word(moment.kind)
    if moment.kind is MomentKind.RUPTURE and moment.state:
        name = f"{name}, {moment.state.in_words}"
    words = map(moment_word, (moment.marker, *moment.signs, moment.component, moment.noticed_by))
    return f"{plain_day(moment.on)}  {' · '.join((name, *filter(None, words)))}"


def moment_view(moment: Moment, name: str = "", *, whole: bool = False, notes: bool = True) -> RenderableType:
    """The headline, preceded by ``name``; ``notes`` adds the note, the plan and the repairs as typed.

    Very long texts are shortened unless ``whole`` is set.
    """
    style, show = "bold" if moment.is_open_rupture else "", literal if whole else excerpt
    lines: list[RenderableType] = [literal(f"{name}{headline(moment)}", style)]
    part = _("Your part: {text}", text=moment.own_part) if moment.own_part else ""
    for text in (moment.note, part, _("Plan: {plan}", plan=moment.plan) if moment.plan else ""):
        if text and notes:
            lines.append(indented(show(text)))
    return Group(
        *lines, *(each for repair in moment.repairs for each in _repair(repair, moment.plan, show, notes=notes))
    )


def mark_line(mark: Mark) -> str:
    """``14:32  possible rupture (withdrawal)``; for a note, its words."""
    return f"{mark.time}  {mark.words or mark.named}"


def moments_part(title: str, moments: Sequence[Moment]) -> list[RenderableType]:
    """A title with the moments below; empty without moments."""
    if not moments:
        return []
    return [*section(title), *(indented(moment_view(each)) for each in moments)]


def _repair(repair: WalkRecord, plan: str, show: Callable[[str], Text], *, notes: bool) -> Iterator[RenderableType]:
    """Date and outcome of a repair; ``notes`` adds a line for each step, without repeating the current plan."""
    ended = next((said.shown for said in repair.words if said.step == OUTCOME), "")
    says = _("Repair {day}", day=plain_day(repair.on))
    if ended or not repair.finished:
        says = ", ".join((says, ended or _("not finished")))
    yield indented(literal(says, "dim"))
    for said in repair.words if notes else ():
        if said.step != OUTCOME and not (said.step == PLAN and said.shown == plan):
            yield indented(show(f"{said.label}: {said.shown}"), 6)


def moments_view(
    course: Course, moments: Sequence[ListedMoment], flags: Mapping[str, Flag], decided: int, *, notes: bool = True
) -> RenderableType:
    """Moments by date, the flags with their names, and how many flags are ``decided`` already."""
    code = course.client.code
    lines: list[RenderableType] = [_table(moments, notes=notes)] if moments else [literal(_none(course))]
    if moments and not notes:
        lines.append(notes_hint())
    if flags:
        dates = {record.session.id: plain_day(record.session.on) for record in course.records}
        first = next(iter(flags))
        decide = f"alliance moments {code} --set-aside {first}"
        lines.append(flags_view(tuple(flags.values()), dates, tuple(flags)))
        lines += [
            literal(""),
            literal(_("Decide: {command}, or --confirm {flag}", command=decide, flag=first), "dim"),
        ]
    if decided:
        lines += [] if flags else [literal("")]
        see = f"alliance moments {code} --decided"
        lines.append(literal(_("Flags decided before: {count}; see {command}", count=decided, command=see), "dim"))
    return WithCutHint(Group(*lines), f"alliance moments {code} --show NUMBER")


def _none(course: Course) -> str:
    noted = any(record.moments for record in course.records)
    client = course.client.code
    if noted:
        return _("{client}: no moment like that.", client=client)
    return _("{client}: no moment noted yet.", client=client)


def one_view(listed: ListedMoment) -> RenderableType:
    """One moment in full, with its client, number, session and id."""
    place = _("moment {number} · session {session}", number=listed.number, session=listed.session)
    head = literal(f"{listed.client} · {place} · {listed.moment.id}", "dim")
    return Group(head, moment_view(listed.moment, whole=True), *pointers_view(cards_on_moments([listed.moment])))


def caseload_moments_view(
    shown: Sequence[ListedMoment], count: int, found: MomentPattern | None, *, notes: bool = True
) -> RenderableType:
    """The pattern ``found`` in all moments, if any, then the latest of the ``count`` moments."""
    lines = list(_pattern(found)) if found else []
    if shown:
        title = _("Moments")
        if len(shown) < count:
            title = _("Moments, the latest {shown} of {count}; all with --all", shown=len(shown), count=count)
        lines += [literal("")] if lines else []
        lines += [literal(title, "bold"), _table(shown, with_client=True, notes=notes)]
        lines += [] if notes else [notes_hint()]
    else:
        nothing = _("No moment noted yet. They are noted after a session: alliance reflect")
        lines.append(literal(nothing if found else _("No moment like that.")))
    return WithCutHint(Group(*lines), "alliance moments CLIENT --show NUMBER")


def _pattern(found: MomentPattern) -> Iterator[RenderableType]:
    if found.strong:
        counts = ", ".join(f"{count} {moment_word(name) or _not_said()}" for name, count in found.strong)
        yield literal(_("Your strong moments were about: {counts}", counts=counts))
    if found.by_skill:
        counts = ", ".join(f"{count} {skill_in_words(skill)}" for skill, count in found.by_skill)
        yield literal(_("They came with a skill you practised and used: {counts}", counts=counts))
    if found.sessions_to_repair is not None:
        yield literal(_repaired(found.repaired, found.sessions_to_repair))
    if found.oldest:
        yield literal(_("Open longest"), "bold")
        for each in found.oldest:
            yield indented(literal(f"{_name(each)}  {headline(each.moment)}"))


def _not_said() -> str:
    return _("not said")


def _repaired(count: int, sessions: float) -> str:
    """How many ruptures were repaired, and the median number of sessions to repair."""
    if not sessions:
        if count > 1:
            return _("Repaired so far: {repaired}, half of them before the next session.", repaired=count)
        return _("Repaired so far: {repaired}, before the next session.", repaired=count)
    within = _("1 session") if sessions == 1 else _("{number} sessions", number=plain_number(sessions))
    if count > 1:
        return _("Repaired so far: {repaired}, half of them within {sessions}.", repaired=count, sessions=within)
    return _("Repaired so far: {repaired}, within {sessions}.", repaired=count, sessions=within)


def _name(listed: ListedMoment) -> str:
    """Client code and number of a moment, as commands take them: ``J7 2``."""
    return f"{listed.client} {listed.number}"


def _table(moments: Sequence[ListedMoment], *, with_client: bool = False, notes: bool) -> RenderableType:
    names = [_name(each) if with_client else str(each.number) for each in moments]
    table = OpenTable.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for name, each in zip(names, moments, strict=True):
        table.add_row(literal(name), moment_view(each.moment, notes=notes))
    stacked = (moment_view(each.moment, f"{name}  ", notes=notes) for name, each in zip(names, moments, strict=True))
    return MinWidth(table, LEAST, Group(*stacked))
