"""The caseload line by line: recent course, last mean against the client's own level, what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from alliance_cli.core.course.overview import Overview
from alliance_cli.core.flags.flag import Flag
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import IfItFits, OrBeneath
from alliance_cli.line.views.spark import sparkline

_LONG, _SHORT = 20, 8
"""How many sessions a line shows, where it fits and where it does not."""
_CLEAR = 1.0
"""A change of at least so many points below the own level is set in bold."""
_LEGEND = (
    "course: the client's mean rating, session by session; last: the latest one, and +/- against the client's own "
    "level, the mean of the sessions before; flags: in the last session; open: possible ruptures; days: since then."
)


def overview_view(
    overviews: Sequence[Overview], today: date, *, unicode: bool, flags: Mapping[str, Sequence[Flag]] | None = None
) -> RenderableType:
    """A line a client; ``flags`` are those of a client's last session, by code."""
    if not overviews:
        return words("No open clients. Open one with: alliance client add J7")
    long, short = (_table(overviews, today, unicode, flags or {}, width) for width in (_LONG, _SHORT))
    return Group(IfItFits(long, OrBeneath(short)), words(""), words(_LEGEND, "dim"))


def _table(
    overviews: Sequence[Overview], today: date, unicode: bool, flags: Mapping[str, Sequence[Flag]], width: int
) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    left = ("client", "course")
    for heading in (*left, "last", "+/-", "flags", "open", "days", "reflected"):
        table.add_column(heading, justify="left" if heading in left else "right", no_wrap=heading != "client")
    for each in overviews:
        table.add_row(
            words(each.client + (" (closed)" if each.closed else "")),
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
