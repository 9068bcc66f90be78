"""Typed text in a Markdown file: it comes out as text, whatever is in it."""

from __future__ import annotations

import re

from alliance_cli.core.visible import visible

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>&#|~$!]|:(?=//)|(?<=www)\.|@")
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def safe(text: str) -> str:
    """One line of text with nothing in it that Markdown or HTML would obey."""
    line = _ANYWHERE.sub(r"\\\g<0>", " ".join(visible(text).split("\n")))
    return _AT_START.sub(lambda found: found[1] + (f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"), line)


def quoted(text: str) -> list[str]:
    """The text as a quotation, line for line; spaces at the start of a line stay, a blank line parts paragraphs."""
    lines = visible(text).expandtabs(4).split("\n")
    return [_line(line, after) for line, after in zip(lines, [*lines[1:], ""], strict=True)]


def _line(line: str, after: str) -> str:
    """A line with the sign that ends it where another follows; before a blank line that sign would be shown."""
    body = line.lstrip(" ")
    kept = "&nbsp;" * (len(line) - len(body)) + safe(body)
    end = "\\" if after.strip(" ") else ""
    return f"> {kept}{end}" if body else ">"
