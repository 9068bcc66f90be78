"""Typed text in Markdown and in spreadsheets."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alliance_cli.core.walk.kinds import Value
from alliance_cli.report.export.text import cell, cells, quoted

SIGNS = st.text(st.sampled_from(list("ab \t\n#*_-+=1.)[]()<>&;|~`!\\$:/@")), max_size=40)
INLINE = {"text", "hardbreak", "softbreak", "text_special"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-5 degrees", "'-5 degrees"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ('a;=1 "=2', "a;'=1 \"'=2"),
        ("one\n=1", "one\n'=1"),
        ("well-known, 1+1=2", "well-known, 1+1=2"),
        (-5, -5),
        (8.5, 8.5),
        (None, ""),
        (True, "yes"),
        (("a", "b"), "a, b"),
    ],
)
def test_only_formulas_are_changed_for_spreadsheets(typed: str, shown: object) -> None:
    assert cell(typed) == shown


@pytest.mark.parametrize(
    "values",
    [
        ("said", None, ""),
        ("„Müde“ – und doch da … 5 €", "Ärger"),
        ("said", True, 7, 7.5, None),
        ("said", "=1+1", None),
        ("said", ("a", "=b")),
        ("two\nlines", "said"),
        (1, 2.5, None),
        ("a\u202e", "\uff1d1", "a\xadb", "a;=b", "‘=1"),
    ],
)
def test_a_column_is_made_harmless_like_single_cells(values: tuple[Value | None, ...]) -> None:
    assert [each or "" for each in cells(values)] == [cell(each) or "" for each in values]


@given(SIGNS)
@example("\n\n")
def test_markdown_shows_what_was_typed(typed: str) -> None:
    text = f"x{typed}x"
    blocks = MarkdownIt("commonmark").parse("\n".join(quoted(text)))
    assert {block.type.rpartition("_")[0] for block in blocks} == {"", "blockquote", "paragraph"}
    pieces = [piece for block in blocks for piece in [*(block.children or []), block]]
    assert {piece.type for block in blocks for piece in block.children or []} <= INLINE
    shown = "".join(piece.content if piece.type.startswith("text") else "\n" for piece in pieces)
    assert shown.split() == text.split()
