"""Views of the caseload: the list of clients, the overview, and the dates of one client's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from alliance_cli.core.caseload.overview import most_pressing
from alliance_cli.core.formatting import decimal, joined, plain_day, signed
from alliance_cli.translation import N_, NC_, _
from alliance_cli.views.layout import ResponsiveTable, WideOrNarrow, open_table
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import drawn_values

if TYPE_CHECKING:
    from alliance_cli.core.caseload.overview import Glance, Overview
    from alliance_cli.core.course.client import Client
    from alliance_cli.core.flags.flag import Flag


def glances_view(glances: Sequence[Glance]) -> RenderableType:
    """The list of clients, one row each."""
    if not glances:
        return literal(_("No clients yet. Open one with: alliance client add J7"))
    numbers = NC_("heading", "sessions"), NC_("heading", "mean"), NC_("heading", "open")
    headings = NC_("heading", "client"), numbers[0], NC_("heading", "last"), *numbers[1:]
    table = open_table(*headings, right=numbers, wrap=headings)
    for each in glances:
        mean = decimal(each.last_client_mean, 1) if each.last_client_mean is not None else "-"
        last = plain_day(each.last_on) if each.last_on else "-"
        name = _name(each.client, closed=each.closed)
        table.add_row(literal(name), str(each.sessions), last, mean, str(each.open_ruptures))
    return Group(ResponsiveTable(table), *_held_back(glances))


def _held_back(clients: Sequence[Glance] | Sequence[Overview]) -> list[RenderableType]:
    """Names the clients whose answers are held back; empty if there are none."""
    waiting = [each.client for each in clients if each.held_back]
    if not waiting:
        return []
    return [
        literal(_("Answers by {clients} wait for your own ratings and are not in the mean.", clients=joined(waiting)))
    ]


def _name(client: str, *, closed: bool) -> str:
    return _("{client} (closed)", client=client) if closed else client


def file_view(client: Client) -> RenderableType:
    """The dates of a client's file on one line."""
    said = [_("Opened {day}.", day=plain_day(client.opened_on))]
    if client.closed_on and client.ending:
        said.append(_("Closed {day}, {ending}.", day=plain_day(client.closed_on), ending=client.ending.in_words))
    elif client.closed_on:
        said.append(_("Closed {day}.", day=plain_day(client.closed_on)))
    if client.keep_until:
        said.append(_("Kept at least until {day}.", day=plain_day(client.keep_until)))
    return literal(" ".join(said))


_LONG, _SHORT = 20, 8
"""How many sessions the course covers on a wide and on a narrow screen."""
_CLEAR = 1.0
"""A mean this many points below the client's own level is printed in bold."""
_LEGEND = N_(
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

    If ``rows`` limits the height, the legend is left out first, then the clients who can wait longest.
    """
    if not overviews:
        return literal(_("No open clients. Open one with: alliance client add J7"))
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
        """The whole view, then smaller and smaller ones."""
        yield Group(self._clients(self.overviews), literal(""), literal(_(_LEGEND), "dim"))
        yield self._clients(self.overviews)
        flagged = {code for code, found in self.flags.items() if found}
        for most in range(min(len(self.overviews) - 1, self.rows or 0), 0, -1):
            shown = most_pressing(self.overviews, flagged, most)
            count = len(self.overviews)
            rest = _(
                "{most} of {count} clients: those with something open, then those seen last. All: --all",
                most=most,
                count=count,
            )
            yield Group(self._clients(shown), literal(rest, "dim"))

    def _clients(self, shown: Sequence[Overview]) -> RenderableType:
        long, short = (_table(shown, self.today, self.unicode, self.flags, width) for width in (_LONG, _SHORT))
        return Group(WideOrNarrow(long, ResponsiveTable(short)), *_held_back(shown))


def _change(points: float | None) -> Text:
    return Text("-") if points is None else Text(signed(points), style="bold" if points <= -_CLEAR else "")


def _table(
    overviews: Sequence[Overview], today: date, unicode: bool, flags: Mapping[str, Sequence[Flag]], width: int
) -> Table:
    numbers = (
        NC_("heading", "last"),
        "+/-",
        NC_("heading", "flags"),
        NC_("heading", "open"),
        NC_("heading", "days"),
        NC_("heading", "reflected"),
    )
    client, course = NC_("heading", "client"), NC_("heading", "course")
    table = open_table(client, course, *numbers, right=numbers, wrap=(client,))
    for each in overviews:
        table.add_row(
            literal(_name(each.client, closed=each.closed)),
            drawn_values(each.means[-width:], unicode=unicode, places=1),
            "-" if each.last_mean is None else decimal(each.last_mean, 1),
            _change(each.change),
            str(len({flag.kind for flag in flags.get(each.client, ())}) or "-"),
            str(each.open_ruptures or "-"),
            "-" if (days := each.days_since(today)) is None else str(days),
            f"{each.reflected}/{each.sessions}",
        )
    return table
