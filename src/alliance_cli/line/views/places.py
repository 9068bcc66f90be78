"""Where things lie, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from alliance_cli.line.console import words


def places_view(rows: Sequence[tuple[str, str, bool]]) -> Text:
    """Rows of what it is, its path, and whether it is there; a path stays on one line, so that it can be copied."""
    width = max(len(name) for name, _, _ in rows)
    lines = [
        Text.assemble((f"{name:<{width}}  ", "bold"), words(path), ("" if there else "   (not there yet)", "dim"))
        for name, path, there in rows
    ]
    return Text("\n").join(lines)
