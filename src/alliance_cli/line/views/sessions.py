"""A client's sessions in short: a line each, with how much is kept of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.course.session_admin import SessionSummary
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import OrBeneath
from alliance_cli.line.views.history import WALKS, walk_marks


def sessions_view(client: str, sheets: Sequence[SessionSummary]) -> RenderableType:
    """Number, date, the walks as letters, and the counts in words."""
    if not sheets:
        return words(f"{client}: no session kept yet.")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("#", "date", "walks", "kept"):
        table.add_column(heading, justify="right" if heading == "#" else "left", no_wrap=heading != "kept")
    for each in sheets:
        table.add_row(str(each.session.number), each.session.on.isoformat(), walk_marks(each.phases), words(each.held))
    return Group(OrBeneath(table, names=2), words(WALKS, "dim"))
