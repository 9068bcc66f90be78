"""The recovery sheet, to be kept on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

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
