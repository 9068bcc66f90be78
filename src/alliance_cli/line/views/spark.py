"""A series of ratings as one line of characters, and the four quick ratings of both as such lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table

from alliance_cli.core.course.entities import SessionRecord
from alliance_cli.core.walk.kinds import SCALES, Rater
from alliance_cli.line.views.fit import OrBeneath

_BLOCKS = "▁▂▃▄▅▆▇█"
_VOICES = ((Rater.CLIENT, "client"), (Rater.CLINICIAN, "you"))


def sparkline(values: Sequence[float | None], *, low: float = 1, high: float = 10, unicode: bool = True) -> str:
    """One character a session, oldest first; a gap is a dot. Without Unicode the rounded number, 10 as ``X``."""
    if not unicode:
        return "".join("." if value is None else "X" if round(value) > 9 else str(round(value)) for value in values)
    last = len(_BLOCKS) - 1

    def block(value: float) -> str:
        place = round((value - low) / (high - low) * last)
        return _BLOCKS[min(last, max(0, place))]

    return "".join("·" if value is None else block(value) for value in values)


def ratings_view(records: Sequence[SessionRecord], *, unicode: bool) -> RenderableType:
    """A row a quick rating: the client's course and last rating, then yours; no row where neither gave any."""
    raters = [(rater, name) for rater, name in _VOICES if any(each.of(rater) for each in records)]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("", *(heading for _, name in raters for heading in (name, "last"))):
        table.add_column(heading, justify="right" if heading == "last" else "left", no_wrap=True)
    for scale in SCALES:
        row = [scale]
        for rater, _ in raters:
            values = [each.of(rater).get(scale) for each in records]
            rated = [value for value in values if value is not None]
            row += [sparkline(values, unicode=unicode), str(rated[-1]) if rated else "-"]
        if any(each.of(rater).get(scale) is not None for each in records for rater, _ in raters):
            table.add_row(*row)
    return OrBeneath(table)
