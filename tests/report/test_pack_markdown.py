"""A supervision pack as Markdown: a Markdown reader shows what was typed as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alliance_cli.core.exchange.pack import Pack, PackEntry, PackSection
from alliance_cli.report.export.pack_markdown import in_line, pack_markdown, paragraphs

READER = MarkdownIt("gfm-like", {"linkify": False})
SIGNS = st.text("ab1 \\`*_{}[]()<>#+-=.!|~&;:$\"'/\n\t", max_size=40)
NASTY = (
    "# no heading",
    "- no list\n+ nor this\n* nor that\n1. nor a number\n2) nor that",
    "*no* _emphasis_ **here** ~~struck~~ `code`",
    "[no](link) ![no](image) <b>no tag</b> &amp; no entity &copy;",
    "> no quotation\n\n    no code\n\n```\nno fence\n```",
    "Title\n=====\nOther\n---\n***",
    "a | b\n--|--\nc | d",
    "[x]: https://example.org",
    "\\ already \\* escaped",
    "ends with a backslash \\\nand goes on",
    "$x$ - [ ] box",
)


def read_back(page: str) -> tuple[str, set[str]]:
    """The visible text as words, and the kinds of blocks and marks around it."""
    words, kinds = [], set()
    for block in READER.parse(page):
        for token in block.children or [block]:
            kinds.add(token.type)
            words += [token.content] if token.type in ("text", "text_special") else []
            words += ["\n"] if token.type in ("hardbreak", "paragraph_close") else []
    return " ".join("".join(words).split()), kinds


@pytest.mark.parametrize("typed", NASTY)
def test_markdown_syntax_is_shown_as_typed(typed: str) -> None:
    text, kinds = read_back("\n\n".join(paragraphs(typed)))
    assert text == " ".join(typed.split())
    assert kinds <= {"paragraph_open", "paragraph_close", "text", "text_special", "hardbreak"}


@given(SIGNS)
def test_any_typed_text_stays_text(typed: str) -> None:
    text, kinds = read_back("\n\n".join(paragraphs(typed)))
    assert text == " ".join(typed.split())
    assert kinds <= {"paragraph_open", "paragraph_close", "text", "text_special", "hardbreak"}


@given(SIGNS)
def test_a_title_stays_one_line_and_starts_no_block(typed: str) -> None:
    text, kinds = read_back(f"### {in_line(typed)}x")
    assert text == " ".join(f"{' '.join(typed.split())}x".split())
    assert kinds <= {"heading_open", "heading_close", "text", "text_special"}


def test_the_whole_document() -> None:
    parts = (
        PackSection("Which moment?", "She looked at [the door].\nI went on.\n\nLater: *oh*."),
        PackSection("Why?", "I hurry."),
    )
    assert pack_markdown(Pack((PackEntry("Question 1, client A, early May 2026", parts),))) == (
        "# For supervision\n\n"
        "Process notes, for supervision only. Clients are named by letters; dates are rounded.\n\n"
        "## Question 1, client A, early May 2026\n\n"
        "### Which moment?\n\n"
        "She looked at \\[the door\\].\\\nI went on.\n\n"
        "Later: \\*oh\\*.\n\n"
        "### Why?\n\n"
        "I hurry.\n"
    )


def test_the_document_says_if_it_contains_codes() -> None:
    assert "Clients are named by their codes" in pack_markdown(Pack((), codes=True))
