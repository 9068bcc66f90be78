"""Shows the course on two lines, for a screen without room for the chart."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from alliance_cli.core.course.picture import Picture
from alliance_cli.core.formatting import decimal
from alliance_cli.core.ratings import Rater
from alliance_cli.views.aloud import is_heard
from alliance_cli.views.course.chart_words import course_in_words, course_title
from alliance_cli.views.plot import LABEL, first_shown, sparkline


class CourseLines:
    """The course on two lines, with a sparkline for each rater.

    ``selected`` is the index, from 0, of a session that a sign below points to; the title is then left out.
    """

    def __init__(
        self, picture: Picture, *, unicode: bool, latest: int | None = None, selected: int | None = None
    ) -> None:
        self._picture, self._unicode, self._selected = picture, unicode, selected
        self._asked = latest
        self._latest = len(picture.points) if latest is None else min(latest, len(picture.points))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if is_heard(console):
            yield from course_in_words(self._picture, self._asked)
            return
        names = {rater: rater.label for rater in Rater}
        label = max(LABEL, *(len(name) + 1 for name in names.values()))
        room = max(1, options.max_width - label - len("  10.0"))
        shown = min(self._latest, room)
        first = first_shown(len(self._picture.points), shown, self._selected)
        points = self._picture.points[first : first + shown]
        if self._selected is None:
            yield course_title(self._picture, points, unicode=self._unicode)
        for rater, name in names.items():
            means = [point.means.get(rater) for point in points]
            rated = [mean for mean in means if mean is not None]
            if rated:
                drawn = sparkline(means, unicode=self._unicode)
                yield Text(f"{name:<{label}}{drawn}  {decimal(rated[-1], 1)}")
        if self._selected is not None:
            yield Text(f"{'':{label + self._selected - first}}^", "bold")
