"""Typed text made harmless for a spreadsheet or for Markdown."""

from __future__ import annotations

import re

from alliance_cli.core.text import escape_controls
from alliance_cli.core.walk.kinds import Value

_FORMULA = re.compile(r"""(^|[;"'\t\r\n])(\s*)([=+\-@\t\r＝＋－＠])""")
"""Where a spreadsheet would see a formula: at the start of a cell, or after a character that some split cells at."""


_PLAIN = re.compile(r"[0-9A-Za-z][ -!#-&(-:<-~]*")
"""What most cells are: nothing in it is invisible, and there is no character that a formula could stand after."""


def text_of(value: Value | None) -> str:
    """A value as readable text; empty for None."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(escape_controls, value))
    return "" if value is None else escape_controls(str(value))


def _harmless(text: str) -> str:
    """The text with an apostrophe before anything a spreadsheet would run as a formula."""
    return _FORMULA.sub(r"\1'\2\3", text)


def cell(value: Value | None) -> str | int | float:
    """The content of a CSV cell: numbers unchanged, text made harmless."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return _harmless(text_of(value).replace("\r", ""))


_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>&#|~$]|:(?=//)|(?<=www)\.|@")
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def safe(text: str) -> str:
    """The text on one line, with Markdown and HTML syntax escaped."""
    line = _ANYWHERE.sub(r"\\\g<0>", " ".join(escape_controls(text).split("\n")))
    return _AT_START.sub(lambda found: found[1] + (f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"), line)


def quoted(text: str) -> list[str]:
    """The text as the lines of a block quotation that keeps line breaks and indentation."""
    lines = escape_controls(text).expandtabs(4).split("\n")
    return [
        _line(line, ends="\\" if after.strip(" ") else "") for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _line(line: str, ends: str) -> str:
    """One line of a quotation; ``ends`` is the line break before another line that is not blank."""
    body = line.lstrip(" ")
    return f"> {'&nbsp;' * (len(line) - len(body))}{safe(body)}{ends}" if body else ">"
