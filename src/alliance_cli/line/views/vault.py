"""The vault: what it holds, where it is, who opened it, how long files are kept, and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from alliance_cli.command_lines import PROGRAM, command_line
from alliance_cli.core.preferences import Plain
from alliance_cli.core.vault.retention import Review
from alliance_cli.core.vault.safekeeping import (
    Access,
    CheckReport,
    Finding,
    FindingKind,
    SalvagedTable,
    VaultComparison,
    VaultContents,
)
from alliance_cli.core.wording import counted
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import ResponsiveTable, WideOrNarrow, open_table

_COUNTED = ("clients", "sessions", "answers", "ratings", "moments")


def count_phrase(contents: VaultContents) -> str:
    """The counts on one line: ``2 clients, 1 session …``."""
    counts = ", ".join(counted(getattr(contents, name), name.removesuffix("s")) for name in _COUNTED)
    return counts + (f", last session {contents.last_on}" if contents.last_on else "")


def comparison_view(comparison: VaultComparison) -> RenderableType:
    """The contents of a backup beside those of this vault, with question marks if the vault cannot be read."""
    backup, here = comparison.backup, comparison.here
    table = open_table("", "in the backup", "here now", right=("in the backup", "here now"), wrap=("",))
    for name in _COUNTED:
        table.add_row(name, str(getattr(backup, name)), str(getattr(here, name)) if here else "?")
    table.add_row("last session", _on(backup), _on(here) if here else "?")
    return table


def _on(contents: VaultContents) -> str:
    return contents.last_on.isoformat() if contents.last_on else "-"


def findings_view(found: CheckReport) -> RenderableType:
    """Every finding of a check by table, row and column; for a sound vault, a sentence."""
    if not found.damaged:
        return _sound_view(found)
    return Group(*(literal(f"{_place(each)}{each.what}") for each in found.findings))


def _sound_view(found: CheckReport) -> RenderableType:
    """Warnings about access, the sentence for a sound vault, and rows whose parent was lost earlier."""
    open_to_others = [literal(each.what) for each in found.findings if each.kind is FindingKind.ACCESS]
    lost = []
    if found.astray:
        rows = "1 row belongs" if found.astray == 1 else f"{found.astray} rows belong"
        lost.append(literal(f"{rows} to something that was lost earlier. Nothing needs to be done."))
    checked = "pages, tables and values" if lost else "pages, tables, values, and what belongs together"
    return Group(*open_to_others, literal(f"The vault is sound: {checked}. Schema {found.schema}."), *lost)


def _place(finding: Finding) -> str:
    names = [name for name in (finding.table, finding.row, finding.column) if name]
    return f"{', '.join(names)}: " if names else ""


def salvage_view(carried: Sequence[SalvagedTable]) -> RenderableType:
    """How many rows of each table were salvaged, and how many were left behind."""
    table = open_table("", "carried", "left", right=("carried", "left"), wrap=("", "carried", "left"))
    for each in carried:
        table.add_row(each.table, str(each.rows), str(each.left or "-"))
    return table


_NEVER = "Nothing is deleted by itself. A later date: alliance client edit CLIENT --keep-until DATE"


def reviews_view(reviews: Sequence[Review], years: int) -> RenderableType:
    """The files due for review, longest waiting first, each with the commands to copy."""
    if not reviews:
        return literal(f"No file has been kept longer than {counted(years, 'year')} after its last entry.")
    parts: list[RenderableType] = []
    for review in reviews:
        client = review.file.client
        last = f"last entry {review.file.last_on}" if review.file.last_on else f"opened {client.opened_on}"
        state = f"closed {client.closed_on}" if client.closed_on else "not closed"
        parts.append(literal(f"{client.code}  up for review since {review.since}"))
        parts.append(literal(f"  {review.file.held}, {last}, {state}"))
        parts += [literal(f"  {command_line(each)}") for each in review.actions]
    return Group(*parts, literal(""), literal(_NEVER, "dim"))


def log_view(entries: Sequence[Access], count: int) -> RenderableType:
    """The access log, oldest first; ``count`` is how many entries there are in all."""
    if not entries:
        return literal("Nothing is in the access log for that.")
    wide = open_table("when", "client", "command")
    narrow: list[RenderableType] = []
    for each in entries:
        when, client = f"{each.at:%Y-%m-%d %H:%M:%S}", each.client or "-"
        command = f"{PROGRAM} {each.action}".rstrip()
        wide.add_row(when, literal(client), literal(command))
        narrow += [literal(f"{when}  {client}"), literal(f"  {command}")]
    more = [] if len(entries) == count else [f"The latest {len(entries)} of {count}; all of them: --all"]
    return Group(WideOrNarrow(wide, Group(*narrow)), *(literal(line, "dim") for line in more))


_GROUPS_IN_A_ROW = 6
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
    """Title, date, purpose, the code in rows with the number of the first group, how to use it and how to end it."""
    rows = [code[start : start + _GROUPS_IN_A_ROW] for start in range(0, len(code), _GROUPS_IN_A_ROW)]
    lines = [f"{start * _GROUPS_IN_A_ROW + 1:>2}   {'  '.join(row)}" for start, row in enumerate(rows)]
    return Group(
        Text("alliance: recovery sheet", style="bold"),
        Text(f"Made on {made_on:%d %B %Y}, for the case that the passphrase is lost.\n"),
        Text(f"{_WHAT_FOR}\n"),
        Padding(Text("\n".join(lines), style="bold", no_wrap=True), (0, 0, 1, 4)),
        Text(f"To use it\n{_HOW_TO_USE}\n"),
        Text(f"To make it worthless\n{_HOW_TO_END}"),
    )


def paths_view(rows: Sequence[tuple[str, str, bool]]) -> Text:
    """Rows of name, path, and whether it exists; a path stays on one line, so that it can be copied."""
    width = max(len(name) for name, _, _ in rows)
    lines = [
        Text.assemble((f"{name:<{width}}  ", "bold"), literal(path), ("" if there else "   (not there yet)", "dim"))
        for name, path, there in rows
    ]
    return Text("\n").join(lines)


def settings_view(rows: Sequence[tuple[str, Plain, Plain, str]]) -> RenderableType:
    """Rows of name, value, default and description; a value that differs from its default is bold."""
    headings = ("setting", "value", "about")
    table = open_table(*headings, wrap=headings)
    for name, value, default, about in rows:
        own = "" if value == default else f" (usually {default})"
        table.add_row(name, literal(f"{value}{own}", "bold" if own else ""), about)
    return ResponsiveTable(table)
