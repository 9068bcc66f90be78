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
    """The text as a quotation, line for line; spaces at the start of a line stay."""
    lines = visible(text).expandtabs(4).split("\n")
    ends = ["\\"] * (len(lines) - 1) + [""]
    return [_line(line, end) for line, end in zip(lines, ends, strict=True)]


def _line(line: str, end: str) -> str:
    body = line.lstrip(" ")
    kept = "&nbsp;" * (len(line) - len(body)) + safe(body)
    return f"> {kept}{end}" if kept else ">"
