"""A long note prints like any text, but in pieces."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from alliance_cli.views.layout import LongText, indented
from alliance_cli.views.literal import literal

SAID = "Something was said about the week, and it was kept as it was said. "
LONG = {
    "lines": "\n".join([SAID] * 500),
    "one line": SAID * 500,
    "blank lines": f"\n\n{SAID}\n\n\n" * 200,
    "no space": "x" * 20_000,
    "wide": "字" * 12_000,
}


def printed(shown: RenderableType) -> str:
    console = Console(file=StringIO(), width=60, markup=False, highlight=False, color_system="truecolor")
    console.print(shown)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("style", ["", "dim"])
def test_a_long_text_prints_like_any_text(text: str, style: str) -> None:
    long = literal(text, style)
    assert isinstance(long, LongText)
    assert printed(long) == printed(Text(text, style=style))
    assert printed(indented(long)) == printed(indented(Text(text, style=style)))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_piece_of_a_long_text_is_longer_than_a_line(text: str) -> None:
    """Rich splits a piece of many lines line by line and copies the rest each time."""
    assert max(len(segment.text) for segment in Console(width=60).render(literal(text))) <= 60
