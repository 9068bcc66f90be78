"""A supervision pack as a page has the content of the Markdown, with typed text escaped."""

from __future__ import annotations

from alliance_cli.core.exchange.pack import Pack, PackEntry, PackSection
from alliance_cli.report.page.pack_page import pack_page

from .test_course_page import HOSTILE, Read


def test_a_pack_has_its_entries_and_says_how_clients_are_named() -> None:
    entry = PackEntry("Question 1, client A", (PackSection("What is it about?", "One line\n\nand another"),))
    told = Read(pack_page(Pack((entry,))))
    for text in ("For supervision", "Question 1, client A", "What is it about?", "One line\n\nand another", "letters"):
        assert text in told.text
    assert "by their codes" in pack_page(Pack((entry,), codes=True))
    assert told.links == []


def test_typed_text_stays_text() -> None:
    typed = Pack((PackEntry(HOSTILE, (PackSection(HOSTILE, HOSTILE), PackSection("x", "<" * 100_000))),))
    told = Read(pack_page(typed))
    assert "script" not in told.tags
    assert told.text.count("alert(1)") == 3
    assert "<" * 100_000 in told.text
