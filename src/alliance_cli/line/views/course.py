"""The chart of a client's course: both raters' means, the expected band, ruptures, flags and strong moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from alliance_cli.core.course.picture import Picture, Point, TensionStatus
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import fill_lines
from alliance_cli.line.views.plot import LABEL, Columns, Grid, Scale, as_ascii, columns, numbers

_HIGH, _LOW, _LOWEST_TOP = 10, 1, 6


_CLIENT, _CLINICIAN, _BOTH, _BAND, _FLAGGED, _STRONG, _PAUSE = "●○◉░▲+≈"
_MARKS = {TensionStatus.OPEN: "!", TensionStatus.SETTLED: "✓", TensionStatus.TENSION: "?"}
_STYLES = {Rater.CLIENT: "bold cyan", Rater.CLINICIAN: "yellow"}
_FLAG_STYLE = "bold magenta"


def can_be_drawn(picture: Picture) -> bool:
    """Whether the chart would have more than one point."""
    return sum(bool(point.means) for point in picture.points) > 1


class CourseView:
    """The chart, drawn as wide as the screen allows; meant for at least ``LEAST`` columns."""

    def __init__(self, picture: Picture, *, unicode: bool) -> None:
        self._picture = picture
        self._unicode = unicode

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        lines = self._lines(options.max_width)
        return lines if self._unicode else map(as_ascii, lines)

    def _lines(self, width: int) -> Iterator[Text]:
        spread = columns(len(self._picture.points), width - LABEL - 1)
        points = self._picture.points[-spread.count :]
        yield self._title(points)
        yield Text()
        yield from self._plot(points, spread)
        yield from self._floor(points, spread)
        yield from self._events(points, spread)
        yield Text()
        yield self._legend(points, width)

    def _title(self, points: tuple[Point, ...]) -> Text:
        all_, first, last = len(self._picture.points), points[0].session, points[-1].session
        count = f"{all_} sessions" if len(points) == all_ else f"latest {len(points)} of {all_} sessions"
        span = f"{first.on:%d %b %Y} to {last.on:%d %b %Y}"
        return literal((" · " if self._unicode else ", ").join((self._picture.client, count, span)), "bold")

    def _plot(self, points: tuple[Point, ...], spread: Columns) -> Iterator[Text]:
        grid = Grid(_scale(points), spread)
        for place, point in enumerate(points):
            self._shade(grid, place, point)
        if self._unicode and spread.step > 1:
            grid.line([point.means.get(Rater.CLIENT) for point in points], _STYLES[Rater.CLIENT])
        for place, point in enumerate(points):
            self._mark(grid, place, point)
        labels = [_label(grid.scale.at(row)) for row in range(grid.scale.rows)]
        yield from grid.lines(labels, "┤")

    def _shade(self, grid: Grid, place: int, point: Point) -> None:
        if point.expected is None or point.lower is None:
            return
        for row in range(grid.scale.row(point.expected), grid.scale.row(point.lower) + 1):
            grid.shade(place, grid.scale.at(row), _BAND, "dim")

    def _mark(self, grid: Grid, place: int, point: Point) -> None:
        mine, theirs = point.means.get(Rater.CLINICIAN), point.means.get(Rater.CLIENT)
        if mine is not None:
            grid.mark(place, mine, _CLINICIAN, _STYLES[Rater.CLINICIAN])
        if theirs is not None:
            together = mine is not None and grid.scale.row(mine) == grid.scale.row(theirs)
            mark = _BOTH if together else _CLIENT
            grid.mark(place, theirs, mark, _FLAG_STYLE if point.flagged else _STYLES[Rater.CLIENT])

    def _floor(self, points: tuple[Point, ...], spread: Columns) -> Iterator[Text]:
        line = ["─"] * spread.width
        for place, point in enumerate(points):
            if place and point.after_pause:
                line[(spread.at(place - 1) + spread.at(place)) // 2] = _PAUSE
        yield Text(f"{'':{LABEL}}└{''.join(line)}", style="dim")
        yield numbers([point.session.number for point in points], spread)

    def _events(self, points: tuple[Point, ...], spread: Columns) -> Iterator[Text]:
        rows: tuple[tuple[str, str, Callable[[Point], str]], ...] = (
            ("rupture?", "bold", lambda point: _MARKS.get(point.noticed, "")),
            ("flagged", _FLAG_STYLE, lambda point: _FLAGGED if point.flagged else ""),
            ("strong", "green", lambda point: _STRONG if point.strong else ""),
        )
        for name, style, mark_of in rows:
            cells = [" "] * spread.width
            for place, point in enumerate(points):
                cells[spread.at(place)] = mark_of(point) or " "
            if any(cell != " " for cell in cells):
                yield Text.assemble((f"{name:>{LABEL - 1}}  ", "dim"), ("".join(cells).rstrip(), style))

    def _legend(self, points: tuple[Point, ...], width: int) -> Text:
        noticed = {point.noticed for point in points}
        known = {rater for point in points for rater in point.means}
        entries = [
            (_CLIENT, "client", Rater.CLIENT in known),
            (_CLINICIAN, "you", Rater.CLINICIAN in known),
            (_BOTH, "both", len(known) > 1),
            (_BAND, "expected from the client's earlier sessions", _has_band(points)),
            (_FLAGGED, "the numbers stand out", any(point.flagged for point in points)),
            *((mark, _NOTICED[what], what in noticed) for what, mark in _MARKS.items()),
            (_STRONG, "strong moment", any(point.strong for point in points)),
            (_PAUSE, "more than four weeks between", any(point.after_pause for point in points[1:])),
        ]
        return Text(fill_lines([f"{mark} {meaning}" for mark, meaning, there in entries if there], width), style="dim")


_NOTICED = {
    TensionStatus.OPEN: "possible rupture, open",
    TensionStatus.SETTLED: "possible rupture, repaired or let go",
    TensionStatus.TENSION: "tension, no moment noted",
}


def patterns_view(picture: Picture) -> RenderableType:
    """The name of each rater's course, if a known pattern fits."""
    lines = []
    for rater, name in picture.patterns.items():
        more = ". Worth a conversation." if name.asks_for_a_conversation else "."
        lines.append(f"{'Client' if rater is Rater.CLIENT else 'You'}: {name}{more}")
    return literal("\n".join(lines) or "No name fits this course yet.")


def _has_band(points: tuple[Point, ...]) -> bool:
    return any(point.lower is not None for point in points)


def _scale(points: tuple[Point, ...]) -> Scale:
    values = [value for point in points for value in point.means.values()]
    edges = [point.lower for point in points if point.lower is not None]
    lowest = min(_LOWEST_TOP, max(_LOW, floor(min(values + edges, default=_LOWEST_TOP))))
    return Scale(_HIGH, lowest, 2 if _HIGH - lowest <= 6 else 1)


def _label(value: float) -> str:
    return f"{value:>{LABEL - 1}g} " if value.is_integer() else " " * LABEL
