"""The chart of a client's course: both raters' means, the expected band, ruptures, flags and strong moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from alliance_cli.core.course.picture import Picture, Point, TensionStatus
from alliance_cli.core.course.smoothing import SMOOTHED_FROM, smoothed
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.moment_kinds import moment_word
from alliance_cli.translation import N_, _, _c
from alliance_cli.views.aloud import is_heard
from alliance_cli.views.course.chart_words import HELD_BACK, NOTICED, course_in_words, course_title
from alliance_cli.views.layout import fill_lines
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import (
    LABEL,
    Columns,
    Grid,
    Scale,
    as_ascii,
    columns,
    first_shown,
    numbers,
    told_apart,
)

_HIGH, _LOW, _LOWEST_TOP = 10, 1, 6


_CLIENT, _CLINICIAN, _BOTH, _BAND, _FLAGGED, _STRONG, _HIDDEN, _PAUSE, _SMOOTHED = "●○◉░▲+h≈─"
_MARKS = {TensionStatus.OPEN: "!", TensionStatus.SETTLED: "✓", TensionStatus.TENSION: "?"}
_STYLES = {Rater.CLIENT: "bold cyan", Rater.CLINICIAN: "yellow"}
_FLAG_STYLE = "bold magenta"
_POINTER, _POINTER_STYLE = "┊", "bold"


def can_be_drawn(picture: Picture) -> bool:
    """Whether the chart would have more than one point."""
    return sum(bool(point.means) for point in picture.points) > 1


class CourseView:
    """The chart, as wide as the screen allows, which should have at least ``LEAST`` columns.

    ``latest`` limits the sessions drawn. ``apart`` leaves an empty column between sessions. ``low`` draws one row for
    each point and no blank line. ``legend`` explains the signs. ``selected`` is the index of a session that is always
    drawn and has a line pointing to it; the title is then left out.
    """

    def __init__(
        self,
        picture: Picture,
        *,
        unicode: bool,
        latest: int | None = None,
        apart: bool = False,
        low: bool = False,
        legend: bool = True,
        selected: int | None = None,
    ) -> None:
        self._picture = picture
        self._selected = selected
        self._unicode = unicode
        self._asked = latest
        self._latest = len(picture.points) if latest is None else min(latest, len(picture.points))
        self._apart, self._low, self._has_legend = apart, low, legend
        means = [point.means.get(Rater.CLIENT) for point in picture.points]
        self._smoothed = smoothed(means) if len(means) >= SMOOTHED_FROM else ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if is_heard(console):
            return course_in_words(self._picture, self._asked)
        lines = self._lines(options.max_width)
        return lines if self._unicode else map(as_ascii, lines)

    def _lines(self, width: int) -> Iterator[Text]:
        room = width - LABEL - 1
        spread = columns(min(self._latest, told_apart(room)) if self._apart else self._latest, room)
        first = first_shown(len(self._picture.points), spread.count, self._selected)
        points = self._picture.points[first : first + spread.count]
        blank = [] if self._low else [Text()]
        if self._selected is None:
            yield course_title(self._picture, points, unicode=self._unicode)
            yield from blank
        yield from self._plot(points, spread, first)
        yield from self._floor(points, spread)
        yield from self._events(points, spread)
        if self._has_legend:
            yield from blank
            yield self._legend(points, width)

    def _plot(self, points: tuple[Point, ...], spread: Columns, first: int) -> Iterator[Text]:
        grid = Grid(_scale(points, low=self._low), spread)
        for place, point in enumerate(points):
            self._shade(grid, place, point)
        self._join(grid, points, first)
        for place, point in enumerate(points):
            self._mark(grid, place, point)
        if self._selected is not None:
            grid.pointer(self._selected - first, _POINTER, _POINTER_STYLE)
        labels = [_label(grid.scale.at(row)) for row in range(grid.scale.rows)]
        yield from grid.lines(labels, "┤")

    def _join(self, grid: Grid, points: tuple[Point, ...], first: int) -> None:
        """Draw the line of the client's course; a long course is smoothed."""
        line = self._smoothed[first : first + len(points)] or tuple(point.means.get(Rater.CLIENT) for point in points)
        if self._unicode and (self._smoothed or grid.columns.step > 1):
            grid.line(line, _STYLES[Rater.CLIENT])
        for place, value in enumerate(line if self._smoothed and not self._unicode else ()):
            if value is not None:
                grid.mark(place, value, _SMOOTHED, _STYLES[Rater.CLIENT])

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
            (_c("chart", "rupture?"), "bold", lambda point: _MARKS.get(point.noticed, "")),
            (_c("chart", "flagged"), _FLAG_STYLE, lambda point: _FLAGGED if point.flagged else ""),
            (_c("chart", "strong"), "green", lambda point: _STRONG if point.strong else ""),
            (_c("chart", "hidden"), "dim", lambda point: _HIDDEN if point.held_back else ""),
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
            (_CLIENT, Rater.CLIENT.label, Rater.CLIENT in known),
            (_CLINICIAN, Rater.CLINICIAN.label, Rater.CLINICIAN in known),
            (_BOTH, _c("rater", "both"), len(known) > 1),
            (_SMOOTHED, _("the client's course, smoothed"), bool(self._smoothed)),
            (_BAND, _("expected from the client's earlier sessions"), _has_band(points)),
            (_FLAGGED, _("the numbers stand out"), any(point.flagged for point in points)),
            *((mark, _c("chart", NOTICED[what]), what in noticed) for what, mark in _MARKS.items()),
            (_STRONG, moment_word("strong"), any(point.strong for point in points)),
            (_HIDDEN, _(HELD_BACK), any(point.held_back for point in points)),
            (_PAUSE, _("more than four weeks between"), any(point.after_pause for point in points[1:])),
        ]
        return Text(fill_lines([f"{mark} {meaning}" for mark, meaning, there in entries if there], width), style="dim")


def session_signs(point: Point) -> str:
    """The signs that the chart shows below a session.

    They mark a possible rupture or tension, numbers that stand out, a strong moment, and held-back answers.
    """
    there = (_FLAGGED, point.flagged), (_STRONG, point.strong), (_HIDDEN, point.held_back)
    signs = (_MARKS.get(point.noticed, ""), *(sign for sign, is_there in there if is_there))
    return "".join(signs)


def patterns_view(picture: Picture) -> RenderableType:
    """Names each rater's course if a known pattern fits it."""
    lines = []
    for rater, name in picture.patterns.items():
        says = _CONVERSATION if name.asks_for_a_conversation else _PATTERN
        lines.append(_(says[rater], pattern=name.in_words))
    return literal("\n".join(lines) or _("Too few ratings, or no clear pattern."))


_PATTERN = {Rater.CLIENT: N_("Client: {pattern}."), Rater.CLINICIAN: N_("You: {pattern}.")}
_CONVERSATION = {
    Rater.CLIENT: N_("Client: {pattern}. Worth a conversation."),
    Rater.CLINICIAN: N_("You: {pattern}. Worth a conversation."),
}


def _has_band(points: tuple[Point, ...]) -> bool:
    return any(point.lower is not None for point in points)


def _scale(points: tuple[Point, ...], *, low: bool) -> Scale:
    values = [value for point in points for value in point.means.values()]
    edges = [point.lower for point in points if point.lower is not None]
    lowest = min(_LOWEST_TOP, max(_LOW, floor(min(values + edges, default=_LOWEST_TOP))))
    return Scale(_HIGH, lowest, 2 if _HIGH - lowest <= 6 and not low else 1)


def _label(value: float) -> str:
    return f"{value:>{LABEL - 1}g} " if value.is_integer() else " " * LABEL
