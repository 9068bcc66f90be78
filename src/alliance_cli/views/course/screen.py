"""A client's history on one screen: the chart, open ruptures, flags, and commands that show more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.fitting.history import HISTORY_MOST, LOW, SPARKLINES, HistoryPart, fit_history
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.guide import cards_on_flags
from alliance_cli.core.instruments.scored import scores_of
from alliance_cli.translation import _
from alliance_cli.views.course.chart import CourseView, can_be_drawn, patterns_view
from alliance_cli.views.course.chart_lines import CourseLines
from alliance_cli.views.course.held_back import held_back_lines
from alliance_cli.views.course.ratings import ratings_view
from alliance_cli.views.course.table import counts_of, table_view
from alliance_cli.views.instruments import drawn_scores, score_lines
from alliance_cli.views.layout import WideOrNarrow, indented, pointers_view
from alliance_cli.views.literal import literal
from alliance_cli.views.moments import headline
from alliance_cli.views.plot import LEAST

if TYPE_CHECKING:
    from alliance_cli.core.course.course import Course, SessionRecord
    from alliance_cli.core.course.picture import Picture
    from alliance_cli.core.flags.flag import Flag

_COMPACT = 16
"""How many of the latest sessions the sparkline of each rating shows."""
Lines = list[list[Segment]]


class CourseScreen(Struct, frozen=True):
    """The history of a course on at most ``rows`` rows; None for no limit.

    ``flags`` are in order of session, oldest first. ``latest`` is how many sessions to show; if it is None, the chart
    shows as many as fit with a gap between them.
    """

    course: Course
    drawn: Picture
    flags: Sequence[Flag]
    unicode: bool
    rows: int | None = None
    latest: int | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        drawn: dict[tuple[HistoryPart, int], Lines] = {}
        rest = _lines(console, options, [*self._held_back, literal(self._more(), "dim")])

        def lines(part: HistoryPart, limits: Mapping[HistoryPart, int]) -> Lines:
            most = limits[part] if part is not HistoryPart.CHART else self._chart_size(limits, options.max_width)
            if (part, most) not in drawn:
                drawn[part, most] = _lines(console, options, self._part(part, most)) if most else []
            return drawn[part, most]

        def laid(limits: Mapping[HistoryPart, int]) -> Lines:
            blank: Lines = [[]] if limits[HistoryPart.AIR] else []
            shown = [found for part in HistoryPart if part is not HistoryPart.AIR and (found := lines(part, limits))]
            return [line for found in (*shown, rest) for line in (*blank, *found)][len(blank) :]

        most = HISTORY_MOST if self.latest is None else {**HISTORY_MOST, **dict.fromkeys(_GROWS, self.latest)}
        for line in laid(fit_history(lambda limits: len(laid(limits)), self.rows, most)):
            yield from line
            yield Segment.line()

    def _chart_size(self, limits: Mapping[HistoryPart, int], width: int) -> int:
        """The size of the chart, negative if its legend is left out."""
        size = limits[HistoryPart.CHART] if width >= LEAST and can_be_drawn(self.drawn) else SPARKLINES
        return size if limits[HistoryPart.LEGEND] else -size

    def _part(self, part: HistoryPart, most: int) -> list[RenderableType]:
        return _PARTS[part](self, most)

    @property
    def _held_back(self) -> list[RenderableType]:
        """The line about the latest held-back answers, with the command that shows them."""
        return held_back_lines(self.course.client.code, self._shown)[-1:]

    @property
    def _shown(self) -> tuple[SessionRecord, ...]:
        return self.course.records if self.latest is None else self.course.records[-self.latest :]

    def _chart(self, size: int) -> list[RenderableType]:
        if abs(size) == SPARKLINES:
            return [CourseLines(self.drawn, unicode=self.unicode, latest=self.latest)]
        low, apart = abs(size) == LOW, self.latest is None
        chart = CourseView(
            self.drawn, unicode=self.unicode, latest=self.latest, apart=apart, low=low, legend=size > 0
        )  # fmt: skip
        return [chart]

    def _patterns(self, _size: int) -> list[RenderableType]:
        return [patterns_view(self.drawn)] if self.drawn.patterns else []

    def _open(self, most: int) -> list[RenderableType]:
        newest = self.course.open_ruptures[::-1]
        told = [indented(literal(headline(each)), 2) for each in newest[:most]]
        says = _("what was noted") if len(newest) <= most else _("and {count} more", count=len(newest) - most)
        return _entries(_("Open"), told, says, Action(ActionKind.LIST_OPEN_RUPTURES, self.course.client.code))

    def _standing_out(self, most: int) -> list[RenderableType]:
        place = {record.session.id: number for number, record in enumerate(self.course.records)}
        newest = sorted(self.flags, key=lambda flag: -place[flag.session])
        told: list[RenderableType] = []
        for flag in newest[:most]:
            on = self.course.records[place[flag.session]].session.on
            told += [
                indented(literal(f"{plain_day(on)}  {flag.says}"), 2),
                indented(literal(_("Next: {step}", step=flag.next), "dim"), 4),
            ]
        says = _("and {count} more", count=len(newest) - most) if len(newest) > most else ""
        cards = pointers_view(cards_on_flags(newest[:most])) if most >= HISTORY_MOST[HistoryPart.FLAGS] else []
        return [
            *_entries(_("Worth a look"), told, says, Action(ActionKind.LIST_MOMENTS, self.course.client.code)),
            *cards,
        ]

    def _missed(self, most: int) -> list[RenderableType]:
        first = self._shown[0].session.on if self._shown else None
        newest = [each for each in self.course.missed[::-1] if first is None or each.on >= first]
        told = ", ".join(f"{plain_day(each.on)} ({each.why.in_words})" for each in newest[:most])
        if len(newest) > most:
            count = len(newest) - most
            return [literal(_("Missed: {sessions}, and {count} earlier", sessions=told, count=count))]
        return [literal(_("Missed: {sessions}", sessions=told))] if told else []

    def _instruments(self, most: int) -> list[RenderableType]:
        """The drawn scores; without a limit of rows, also each score of the sessions shown."""
        every = scores_of(self.course, self._shown)
        if self.rows is not None:
            lines = drawn_scores(every, most, unicode=self.unicode)
        else:
            latest = self.latest or HISTORY_MOST[HistoryPart.SESSIONS]
            lines = score_lines(every, scores_of(self.course, self._shown[-latest:]), unicode=self.unicode)
        return _entries(_("Instruments"), [indented(each, 2) for each in lines])

    def _ratings(self, _size: int) -> list[RenderableType]:
        shown = self._shown if self.latest is not None else self._shown[-_COMPACT:]
        rated = any(record.ratings for record in shown)
        return [ratings_view(shown, unicode=self.unicode)] if rated else []

    def _sessions(self, most: int) -> list[RenderableType]:
        return list(table_view(self.course, self._shown[-most:]))

    def _more(self) -> str:
        return _("{counts} More: --last N, --since DATE, --notes, --all", counts=counts_of(self.course))


_GROWS = (HistoryPart.SESSIONS, HistoryPart.FLAGS)
"""The parts that grow with the number of sessions asked for."""
_PARTS = {
    HistoryPart.CHART: CourseScreen._chart,
    HistoryPart.LEGEND: lambda *_: [],
    HistoryPart.PATTERN: CourseScreen._patterns,
    HistoryPart.OPEN: CourseScreen._open,
    HistoryPart.FLAGS: CourseScreen._standing_out,
    HistoryPart.MISSED: CourseScreen._missed,
    HistoryPart.INSTRUMENTS: CourseScreen._instruments,
    HistoryPart.RATINGS: CourseScreen._ratings,
    HistoryPart.SESSIONS: CourseScreen._sessions,
}


def _lines(console: Console, options: ConsoleOptions, parts: Sequence[RenderableType]) -> Lines:
    return [line for each in parts for line in console.render_lines(each, options, pad=False)]


def _entries(
    title: str, told: Sequence[RenderableType], says: str = "", do: Action | None = None
) -> list[RenderableType]:
    """A title, its entries, and a command that shows more, which is never broken; empty without entries."""
    rest: list[RenderableType] = []
    if says and do:
        command = command_line(do)
        stacked = Group(literal(f"{says}:", "dim"), literal(command, "dim"))
        rest = [indented(WideOrNarrow(literal(f"{says}: {command}", "dim"), stacked), 2)]
    return [literal(title, "bold"), *told, *rest] if told else []
