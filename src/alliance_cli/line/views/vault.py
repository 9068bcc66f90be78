"""The vault: what it holds, where it is, who opened it, how long files are kept, and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from alliance_cli.command_lines import PROGRAM, command_line
from alliance_cli.core.preferences import Plain
from alliance_cli.core.vault.access import Access
from alliance_cli.core.vault.retention import Review
from alliance_cli.core.vault.safekeeping import Carried, CheckReport, Comparison, Contents, Finding, Trouble
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, WideOrNarrow

_COUNTED = ("clients", "sessions", "answers", "ratings", "moments")


def count_phrase(contents: Contents) -> str:
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
    return Group(*(literal(f"{_place(each)}{each.what}") for each in found.findings))


def _said_of_the_sound(found: CheckReport) -> RenderableType:
    """Who may look into a vault that holds all it held, and what it lost before it was salvaged."""
    open_to_others = [literal(each.what) for each in found.findings if each.kind is Trouble.ACCESS]
    lost = []
    if found.astray:
        rows = "1 row belongs" if found.astray == 1 else f"{found.astray} rows belong"
        lost.append(literal(f"{rows} to something that was lost earlier. Nothing needs to be done."))
    checked = "pages, tables and values" if lost else "pages, tables, values, and what belongs together"
    return Group(*open_to_others, literal(f"The vault is sound: {checked}. Schema {found.schema}."), *lost)


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


_NEVER = "Nothing is deleted by itself. A later date: alliance client edit CLIENT --keep-until DATE"


def reviews_view(reviews: Sequence[Review], years: int) -> RenderableType:
    """The files whose time is up, longest waiting first, each with the commands to copy."""
    if not reviews:
        return literal(f"No file has been kept longer than {_years(years)} after its last entry.")
    parts: list[RenderableType] = []
    for review in reviews:
        client = review.file.client
        last = f"last entry {review.file.last_on}" if review.file.last_on else f"opened {client.opened_on}"
        state = f"closed {client.closed_on}" if client.closed_on else "not closed"
        parts.append(literal(f"{client.code}  up for review since {review.since}"))
        parts.append(literal(f"  {review.file.held}, {last}, {state}"))
        parts += [literal(f"  {command_line(each)}") for each in review.actions]
    return Group(*parts, literal(""), literal(_NEVER, "dim"))


def _years(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


def log_view(entries: Sequence[Access], count: int) -> RenderableType:
    """A line a look, oldest first; ``count`` is how many there are in all."""
    if not entries:
        return literal("Nothing is in the access log for that.")
    wide = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("when", "client", "command"):
        wide.add_column(heading, no_wrap=True)
    narrow: list[RenderableType] = []
    for each in entries:
        when, client = f"{each.at:%Y-%m-%d %H:%M:%S}", each.client or "-"
        command = f"{PROGRAM} {each.action}".rstrip()
        wide.add_row(when, literal(client), literal(command))
        narrow += [literal(f"{when}  {client}"), literal(f"  {command}")]
    shown = WideOrNarrow(wide, Group(*narrow))
    if len(entries) == count:
        return shown
    return Group(shown, literal(f"The latest {len(entries)} of {count}; all of them: --all", "dim"))


_A_ROW = 6
_WHAT_FOR = (
    "Whoever has this sheet and the vault's file, or a backup of it, can read everything in it, as with the "
    "passphrase. Keep it away from the computer, where you would keep a key to the practice."
)
_HOW_TO_USE = (
    "Type the code where the passphrase is asked for. Capitals, blanks and dashes make no difference; there is no "
    "letter O, I or L in it. If a group was mistyped, the program says which. Then choose a new passphrase with: "
    "alliance vault passphrase"
)
_HOW_TO_END = (
    "A new passphrase makes the code worthless for the vault. Do not return to an earlier passphrase: its code would "
    "work again. Backups made before still open with it. Then print a new sheet, and shred this one."
)


def recovery_sheet(code: Sequence[str], made_on: date) -> RenderableType:
    """Title, date, what it is for, the code in rows of numbered groups, how to use it and how to make it worthless."""
    rows = [code[start : start + _A_ROW] for start in range(0, len(code), _A_ROW)]
    lines = [f"{start * _A_ROW + 1:>2}   {'  '.join(row)}" for start, row in enumerate(rows)]
    return Group(
        Text("alliance: recovery sheet", style="bold"),
        Text(f"Made on {made_on:%d %B %Y}, for the case that the passphrase is lost.\n"),
        Text(f"{_WHAT_FOR}\n"),
        Padding(Text("\n".join(lines), style="bold", no_wrap=True), (0, 0, 1, 4)),
        Text(f"To use it\n{_HOW_TO_USE}\n"),
        Text(f"To make it worthless\n{_HOW_TO_END}"),
    )


def paths_view(rows: Sequence[tuple[str, str, bool]]) -> Text:
    """Rows of what it is, its path, and whether it is there; a path stays on one line, so that it can be copied."""
    width = max(len(name) for name, _, _ in rows)
    lines = [
        Text.assemble((f"{name:<{width}}  ", "bold"), literal(path), ("" if there else "   (not there yet)", "dim"))
        for name, path, there in rows
    ]
    return Text("\n").join(lines)


def settings_view(rows: Sequence[tuple[str, Plain, Plain, str]]) -> RenderableType:
    """Rows of name, value, default and what it is about; a value of the clinician's own stands out."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("setting", "value", "about"):
        table.add_column(heading)
    for name, value, default, about in rows:
        own = "" if value == default else f" (usually {default})"
        table.add_row(name, literal(f"{value}{own}", "bold" if own else ""), about)
    return ResponsiveTable(table)
