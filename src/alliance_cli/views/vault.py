"""Views of the vault: its contents, its paths, the access log, files up for review, and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from alliance_cli.command_lines import PROGRAM, command_line
from alliance_cli.core.formatting import DATE, day_in_words, plain_day
from alliance_cli.core.settings.settings import Plain, value_in_words
from alliance_cli.core.vault.retention import ClientFile, Review
from alliance_cli.core.vault.safekeeping import (
    Access,
    CheckReport,
    Finding,
    FindingKind,
    SalvagedTable,
    VaultComparison,
    VaultContents,
)
from alliance_cli.translation import N_, NC_, _, _c, _n
from alliance_cli.views.layout import ResponsiveTable, WideOrNarrow, open_table
from alliance_cli.views.literal import literal

_ROWS = {
    "clients": NC_("heading", "clients"),
    "sessions": NC_("heading", "sessions"),
    "answers": NC_("heading", "answers"),
    "ratings": NC_("heading", "ratings"),
    "moments": NC_("heading", "moments"),
}


def count_phrase(contents: VaultContents) -> str:
    """The counts on one line: ``2 clients, 1 session …``."""
    counts = (
        _n("{count} client", "{count} clients", contents.clients),
        _n("{count} session", "{count} sessions", contents.sessions),
        _n("{count} answer", "{count} answers", contents.answers),
        _n("{count} rating", "{count} ratings", contents.ratings),
        _n("{count} moment", "{count} moments", contents.moments),
    )
    last = [_("last session {day}", day=plain_day(contents.last_on))] if contents.last_on else []
    return ", ".join((*counts, *last))


def comparison_view(comparison: VaultComparison) -> RenderableType:
    """The contents of a backup beside those of this vault, or question marks if the vault cannot be read."""
    backup, here = comparison.backup, comparison.here
    numbers = NC_("heading", "in the backup"), NC_("heading", "here now")
    table = open_table("", *numbers, right=numbers, wrap=("",))
    for name, heading in _ROWS.items():
        table.add_row(_c("heading", heading), str(getattr(backup, name)), str(getattr(here, name)) if here else "?")
    table.add_row(_("last session"), _on(backup), _on(here) if here else "?")
    return table


def _on(contents: VaultContents) -> str:
    return plain_day(contents.last_on) if contents.last_on else "-"


def findings_view(found: CheckReport) -> RenderableType:
    """Every finding of a check by table, row and column, or a sentence for a sound vault."""
    if not found.damaged:
        return _sound_view(found)
    return Group(*(literal(f"{_place(each)}{each.what}") for each in found.findings))


def _sound_view(found: CheckReport) -> RenderableType:
    """Warnings about access, the sentence for a sound vault, and the number of rows with a lost parent."""
    open_to_others = [literal(each.what) for each in found.findings if each.kind is FindingKind.ACCESS]
    lost = []
    if found.astray:
        astray = _n(
            "{count} row belongs to something that was lost earlier. Nothing needs to be done.",
            "{count} rows belong to something that was lost earlier. Nothing needs to be done.",
            found.astray,
        )
        lost.append(literal(astray))
    if lost:
        sound = _("The vault is sound: pages, tables and values. Schema {schema}.", schema=found.schema)
    else:
        sound = _(
            "The vault is sound: pages, tables, values, and what belongs together. Schema {schema}.",
            schema=found.schema,
        )
    return Group(*open_to_others, literal(sound), *lost)


def _place(finding: Finding) -> str:
    names = [name for name in (finding.table, finding.row, finding.column) if name]
    return f"{', '.join(names)}: " if names else ""


def salvage_view(carried: Sequence[SalvagedTable]) -> RenderableType:
    """How many rows of each table were salvaged, and how many places could not be read."""
    numbers = NC_("heading", "carried"), NC_("heading", "left")
    table = open_table("", *numbers, right=numbers, wrap=("", *numbers))
    for each in carried:
        table.add_row(each.table, str(each.rows), str(each.left or "-"))
    return table


_NEVER = N_("Nothing is deleted automatically. A later date: alliance client edit CLIENT --keep-until DATE")


def reviews_view(reviews: Sequence[Review], years: int) -> RenderableType:
    """The files due for review, longest waiting first, each with the commands to copy."""
    if not reviews:
        none = _n(
            "No file has been kept longer than {count} year after its last entry.",
            "No file has been kept longer than {count} years after its last entry.",
            years,
        )
        return literal(none)
    parts: list[RenderableType] = []
    for review in reviews:
        client = review.file.client
        since = _("up for review since {day}", day=plain_day(review.since))
        parts.append(literal(f"{client.code}  {since}"))
        parts.append(literal(f"  {', '.join(_of_file(review.file))}"))
        parts += [literal(f"  {command_line(each)}") for each in review.actions]
    return Group(*parts, literal(""), literal(_(_NEVER), "dim"))


def _of_file(file: ClientFile) -> tuple[str, ...]:
    """The number of sessions of a file, its last entry, and whether the work has ended."""
    if file.last_on:
        last = _("last entry {day}", day=plain_day(file.last_on))
    else:
        last = _("opened {day}", day=plain_day(file.client.opened_on))
    closed = file.client.closed_on
    return file.held, last, _("closed {day}", day=plain_day(closed)) if closed else _("not closed")


def log_view(entries: Sequence[Access], count: int) -> RenderableType:
    """The access log, oldest first; ``count`` is the total number of entries."""
    if not entries:
        return literal(_("The access log has no entry for that."))
    wide = open_table(NC_("heading", "when"), NC_("heading", "client"), NC_("heading", "command"))
    narrow: list[RenderableType] = []
    for each in entries:
        when, client = f"{plain_day(each.at.date())} {each.at:%H:%M:%S}", each.client or "-"
        command = f"{PROGRAM} {each.action}".rstrip()
        wide.add_row(when, literal(client), literal(command))
        narrow += [literal(f"{when}  {client}"), literal(f"  {command}")]
    shown = len(entries)
    part = literal(_("The latest {shown} of {count}; all of them: --all", shown=shown, count=count), "dim")
    return Group(WideOrNarrow(wide, Group(*narrow)), *([] if shown == count else [part]))


_GROUPS_IN_A_ROW = 6
_WHAT_FOR = N_(
    "Anyone with this sheet and the vault's file, or a backup of it, can read everything in it, as with the "
    "passphrase. Keep it away from the computer, where you would keep a key to the practice."
)
_HOW_TO_USE = N_(
    "Type the code where the passphrase is asked for. Capitals, blanks and dashes make no difference; there is no "
    "letter O, I or L in it. If a group was mistyped, the program says which. Then choose a new passphrase with: "
    "alliance vault passphrase"
)
_HOW_TO_END = N_(
    "A new passphrase makes the code useless for the vault. Do not return to an earlier passphrase: its code would "
    "work again. Backups made before still open with it. Then print a new sheet, and shred this one."
)


def recovery_sheet(code: Sequence[str], made_on: date) -> RenderableType:
    """A page with the recovery code in numbered rows, its date and purpose, and how to use and revoke it."""
    rows = [code[start : start + _GROUPS_IN_A_ROW] for start in range(0, len(code), _GROUPS_IN_A_ROW)]
    lines = [f"{start * _GROUPS_IN_A_ROW + 1:>2}   {'  '.join(row)}" for start, row in enumerate(rows)]
    return Group(
        Text(_("alliance: recovery sheet"), style="bold"),
        Text(_("Made on {day}, in case the passphrase is lost.", day=day_in_words(made_on, DATE)) + "\n"),
        Text(f"{_(_WHAT_FOR)}\n"),
        Padding(Text("\n".join(lines), style="bold", no_wrap=True), (0, 0, 1, 4)),
        Text("\n".join((_("To use it"), _(_HOW_TO_USE), ""))),
        Text("\n".join((_("To make it useless"), _(_HOW_TO_END)))),
    )


def paths_view(rows: Sequence[tuple[str, str, bool]]) -> Text:
    """Rows of name, path, and whether it exists; a path is never broken, so it can be copied."""
    width = max(len(name) for name, *_rest in rows)
    absent = _("(not there yet)")
    lines = [
        Text.assemble((f"{name:<{width}}  ", "bold"), literal(path), ("" if there else f"   {absent}", "dim"))
        for name, path, there in rows
    ]
    return Text("\n").join(lines)


def settings_view(rows: Sequence[tuple[str, Plain, Plain, str]]) -> RenderableType:
    """Rows of name, value, default and description; a value that differs from its default is bold."""
    headings = (NC_("heading", "setting"), NC_("heading", "value"), NC_("heading", "about"))
    table = open_table(*headings, wrap=headings[1:])
    for name, value, default, about in rows:
        if value == default:
            table.add_row(name, literal(value_in_words(value)), about)
        else:
            own = _("{value} (usually {default})", value=value_in_words(value), default=value_in_words(default))
            table.add_row(name, literal(own, "bold"), about)
    return ResponsiveTable(table)
