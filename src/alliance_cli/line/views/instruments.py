"""Instruments: the list, the description of one, the result of one administration, and the scores of a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.instruments.instrument import Cutoff, Instrument, Item
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, indented, open_table, section

UNSCORED = "Not scored: the instrument's file is gone, is of another version or has mistakes (alliance prompts check)."


def list_view(rows: Sequence[tuple[str, Instrument]]) -> RenderableType:
    """The list of instruments; rows of whose file it is and the instrument."""
    table = open_table("instrument", "title", "items", "by", "total", "whose", right=("items",), wrap=("title",))
    for whose, each in rows:
        raters = "both" if len(each.raters) > 1 else each.raters[0]
        table.add_row(literal(each.id), literal(each.title), str(len(each.items)), raters, _range(each.range), whose)
    return ResponsiveTable(table)


def about_view(instrument: Instrument) -> RenderableType:
    """Title, items, key, cut-offs with their sources, licence and citation."""
    facts = (
        ("filled in by", " or ".join(instrument.raters)),
        ("items", "; ".join(_items(instrument.items))),
        *((each.title, f"items {_numbers(each.items)}") for each in instrument.subscales),
        ("total", f"{instrument.score} of all items, {_range(instrument.range)}, {instrument.better} is better"),
        *(("cut-off", f"{_side(each)}: {each.means}. Source: {each.source}") for each in instrument.cutoffs),
        *(() if instrument.cutoffs else (("cut-off", "none is known here, so none is shown"),)),
        ("licence", instrument.licence),
        ("citation", instrument.citation),
    )
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for name, fact in facts:
        table.add_row(literal(name, "bold"), literal(fact))
    wording = [indented(literal(f"{each.n:>3}  {each.wording}"), 2) for each in instrument.items if each.wording]
    heading = literal(f"{instrument.title}  ({instrument.id}, version {instrument.version})", "bold")
    return Group(heading, table, *([literal("")] if wording else []), *wording)


def _items(items: Iterable[Item]) -> Iterator[str]:
    """How many items take which range, and which items are reversed."""
    by_range: dict[str, list[int]] = {}
    for item in items:
        by_range.setdefault(item.fits(), []).append(item.n)
    yield from (f"{len(numbers)}, each {fits}" for fits, numbers in by_range.items())
    reversed_ = [item.n for item in items if item.reversed]
    yield f"reversed: {_numbers(reversed_)}" if reversed_ else "none reversed"


def result_view(client: str, instrument: Instrument, score: Score, values: Mapping[int, float]) -> RenderableType:
    """Subscales, total and cut-offs with their sources; if incomplete, the complete subscales and the missing items."""
    on = f" · {score.on:%a %d %b %Y}" if score.on else ""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for subscale in instrument.subscales:
        if subscale.id in score.subscales:
            reach = _range(instrument.reach(subscale.items))
            table.add_row(literal(subscale.title), f"{score.subscales[subscale.id]:g}", f"({reach})")
    if score.total is not None:
        told = f"({_range(instrument.range)}, {instrument.better} is better)"
        table.add_row(literal("total", "bold"), literal(f"{score.total:g}", "bold"), told)
    lines: list[RenderableType] = [literal(f"{instrument.title} · {client} · by the {score.rater}{on}", "bold")]
    lines += [indented(table)] if table.row_count else []
    lines += [indented(literal(each)) for each in _remarks(instrument, score, values)]
    return Group(*lines)


def _remarks(instrument: Instrument, score: Score, values: Mapping[int, float]) -> Iterator[str]:
    if not score.complete:
        left_out = [item.n for item in instrument.items if item.n not in values]
        yield f"{score.status}: no total. Left out: {_numbers(left_out)}."
        return
    for cutoff in instrument.cutoffs:
        side = _side(cutoff)
        told = f"{side[:1].upper()}{side[1:]}: {cutoff.means}" if cutoff in score.reached else f"Not {side}"
        yield f"{told}. Source of the cut-off: {cutoff.source}"


def _side(cutoff: Cutoff) -> str:
    return f"{'below' if cutoff.below else 'at or above'} {cutoff.value:g}"


def scores_view(scores: Sequence[Score]) -> RenderableType:
    """The scores of a course, one line each."""
    lines = []
    for score in scores:
        on = score.on.isoformat() if score.on else ""
        total = f"{score.total:g}" if score.total is not None else score.status
        parts = (f"{name} {value:g}" for name, value in score.subscales.items())
        told = " · ".join((total, *parts, *map(_side, score.reached)))
        lines.append(indented(literal(f"{on}  {score.instrument} by the {score.rater}: {told}")))
    if not all(score.items for score in scores):
        lines.append(indented(literal(UNSCORED, "dim")))
    return Group(*section("Instruments"), *lines)


def _range(ends: tuple[float, float]) -> str:
    return f"{ends[0]:g} to {ends[1]:g}"


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
