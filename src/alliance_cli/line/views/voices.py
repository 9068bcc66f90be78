"""The two voices side by side: how the clinician's ratings go with the client's, and who noticed what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from alliance_cli.core.course.entities import Session
from alliance_cli.core.course.voices import ABOUT_THE_SAME, Agreement, TensionCounts, Voices
from alliance_cli.core.wording import counted
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import OrBeneath
from alliance_cli.line.views.plot import LABEL, LEAST, Grid, Roomy, Scale, columns, numbers

_LEAST_SPAN = 2


def voices_view(voices: Voices, *, unicode: bool, client: str = "", sessions: Sequence[Session] = ()) -> RenderableType:
    """One client's two voices with their course over ``sessions``, or without a client the whole caseload's."""
    title = f"{client}: your ratings beside the client's" if client else "Your ratings beside your clients'"
    parts: list[RenderableType] = [words(title, "bold"), words("")]
    if voices.overall is None:
        parts.append(words("No session was rated by both yet. Your own ratings are asked for in: alliance reflect"))
    else:
        parts += _agreement(voices, voices.overall)
    if len(voices.course) > 1:
        drawn = Group(words(""), _Differences(voices, sessions, unicode=unicode))
        parts.append(Roomy(drawn, LEAST, Text()))
    return Group(*parts, words(""), words(_noticed(voices.noticed)))


def _agreement(voices: Voices, overall: Agreement) -> list[RenderableType]:
    apart = [each.says for each in voices.scales if abs(each.difference) >= ABOUT_THE_SAME]
    return [words("\n".join((overall.says, *apart))), words(""), _table((overall, *voices.scales))]


def _table(agreements: Sequence[Agreement]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    several = agreements[0].clients > 1
    for heading in ("", "apart", "within one point", "sessions", *(("clients",) if several else ())):
        table.add_column(heading, justify="right" if heading else "left")
    for each in agreements:
        row = [each.scale or "mean", f"{each.difference:+.1f}", f"{each.close:.0%}", str(each.sessions)]
        table.add_row(*row, *([str(each.clients)] if several else []))
    return OrBeneath(table)


def _noticed(noticed: TensionCounts) -> str:
    count = noticed.both + noticed.client + noticed.clinician
    if not count:
        return "No tension or possible rupture was noted."
    return (
        f"Tension or a possible rupture was noted in {counted(count, 'session')}: {noticed.both} by both, "
        f"{noticed.client} by the client only, {noticed.clinician} by you only."
    )


class _Differences:
    """Your mean less the client's, session by session, around a line at nought."""

    def __init__(self, voices: Voices, sessions: Sequence[Session], *, unicode: bool) -> None:
        self._differences = {each.session: each.difference for each in voices.course}
        self._sessions = sessions
        self._unicode = unicode

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        spread = columns(len(self._sessions), options.max_width - LABEL - 1)
        shown = self._sessions[-spread.count :]
        values = [self._differences.get(session.id) for session in shown]
        span = max(_LEAST_SPAN, ceil(max((abs(value) for value in values if value is not None), default=0)))
        grid = Grid(Scale(span, -span), spread)
        for place in range(spread.count):
            grid.shade(place, 0, "─" if self._unicode else "-", "dim")
        if self._unicode and spread.step > 1:
            grid.line(values, "yellow")
        for place, value in enumerate(values):
            if value is not None:
                grid.mark(place, value, "○" if self._unicode else "o", "yellow")
        yield Text("you rated higher (+) or lower (-) than the client, in points", style="dim")
        yield from grid.lines(_labels(span), "┤" if self._unicode else "|")
        yield numbers([session.number for session in shown], spread)


def _labels(span: int) -> list[str]:
    return [f"{value:>+{LABEL - 1}d} " if value else f"{0:>{LABEL - 1}} " for value in range(span, -span - 1, -1)]
