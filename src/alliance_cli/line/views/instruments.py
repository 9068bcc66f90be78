"""Instruments: the list, the description of one, the result of one administration, and the scores of a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from alliance_cli.core.instruments.instrument import Cutoff, Instrument, Item
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, indented, open_table, section
from alliance_cli.line.views.plot import sparkline

_DRAWN = 16
"""How many administrations the drawn course of an instrument shows."""
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
    if score.total is None:
        left_out = [item.n for item in instrument.items if item.n not in values]
        yield f"{score.status}: no total. Left out: {_numbers(left_out)}."
        return
    if not score.complete:
        yield f"{score.status[:1].upper()}{score.status[1:]}: it was given without all items."
    for cutoff in instrument.cutoffs:
        side = _side(cutoff)
        told = f"{side[:1].upper()}{side[1:]}: {cutoff.means}" if cutoff in score.reached else f"Not {side}"
        yield f"{told}. Source of the cut-off: {cutoff.source}"


def _side(cutoff: Cutoff) -> str:
    return f"{'below' if cutoff.below else 'at or above'} {cutoff.value:g}"


def scores_view(scores: Sequence[Score], *, unicode: bool) -> RenderableType:
    """The scores of a course: drawn where an instrument was filled in more than once, then one line each."""
    return Group(*section("Instruments"), *map(indented, score_lines(scores, unicode=unicode)))


def score_lines(scores: Sequence[Score], listed: Sequence[Score] | None = None, *, unicode: bool) -> list[Text]:
    """The lines of ``scores_view`` below its title; only ``listed`` have a line each, where they are given."""
    drawn = [_drawn(each, unicode=unicode) for each in _series(scores) if len(each) > 1]
    lines = [literal(_listed(each)) for each in (scores if listed is None else listed)]
    unscored = [literal(UNSCORED, "dim")] if any(score.not_scored for score in scores) else []
    return [*drawn, *lines, *unscored]


def _listed(score: Score) -> str:
    on = score.on.isoformat() if score.on else ""
    total = f"{score.total:g}" if score.total is not None else score.status
    parts = (f"{name} {value:g}" for name, value in score.subscales.items())
    given = () if score.total is None or score.complete else (score.status,)
    told = " · ".join((total, *given, *parts, *map(_side, score.reached)))
    return f"{on}  {score.instrument} by the {score.rater}: {told}"


def _series(scores: Sequence[Score]) -> list[list[Score]]:
    """The scores by instrument and rater, the latest filled in first."""
    series: dict[tuple[str, str], list[Score]] = {}
    for each in scores:
        series.setdefault((each.instrument, str(each.rater)), []).append(each)
    return sorted(series.values(), key=lambda each: str(each[-1].on or ""), reverse=True)


def drawn_scores(scores: Sequence[Score], most: int, *, unicode: bool) -> list[Text]:
    """A line for each instrument and rater, the latest filled in first: its course drawn, the last total and its date.

    At most so many lines; the last one then says how many are left out. ``scores`` are in the order of their dates.
    """
    latest = _series(scores)
    shown = latest if len(latest) <= most else latest[: max(1, most - 1)]
    rest = [literal(f"and {len(latest) - len(shown)} more: --table", "dim")] if len(shown) < len(latest) else []
    return [_drawn(each, unicode=unicode) for each in shown] + rest


def _drawn(scores: Sequence[Score], *, unicode: bool) -> Text:
    last = scores[-1]
    total = f"{last.total:g}" if last.total is not None else last.status
    course = ""
    if last.range and len(scores) > 1:
        course = f"  {sparkline([_of_ten(each, last.range) for each in scores[-_DRAWN:]], unicode=unicode)}"
    reach = f" ({_range(last.range)})" if last.range else ""
    told = "".join(f" · {_side(each)}" for each in last.reached)
    on = f" · {last.on}" if last.on else ""
    given = "" if last.total is None or last.complete else f" · {last.status}"
    return literal(f"{last.instrument} by the {last.rater}{course}  {total}{reach}{given}{told}{on}")


def _of_ten(score: Score, reach: tuple[float, float]) -> float | None:
    """The total as it lies between 1 and 10 on the scale that the last one has; None without a total on that scale."""
    if score.total is None or score.range != reach:
        return None
    return 1 + 9 * (score.total - reach[0]) / (reach[1] - reach[0])


def _range(ends: tuple[float, float]) -> str:
    return f"{ends[0]:g} to {ends[1]:g}"


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
