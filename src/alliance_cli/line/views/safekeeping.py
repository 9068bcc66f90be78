"""What vaults and backups hold, and what was found in one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.vault.safekeeping import Carried, CheckReport, Comparison, Contents, Finding, Trouble
from alliance_cli.line.console import words

_COUNTED = ("clients", "sessions", "answers", "ratings", "moments")


def in_words(contents: Contents) -> str:
    """The counts in a row: ``2 clients, 1 session …``."""
    counts = [(getattr(contents, name), name) for name in _COUNTED]
    last = f", last session {contents.last_on}" if contents.last_on else ""
    return ", ".join(f"{count} {name[:-1] if count == 1 else name}" for count, name in counts) + last


def comparison_view(comparison: Comparison) -> RenderableType:
    """What is in a backup against what is here, with question marks where that cannot be read."""
    backup, here = comparison.backup, comparison.here
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


def findings_view(found: CheckReport) -> RenderableType:
    """Everything that is not as it should be, by place."""
    if not found.damaged:
        return _said_of_the_sound(found)
    return Group(*(words(f"{_place(each)}{each.what}") for each in found.findings))


def _said_of_the_sound(found: CheckReport) -> RenderableType:
    """Who may look into a vault that holds all it held, and what it lost before it was salvaged."""
    open_to_others = [words(each.what) for each in found.findings if each.kind is Trouble.ACCESS]
    lost = []
    if found.astray:
        rows = "1 row belongs" if found.astray == 1 else f"{found.astray} rows belong"
        lost.append(words(f"{rows} to something that was lost earlier. Nothing needs to be done."))
    checked = "pages, tables and values" if lost else "pages, tables, values, and what belongs together"
    return Group(*open_to_others, words(f"The vault is sound: {checked}. Schema {found.schema}."), *lost)


def _place(finding: Finding) -> str:
    names = [name for name in (finding.table, finding.row, finding.column) if name]
    return f"{', '.join(names)}: " if names else ""


def salvage_view(carried: Sequence[Carried]) -> RenderableType:
    """Table by table how much was carried, and how much was left."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    for heading in ("carried", "left"):
        table.add_column(heading, justify="right")
    for each in carried:
        table.add_row(each.table, str(each.rows), str(each.left or "-"))
    return table
