"""Moments with the numbers they are called by: a client's, one whole, or those of the caseload."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from alliance_cli.core.course.entities import Course
from alliance_cli.core.course.moment_pattern import MomentPattern
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.guide.pointers import cards_on_moments
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import WithRest, pointers_view
from alliance_cli.line.views.flags import flags_view
from alliance_cli.line.views.moment import headline, moment_view
from alliance_cli.line.views.plot import LEAST, Roomy


def moments_view(
    course: Course, moments: Sequence[ListedMoment], flags: Mapping[str, Flag], decided: int
) -> RenderableType:
    """Moments by date, each flag with the name it can be decided under, and that some were ``decided`` before."""
    code = course.client.code
    lines: list[RenderableType] = [_table(moments)] if moments else [words(f"{code}: {_none(course)}")]
    if flags:
        dates = {record.session.id: record.session.on.isoformat() for record in course.records}
        first = next(iter(flags))
        lines.append(flags_view(tuple(flags.values()), dates, tuple(flags)))
        lines += [words(""), words(f"Decide: alliance moments {code} --set-aside {first}, or --confirm {first}", "dim")]
    if decided:
        lines += [] if flags else [words("")]
        lines.append(words(f"Flags decided before: {decided}; see alliance moments {code} --decided", "dim"))
    return WithRest(Group(*lines), f"alliance moments {code} --show NUMBER")


def _none(course: Course) -> str:
    noted = any(record.moments for record in course.records)
    return "no moment like that." if noted else "no moment noted yet."


def one_view(listed: ListedMoment) -> RenderableType:
    """One moment whole, with its session and what it can be found by."""
    head = words(f"{listed.client} · moment {listed.number} · session {listed.session} · {listed.moment.id}", "dim")
    return Group(head, moment_view(listed.moment, whole=True), *pointers_view(cards_on_moments([listed.moment])))


def caseload_moments_view(shown: Sequence[ListedMoment], count: int, found: MomentPattern | None) -> RenderableType:
    """The pattern, where all moments are asked for; then the latest of those asked for."""
    lines = list(_pattern(found)) if found else []
    if shown:
        more = f", the latest {len(shown)} of {count}; all with --all" if len(shown) < count else ""
        lines += [words("")] if lines else []
        lines += [words(f"Moments{more}", "bold"), _table(shown, with_client=True)]
    else:
        nothing = "No moment noted yet. They are noted after a session: alliance reflect"
        lines.append(words(nothing if found else "No moment like that."))
    return WithRest(Group(*lines), "alliance moments CLIENT --show NUMBER")


def _pattern(found: MomentPattern) -> Iterator[RenderableType]:
    if found.strong:
        counts = ", ".join(f"{count} {name or 'not said'}" for name, count in found.strong)
        yield words(f"Your strong moments were about: {counts}")
    if found.by_skill:
        counts = ", ".join(f"{count} {skill.replace('-', ' ')}" for skill, count in found.by_skill)
        yield words(f"They came with a skill you practised and used: {counts}")
    if found.sessions_to_repair is not None:
        noun = "session" if found.sessions_to_repair == 1 else "sessions"
        soon = f"within {found.sessions_to_repair:g} {noun}" if found.sessions_to_repair else "before the next session"
        half = "half of them " if found.repaired > 1 else ""
        yield words(f"Repaired so far: {found.repaired}, {half}{soon}.")
    if found.oldest:
        yield words("Open longest", "bold")
        for each in found.oldest:
            yield Padding(words(f"{_name(each)}  {headline(each.moment)}"), (0, 0, 0, 4))


def _name(listed: ListedMoment) -> str:
    """What a moment is called over the caseload, as a command takes it: ``J7 2``."""
    return f"{listed.client} {listed.number}"


def _table(moments: Sequence[ListedMoment], *, with_client: bool = False) -> RenderableType:
    names = [_name(each) if with_client else str(each.number) for each in moments]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for name, each in zip(names, moments, strict=True):
        table.add_row(words(name), moment_view(each.moment))
    stacked = (moment_view(each.moment, f"{name}  ") for name, each in zip(names, moments, strict=True))
    return Roomy(table, LEAST, Group(*stacked))
