"""Wraps messages to the width of the terminal, between words and never inside an entry of a list."""

from __future__ import annotations

import re
import shutil
import sys

from alliance_cli.core.text import escape_controls

_TIE = "\0"
"""Stands for a space at which no line is broken; texts do not contain it, since control characters are escaped."""
_WIDER = "\x01"
"""Follows a character that is two columns wide, to count its second column; texts do not contain it either."""
_LEAST = 40
"""The minimum width of a line in columns."""
_FEWEST_ENTRIES = 3
_BETWEEN_ENTRIES = r" {2,}"
_ENTRY = r"[^ ]+(?: [^ ]+)*"


def laid_out(text: str, columns: int = 0) -> list[str]:
    """Wraps a text between words to ``columns``; 0 means the width of the terminal, if there is one."""
    lines = escape_controls(text).expandtabs(4).split("\n")
    if not (columns or sys.stderr.isatty()):
        return lines
    most = max(_LEAST, columns or shutil.get_terminal_size().columns)
    return [wrapped for line in lines for wrapped in _wrapped(line, most)]


def _wrapped(line: str, width: int) -> list[str]:
    import textwrap

    indent = line[: len(line) - len(line.lstrip())]
    together = _counted(_kept_together(line, width // 2))
    wrapped = textwrap.wrap(together, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
    return [each.replace(_TIE, " ").replace(_WIDER, "") for each in wrapped]


def _counted(line: str) -> str:
    """The line with a mark after each character that takes two columns, such as an emoji."""
    if line.isascii():
        return line
    from unicodedata import east_asian_width

    return "".join(character + _WIDER if east_asian_width(character) in "WF" else character for character in line)


def _kept_together(line: str, most: int) -> str:
    """Replaces spaces inside the entries of a list of choices or keys, so that no number is separated from its label.

    A list has at least three entries, separated by two or more spaces. In an entry longer than ``most``, only the space
    after the first word is replaced.
    """
    entries = re.split(_BETWEEN_ENTRIES, line.strip())
    if len(entries) < _FEWEST_ENTRIES:
        return line
    return re.sub(_ENTRY, lambda entry: entry[0].replace(" ", _TIE, -1 if len(entry[0]) <= most else 1), line)
