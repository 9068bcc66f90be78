"""Typed text in a Markdown file: it comes out as text, whatever is in it."""

from __future__ import annotations

import re

from alliance_cli.core.text import escape_controls

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
