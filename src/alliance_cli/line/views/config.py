"""The settings as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table

from alliance_cli.core.preferences import Plain
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import OrBeneath


def settings_view(rows: Sequence[tuple[str, Plain, Plain, str]]) -> RenderableType:
    """Rows of name, value, default and what it is about; a value of the clinician's own stands out."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("setting", "value", "about"):
        table.add_column(heading)
    for name, value, default, about in rows:
        own = "" if value == default else f" (usually {default})"
        table.add_row(name, words(f"{value}{own}", "bold" if own else ""), about)
    return OrBeneath(table)
