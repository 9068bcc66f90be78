"""Views of instruments: the list, one instrument, the result of an administration, and the scores of a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType

from alliance_cli.core.formatting import day_in_words, either, plain_day, plain_number
from alliance_cli.core.instruments.instrument import Better, Cutoff, Instrument, Item, ScoreKind
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.text import capitalised
from alliance_cli.translation import N_, NC_, _, _c
from alliance_cli.views.aloud import DrawnOrSaid, OpenTable, values_in_words
from alliance_cli.views.layout import ResponsiveTable, indented, open_table, section, whose_in_words
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import sparkline

_DRAWN = 16
"""How many administrations the drawn course of an instrument covers."""
UNSCORED = N_(
    "Not scored: the instrument's file is missing, has another version or has mistakes (alliance prompts check)."
)


def list_view(rows: Sequence[tuple[str, Instrument]]) -> RenderableType:
    """The list of instruments; each row has the owner of the file and the instrument."""
    title, items = NC_("heading", "title"), NC_("heading", "items")
    by, total, whose_file = NC_("heading", "by"), NC_("heading", "total"), NC_("heading", "whose")
    headings = NC_("heading", "instrument"), title, items, by, total, whose_file
    table = open_table(*headings, right=(items,), wrap=(title,))
    for whose, each in rows:
        raters = _c("rater", "both") if len(each.raters) > 1 else each.raters[0].in_words
        cells = str(len(each.items)), raters, _range(each.range), whose_in_words(whose)
        table.add_row(literal(each.id), literal(each.title), *cells)
    return ResponsiveTable(table)


def about_view(instrument: Instrument) -> RenderableType:
    """Title, items, key, cut-offs with their sources, licence and citation."""
    facts = (
        (_("filled in by"), either([each.in_words for each in instrument.raters])),
        (_("items"), "; ".join(_items(instrument.items))),
        *((each.title, _("items {numbers}", numbers=_numbers(each.items))) for each in instrument.subscales),
        (_("total"), _total(instrument)),
        *((_("cut-off"), _cutoff(each)) for each in instrument.cutoffs),
        *(() if instrument.cutoffs else ((_("cut-off"), _("none is known here, so none is shown")),)),
        (_("licence"), instrument.licence),
        (_("citation"), instrument.citation),
    )
    table = OpenTable(box=None, padding=(0, 2, 0, 0), show_header=False)
    for name, fact in facts:
        table.add_row(literal(name, "bold"), literal(fact))
    wording = [indented(literal(f"{each.n:>3}  {each.wording}"), 2) for each in instrument.items if each.wording]
    about = _(
        "{title}  ({id}, version {version})", title=instrument.title, id=instrument.id, version=instrument.version
    )
    return Group(literal(about, "bold"), table, *([literal("")] if wording else []), *wording)


_BETTER = {Better.HIGHER: N_("{range}, higher is better"), Better.LOWER: N_("{range}, lower is better")}
_SCORE = {ScoreKind.SUM: N_("sum of all items, {better}"), ScoreKind.MEAN: N_("mean of all items, {better}")}


def _total(instrument: Instrument) -> str:
    return _(_SCORE[instrument.score], better=_(_BETTER[instrument.better], range=_range(instrument.range)))


def _cutoff(cutoff: Cutoff) -> str:
    return _("{side}: {means}. Source: {source}", side=_side(cutoff), means=cutoff.means, source=cutoff.source)


def _items(items: Iterable[Item]) -> Iterator[str]:
    """How many items have each range, and which items are reversed."""
    by_range: dict[str, list[int]] = {}
    for item in items:
        by_range.setdefault(item.fits(), []).append(item.n)
    yield from (_("{count}, each {fits}", count=len(numbers), fits=fits) for fits, numbers in by_range.items())
    reversed_ = [item.n for item in items if item.reversed]
    yield _("reversed: {numbers}", numbers=_numbers(reversed_)) if reversed_ else _("none reversed")


def result_view(client: str, instrument: Instrument, score: Score, values: Mapping[int, float]) -> RenderableType:
    """Subscales, total and cut-offs with their sources; if incomplete, the complete subscales and the missing items."""
    on = [day_in_words(score.on)] if score.on else []
    table = OpenTable(box=None, padding=(0, 2, 0, 0), show_header=False)
    for subscale in instrument.subscales:
        if subscale.id in score.subscales:
            reach = _range(instrument.reach(subscale.items))
            table.add_row(literal(subscale.title), plain_number(score.subscales[subscale.id]), f"({reach})")
    if score.total is not None:
        told = f"({_(_BETTER[instrument.better], range=_range(instrument.range))})"
        table.add_row(literal(_("total"), "bold"), literal(plain_number(score.total), "bold"), told)
    heading = " · ".join((instrument.title, client, score.rater.by, *on))
    lines: list[RenderableType] = [literal(heading, "bold")]
    lines += [indented(table)] if table.row_count else []
    lines += [indented(literal(each)) for each in _remarks(instrument, score, values)]
    return Group(*lines)


def _remarks(instrument: Instrument, score: Score, values: Mapping[int, float]) -> Iterator[str]:
    if score.total is None:
        left_out = [item.n for item in instrument.items if item.n not in values]
        yield _("{status}: no total. Left out: {items}.", status=score.status, items=_numbers(left_out))
        return
    if not score.complete:
        yield _("{status}: it was given without all items.", status=capitalised(score.status))
    for cutoff in instrument.cutoffs:
        side, source = _side(cutoff), cutoff.source
        if cutoff in score.reached:
            reached = capitalised(side)
            yield _("{side}: {means}. Source of the cut-off: {source}", side=reached, means=cutoff.means, source=source)
        else:
            yield _("Not {side}. Source of the cut-off: {source}", side=side, source=source)


def _side(cutoff: Cutoff) -> str:
    value = plain_number(cutoff.value)
    return _("below {value}", value=value) if cutoff.below else _("at or above {value}", value=value)


def scores_view(scores: Sequence[Score], *, unicode: bool) -> RenderableType:
    """The scores of a course: a sparkline for each instrument filled in more than once, then a line for each score."""
    return Group(*section(_("Instruments")), *map(indented, score_lines(scores, unicode=unicode)))


def score_lines(
    scores: Sequence[Score], listed: Sequence[Score] | None = None, *, unicode: bool
) -> list[RenderableType]:
    """The lines of ``scores_view`` below its title; if ``listed`` is given, only those scores get their own lines."""
    drawn = [_drawn(each, unicode=unicode) for each in _series(scores) if len(each) > 1]
    lines = [literal(_listed(each)) for each in (scores if listed is None else listed)]
    unscored = [literal(_(UNSCORED), "dim")] if any(score.not_scored for score in scores) else []
    return [*drawn, *lines, *unscored]


def _listed(score: Score) -> str:
    on = plain_day(score.on) if score.on else ""
    total = plain_number(score.total) if score.total is not None else score.status
    parts = (f"{name} {plain_number(value)}" for name, value in score.subscales.items())
    given = () if score.total is None or score.complete else (score.status,)
    told = " · ".join((total, *given, *parts, *map(_side, score.reached)))
    return f"{on}  {score.instrument} {score.rater.by}: {told}"


def _series(scores: Sequence[Score]) -> list[list[Score]]:
    """The scores by instrument and rater, the latest filled in first."""
    series: dict[tuple[str, str], list[Score]] = {}
    for each in scores:
        series.setdefault((each.instrument, str(each.rater)), []).append(each)
    return sorted(series.values(), key=lambda each: str(each[-1].on or ""), reverse=True)


def drawn_scores(scores: Sequence[Score], most: int, *, unicode: bool) -> list[RenderableType]:
    """A line for each instrument and rater, latest first: a sparkline, the last total and its date.

    There are at most ``most`` lines; the last one then says how many are left out. ``scores`` are sorted by date.
    """
    latest = _series(scores)
    shown = latest if len(latest) <= most else latest[: max(1, most - 1)]
    left_out = len(latest) - len(shown)
    rest = [literal(_("and {count} more: --table", count=left_out), "dim")] if left_out else []
    return [*(_drawn(each, unicode=unicode) for each in shown), *rest]


def _drawn(scores: Sequence[Score], *, unicode: bool) -> RenderableType:
    """The course of an instrument on one line; on a heard console, totals replace the sparkline."""
    last, latest = scores[-1], scores[-_DRAWN:]
    if not last.range or len(scores) == 1:
        return literal(_totals(last, ""))
    drawn = sparkline([_of_ten(each, last.range) for each in latest], unicode=unicode)
    return DrawnOrSaid(
        literal(_totals(last, f"  {drawn}")),
        lambda: _totals(last, f" {values_in_words([each.total for each in latest])};"),
    )


def _totals(last: Score, course: str) -> str:
    total = plain_number(last.total) if last.total is not None else last.status
    reach = f" ({_range(last.range)})" if last.range else ""
    told = "".join(f" · {_side(each)}" for each in last.reached)
    on = f" · {plain_day(last.on)}" if last.on else ""
    given = "" if last.total is None or last.complete else f" · {last.status}"
    return f"{last.instrument} {last.rater.by}{course}  {total}{reach}{given}{told}{on}"


def _of_ten(score: Score, reach: tuple[float, float]) -> float | None:
    """The total mapped to 1-10 by the range ``reach`` of the last total; None without a total on that range."""
    if score.total is None or score.range != reach:
        return None
    return 1 + 9 * (score.total - reach[0]) / (reach[1] - reach[0])


def _range(ends: tuple[float, float]) -> str:
    return _("{low} to {high}", low=plain_number(ends[0]), high=plain_number(ends[1]))


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
