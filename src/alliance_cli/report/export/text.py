"""Typed text made harmless for a spreadsheet or for Markdown."""

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


_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>&#|~$]|:(?=//)|(?<=www)\.|@")
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def safe(text: str) -> str:
    """One line of text with nothing in it that Markdown or HTML would obey."""
    line = _ANYWHERE.sub(r"\\\g<0>", " ".join(escape_controls(text).split("\n")))
    return _AT_START.sub(lambda found: found[1] + (f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"), line)


def quoted(text: str) -> list[str]:
    """The text as a quotation, line for line; spaces at the start of a line stay."""
    lines = escape_controls(text).expandtabs(4).split("\n")
    return [
        _line(line, ends="\\" if after.strip(" ") else "") for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _line(line: str, ends: str) -> str:
    """A line of a quotation; ``ends`` breaks it before another, which a blank line does by itself."""
    body = line.lstrip(" ")
    return f"> {'&nbsp;' * (len(line) - len(body))}{safe(body)}{ends}" if body else ">"
