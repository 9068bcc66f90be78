"""Makes typed text harmless for spreadsheets and for Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alliance_cli.core.exchange.row_source import Values
from alliance_cli.core.text import escape_controls
from alliance_cli.core.walk.kinds import Value

_FORMULA = re.compile(r"""(^|[;"'\t\r\n])(\s*)([=+\-@\t\r＝＋－＠])""")
"""Matches what a spreadsheet reads as a formula: a sign that starts a cell or follows a possible separator."""


_LETTERS = "A-Za-zÀ-ÖØ-öø-ſ"
_PLAIN = re.compile(rf"(?:[0-9{_LETTERS}‘-‟][ -!#-&(-:<-~{_LETTERS}–—‘-‟…€]*)?")
"""Matches most cells: no invisible characters, and none after which a formula could begin."""
_PLAIN_LINES = re.compile(rf"(?:{_PLAIN.pattern}\n)*")


def text_of(value: Value | None) -> str:
    """A value as readable text; empty for None."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(escape_controls, value))
    return "" if value is None else escape_controls(str(value))


def _harmless(text: str) -> str:
    """The text with an apostrophe before anything that a spreadsheet would run as a formula."""
    return _FORMULA.sub(r"\1'\2\3", text)


def cell(value: Value | None) -> str | int | float:
    """The content of a CSV cell: numbers unchanged, text made harmless."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return _harmless(text_of(value).replace("\r", ""))


def cells(values: Values) -> Sequence[Value | None]:
    """The content of the CSV cells of a column, None for an empty cell. Most columns are checked as a whole."""
    kinds = {*map(type, values)}
    if str in kinds and not _are_plain([value for value in values if isinstance(value, str)]):
        return [cell(value) for value in values]
    if kinds <= _AS_THEY_ARE:
        return values
    return [value if type(value) in _AS_THEY_ARE else cell(value) for value in values]


_AS_THEY_ARE = {str, int, float, type(None)}


def _are_plain(texts: Sequence[str]) -> bool:
    lines = "".join([f"{each}\n" for each in texts])
    return lines.count("\n") == len(texts) and _PLAIN_LINES.fullmatch(lines) is not None


_SIGNS = re.compile(r"[\\`*_{}\[\]<>&#|~$@]")
_LINKS = ("://", r"\://"), ("www.", r"www\.")
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def safe(text: str) -> str:
    """The text on one line, with Markdown and HTML syntax escaped."""
    return _escaped(" ".join(escape_controls(text).split("\n")))


def _escaped(line: str) -> str:
    """A line without control characters, with its syntax escaped."""
    if _SIGNS.search(line):
        line = _SIGNS.sub(r"\\\g<0>", line)
    for link, escaped in _LINKS:
        line = line.replace(link, escaped)
    if line[:1].isalpha():
        return line  # like nearly every line
    return _AT_START.sub(lambda found: found[1] + (f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"), line)


def quoted(text: str) -> list[str]:
    """The text as the lines of a block quotation that keeps line breaks and indentation."""
    text = escape_controls(text).expandtabs(4)
    if "\n" not in text:
        return [_line(text, ends="")]  # like most texts
    lines = text.split("\n")
    return [
        _line(line, ends="\\" if after.strip(" ") else "") for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _line(line: str, ends: str) -> str:
    """One line of a quotation; ``ends`` is the line break, if the next line is not blank."""
    body = line.lstrip(" ")
    return f"> {'&nbsp;' * (len(line) - len(body))}{_escaped(body)}{ends}" if body else ">"
