"""Charts of instruments, each on its own axis, with its cut-offs and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.course_report import CourseReport, ScoreSeries
from alliance_cli.report.page.axis import PANEL, axis
from alliance_cli.report.page.drawing import Datasets, Row, draw
from alliance_cli.report.page.figures import Figure
from alliance_cli.report.page.words import on_day, total
from alliance_cli.translation import _


def score_figures(report: CourseReport) -> tuple[Figure, ...]:
    """One chart for each instrument and rater, on its own axis, with its cut-offs and their sources."""
    return tuple(_score_figure(report, series) for series in report.series)


def _score_figure(report: CourseReport, series: ScoreSeries) -> Figure:
    totals = [each.score.total or 0 for each in series.scores]
    is_client = series.rater is Rater.CLIENT
    given = {
        "session": None,
        "width": PANEL,
        "range": list(series.range or (min(totals), max(totals))),
        "color": "var(--client)" if is_client else "var(--clinician)",
        "shape": "circle" if is_client else "square",
        **axis(report),
    }
    cutoffs = [{"value": each.value, "said": _("Cut-off {value}", value=total(each.value))} for each in series.cutoffs]
    rows = list(_score_rows(series))
    data: Datasets = {"scores": rows, "cutoffs": cutoffs, "reached": [row for row in rows if row["reached"]]}
    title = _titled(series)
    says = f"{title}: {', '.join(map(total, totals))}."
    return Figure(title, draw("score", data, given), says, note=" ".join(_cutoff_notes(series)))


def _titled(series: ScoreSeries) -> str:
    if series.rater is Rater.CLIENT:
        return _("{instrument}, by the client", instrument=series.title)
    return _("{instrument}, by you", instrument=series.title)


def _score_rows(series: ScoreSeries) -> Iterable[Row]:
    for each in series.scores:
        value = each.score.total or 0
        said = f"{on_day(each.score.on)}: {total(value)}" if each.score.on else total(value)
        yield {"n": each.place, "value": value, "said": said, "reached": bool(each.score.reached)}


def _cutoff_notes(series: ScoreSeries) -> Iterator[str]:
    for each in series.cutoffs:
        told = {"value": total(each.value), "means": each.means, "source": each.source.rstrip(".")}
        yield (
            _("Below {value}: {means}. Source: {source}.", **told)
            if each.below
            else _("{value} or above: {means}. Source: {source}.", **told)
        )
