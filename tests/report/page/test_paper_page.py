"""Paper for rooms without a screen: one page each, without a code unless requested, in the content's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.walk.checklist import checklist
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.report.page.paper_page import card_page, card_questions, checklist_page, session_page, slot_page

from .conftest import PHONE, Open
from .test_in_a_browser import pages

LANGUAGES = {"en": (shipped_folder(),), "de": (shipped_folder() / "de", shipped_folder())}


def papers(folders: tuple[Path, ...]) -> dict[str, str]:
    catalog = Catalog(folders)
    phases = checklist(catalog.script(phase) for phase in SESSION_PHASES)
    return {
        "checklist": checklist_page(phases),
        "card": card_page(card_questions(catalog.script(Phase.IN_SESSION)), "J7"),
        "slot": slot_page(""),
        "session": session_page(phases[1], ""),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_one_page_on_a4_and_letter_and_makes_no_request(opened: Open, language: str) -> None:
    for name, text in papers(LANGUAGES[language]).items():
        with opened(text) as seen:
            assert (name, pages(seen.page, "A4"), pages(seen.page, "Letter")) == (name, 1, 1)
            assert ([url.split(":")[0] for url in seen.requests], seen.complaints) == (["file"], [])


def test_axe_finds_nothing_and_nothing_is_cut_off_on_a_phone(opened: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for text in papers(LANGUAGES["en"]).values():
        with opened(text, viewport=PHONE) as seen:
            assert Axe().run(seen.page).violations_count == 0
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_card_has_four_rows_of_ten_numbers_and_a_yes_or_no(opened: Open) -> None:
    with opened(papers(LANGUAGES["en"])["card"]) as seen:
        rows = [row.locator("li").all_text_contents() for row in seen.page.locator(".numbers").all()]
        assert rows == [[str(n) for n in range(1, 11)]] * 4 + [["yes", "no"]]
        assert "how well understood did you feel by me today?" in seen.page.content()


def test_no_wording_of_the_session_rating_scale_is_printed() -> None:
    text = slot_page("")
    assert text.count('<div class="mark">') == 4
    assert "Item 4" in text
