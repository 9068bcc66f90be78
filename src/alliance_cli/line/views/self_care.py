"""The clinician's check-ins: a line a rating, what restored most often, and what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from alliance_cli.core.flags.settings import SelfCareSettings
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.walk.kinds import OWN_SCALES
from alliance_cli.core.wording import counted
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import IfItFits, WithRest, brief
from alliance_cli.line.views.spark import sparkline

_LONG, _SHORT = 40, 16
"""How many check-ins a line shows, where it fits and where it does not."""
_WRITTEN = 5
"""So many of the latest check-ins with words are told."""


def self_care_view(
    check_ins: Sequence[CheckIn],
    settings: SelfCareSettings,
    labels: Mapping[str, str],
    *,
    unicode: bool,
    all_: bool = False,
) -> RenderableType:
    """The course, oldest first; ``labels`` are what the choices are called, ``all_`` tells everything written."""
    if not check_ins:
        return words("No check-in yet. One minute, for yourself alone: alliance selfcare")
    parts: list[RenderableType] = [words(_span(check_ins), "bold"), words("")]
    parts.append(IfItFits(*(_ratings(check_ins[-width:], unicode=unicode) for width in (_LONG, _SHORT))))
    parts += [words("load: a high one is the heavy one", "dim"), *_low(check_ins, settings)]
    restores = "  ".join(f"{labels.get(name, name)} {count}" for name, count in most_restoring(check_ins))
    if restores:
        parts += [words(""), words("Restored you most often", "bold"), Padding(words(restores), (0, 0, 0, 4))]
    return WithRest(Group(*parts, *_written(check_ins, all_=all_)), "alliance selfcare history --json")


def _span(check_ins: Sequence[CheckIn]) -> str:
    first, last = (f"{each.on:%d %b %Y}" for each in (check_ins[0], check_ins[-1]))
    return f"{counted(len(check_ins), 'check-in')} · {first}" + (f" to {last}" if first != last else "")


def _ratings(shown: Sequence[CheckIn], *, unicode: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("", "course", "last"):
        table.add_column(heading, justify="right" if heading == "last" else "left", no_wrap=True)
    for scale in OWN_SCALES:
        values = [each.ratings.get(scale) for each in shown]
        last = next((value for value in reversed(values) if value is not None), "-")
        table.add_row(scale, sparkline(values, unicode=unicode), str(last))
    return table


def _low(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> Iterator[RenderableType]:
    low, row = sum(each.is_low(settings) for each in check_ins), low_in_a_row(check_ins, settings)
    if low:
        lately = f", the last {row} in a row" if row > 1 else ", the last one" if row else ""
        yield words(f"Low: {low} of {len(check_ins)}{lately}.")


def _written(check_ins: Sequence[CheckIn], *, all_: bool) -> Iterator[RenderableType]:
    told = [each for each in check_ins if each.line or each.restores_too]
    shown = told if all_ else told[-_WRITTEN:]
    if not shown:
        return
    more = f", the latest {len(shown)} of {len(told)}; all with --all" if len(shown) < len(told) else ""
    yield words("")
    yield words(f"What you wrote{more}", "bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for each in shown:
        too = f"Restored by: {each.restores_too}" if each.restores_too else ""
        table.add_row(str(each.on), Group(*(brief(text) for text in (each.line, too) if text)))
    yield Padding(table, (0, 0, 0, 4))
