"""What vaults and backups hold, and what was found in one."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table

from alliance_cli.core.safekeeping import Contents

_COUNTED = ("clients", "sessions", "answers", "ratings", "moments")


def in_words(contents: Contents) -> str:
    """The counts in a row: ``2 clients, 1 session …``."""
    counts = [(getattr(contents, name), name) for name in _COUNTED]
    last = f", last session {contents.last_on}" if contents.last_on else ""
    return ", ".join(f"{count} {name[:-1] if count == 1 else name}" for count, name in counts) + last


def comparison_view(backup: Contents, here: Contents | None) -> RenderableType:
    """What is in a backup against what is here; ``here`` is None where that cannot be read."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    for heading in ("in the backup", "here now"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name in _COUNTED:
        table.add_row(name, str(getattr(backup, name)), str(getattr(here, name)) if here else "?")
    table.add_row("last session", _on(backup), _on(here) if here else "?")
    return table


def _on(contents: Contents) -> str:
    return contents.last_on.isoformat() if contents.last_on else "-"
