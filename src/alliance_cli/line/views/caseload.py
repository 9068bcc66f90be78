"""The whole caseload: one line for each client, and the dates of a client's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from alliance_cli.core.caseload.overview import most_pressing
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, WideOrNarrow, open_table
from alliance_cli.line.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.caseload.overview import Overview
    from alliance_cli.core.course.entities import Client, Glance
    from alliance_cli.core.flags.flag import Flag


def glances_view(glances: Sequence[Glance]) -> RenderableType:
    """The list of clients, one row each."""
    if not glances:
        return literal("No clients yet. Open one with: alliance client add J7")
    headings = ("client", "sessions", "last", "mean", "open")
    table = open_table(*headings, right=("sessions", "mean", "open"), wrap=headings)
    for each in glances:
        mean = f"{each.last_client_mean:.1f}" if each.last_client_mean is not None else "-"
        closed = " (closed)" if each.closed else ""
        last = each.last_on.isoformat() if each.last_on else "-"
        table.add_row(literal(each.client + closed), str(each.sessions), last, mean, str(each.open_ruptures))
    return ResponsiveTable(table)


def file_view(client: Client) -> RenderableType:
    """The dates of a client's file on one line."""
    said = [f"Opened {client.opened_on}."]
    if client.closed_on:
        said.append(f"Closed {client.closed_on}{f', {client.ending}' if client.ending else ''}.")
    if client.keep_until:
        said.append(f"Kept at least until {client.keep_until}.")
    return literal(" ".join(said))


_LONG, _SHORT = 20, 8
"""How many sessions the course shows on a wide and on a narrow screen."""
_CLEAR = 1.0
"""A mean this many points below the client's own level is printed in bold."""
_LEGEND = (
    "course: the client's mean rating, session by session; last: the latest one, and +/- against the client's own "
    "level, the mean of the sessions before; flags: in the last session; open: possible ruptures; days: since then."
)


def overview_view(
    overviews: Sequence[Overview],
    today: date,
    *,
    unicode: bool,
    flags: Mapping[str, Sequence[Flag]] | None = None,
    rows: int | None = None,
) -> RenderableType:
    """One row for each client; ``flags`` are those of the last session, by client code.

    On at most so many ``rows`` the legend gives way first, then the clients who can wait longest.
    """
    if not overviews:
        return literal("No open clients. Open one with: alliance client add J7")
    return _CaseloadScreen(overviews, today, unicode, flags or {}, rows)


class _CaseloadScreen(Struct, frozen=True):
    overviews: Sequence[Overview]
    today: date
    unicode: bool
    flags: Mapping[str, Sequence[Flag]]
    rows: int | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        views = self._views()
        yield next((view for view in views if self._fits(view, console, options)), self._clients(self.overviews[:1]))

    def _fits(self, view: RenderableType, console: Console, options: ConsoleOptions) -> bool:
        return self.rows is None or len(console.render_lines(view, options, pad=False)) <= self.rows

    def _views(self) -> Iterator[RenderableType]:
        """The whole, then ever less of it."""
        yield Group(self._clients(self.overviews), literal(""), literal(_LEGEND, "dim"))
        yield self._clients(self.overviews)
        flagged = {code for code, found in self.flags.items() if found}
        for most in range(min(len(self.overviews) - 1, self.rows or 0), 0, -1):
            shown = most_pressing(self.overviews, flagged, most)
            rest = (
                f"{most} of {len(self.overviews)} clients: those with something open, then those seen last. All: --all"
            )
            yield Group(self._clients(shown), literal(rest, "dim"))

    def _clients(self, shown: Sequence[Overview]) -> RenderableType:
        long, short = (_table(shown, self.today, self.unicode, self.flags, width) for width in (_LONG, _SHORT))
        return WideOrNarrow(long, ResponsiveTable(short))


def _table(
    overviews: Sequence[Overview], today: date, unicode: bool, flags: Mapping[str, Sequence[Flag]], width: int
) -> Table:
    numbers = ("last", "+/-", "flags", "open", "days", "reflected")
    table = open_table("client", "course", *numbers, right=numbers, wrap=("client",))
    for each in overviews:
        table.add_row(
            literal(each.client + (" (closed)" if each.closed else "")),
            sparkline(each.means[-width:], unicode=unicode),
            _number(each.last_mean, ".1f"),
            Text(_number(each.change, "+.1f"), style="bold" if (each.change or 0) <= -_CLEAR else ""),
            str(len({flag.kind for flag in flags.get(each.client, ())}) or "-"),
            str(each.open_ruptures or "-"),
            _number(each.days_since(today), "d"),
            f"{each.reflected}/{each.sessions}",
        )
    return table


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
