"""Values as text for people and spreadsheets."""

from __future__ import annotations

import re

from alliance_cli.core.text import escape_controls
from alliance_cli.core.walk.kinds import Value

_RUNS = re.compile(r"""(^|[;"'\t\r\n])(\s*)([=+\-@\t\r＝＋－＠])""")
"""What a spreadsheet would take for a formula, at the start of a cell or where one may begin for a spreadsheet that
splits lines its own way."""


def text_of(value: Value | None) -> str:
    """A value in words; nothing for None."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(escape_controls, value))
    return "" if value is None else escape_controls(str(value))


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would run."""
    return _RUNS.sub(r"\1'\2\3", text)


def cell(value: Value | None) -> str | int | float:
    """What stands in a cell: numbers as they are, text made harmless."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return harmless(text_of(value).replace("\r", ""))
