"""A pack for supervision as Markdown. What a person typed comes out as text, whatever signs are in it."""

from __future__ import annotations

import re

from alliance_cli.core.pack import Pack

_INLINE = re.compile(r"[\\`*_\[\]<>&|~$]")
_AT_START = re.compile(r"^(#|[-+=]|\d{1,9}(?=[.)]))")
_CODES, _LETTERS = "Clients stand under their codes", "Clients are letters"


def pack_markdown(pack: Pack) -> str:
    """The whole page."""
    how = f"Process notes, for supervision only. {_CODES if pack.codes else _LETTERS}; dates are rounded."
    blocks = ["# For supervision", how]
    for entry in pack.entries:
        blocks.append(f"## {in_line(entry.title)}")
        for part in entry.parts:
            blocks += [f"### {in_line(part.title)}", *paragraphs(part.text)]
    return "\n\n".join(blocks) + "\n"


def in_line(text: str) -> str:
    """The text on one line."""
    return _escaped(" ".join(text.split()))


def paragraphs(text: str) -> list[str]:
    """The text with its line breaks; a blank line parts paragraphs."""
    lines = [_escaped(line.strip()) for line in text.split("\n")]
    blocks = "\n".join(lines).split("\n\n")
    return ["\\\n".join(block.strip("\n").split("\n")) for block in blocks if block.strip("\n")]


def _escaped(line: str) -> str:
    plain = _INLINE.sub(r"\\\g<0>", line)
    return _AT_START.sub(lambda found: _marked(found.group()), plain)


def _marked(sign: str) -> str:
    """The beginning of a line that would make a heading or a list of it; of a number only the sign after it can be."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
