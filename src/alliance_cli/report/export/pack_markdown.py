"""A supervision pack as Markdown, with all syntax in typed text escaped."""

from __future__ import annotations

from alliance_cli.core.exchange.pack import Pack
from alliance_cli.report.export.text import safe
from alliance_cli.translation import _


def pack_markdown(pack: Pack) -> str:
    """The whole document."""
    blocks = ["# " + _("For supervision"), pack.says]
    for entry in pack.entries:
        blocks.append(f"## {in_line(entry.title)}")
        for part in entry.parts:
            blocks += [f"### {in_line(part.title)}", *paragraphs(part.text)]
    return "\n\n".join(blocks) + "\n"


def in_line(text: str) -> str:
    """The text on one line."""
    return safe(" ".join(text.split()))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of the text, separated by blank lines, with line breaks inside them kept."""
    lines = [safe(line.strip()) for line in text.split("\n")]
    blocks = "\n".join(lines).split("\n\n")
    return ["\\\n".join(block.strip("\n").split("\n")) for block in blocks if block.strip("\n")]
