"""The sheet for the client contains only the client's own ratings."""

from __future__ import annotations

from msgspec.structs import replace

from alliance_cli.core.report.client_sheet import client_sheet
from alliance_cli.report.page.client_page import client_page
from alliance_cli.report.page.words import on_day
from tests.core.rated import course, record

from .conftest import DESKTOP, PHONE, Open
from .courses import MADE_ON, a_course
from .test_course_page import Read
from .test_in_a_browser import pages


def test_it_contains_only_the_clients_own_ratings() -> None:
    whole = a_course(9, note="wolkenbruchglas", code="J7")
    told = client_page(client_sheet(whole), MADE_ON)
    for word in ("J7", "wolkenbruchglas", "rupture", "tension", "stands out", "expected", "missed", "Session Rating"):
        assert word not in told
    others = (replace(each, ratings={"client": each.ratings_by("client")}) for each in whole.records)
    assert told == client_page(client_sheet(replace(whole, records=tuple(others), missed=())), MADE_ON)


def test_it_addresses_the_client() -> None:
    told = Read(
        client_page(client_sheet(course(record(1, 7), record(2, None, 3), record(3, (9, 7, 8, None)))), MADE_ON)
    )
    assert "Thank you for rating 2 sessions." in told.text
    assert "Feeling heard and understood: 9 last time, 7 at the beginning." in told.text
    assert "Working on what matters to you: 7 last time, as at the beginning." in told.text
    assert "The connection between us:" not in told.text
    assert "No number is right or wrong." in told.text


def test_before_the_first_rating_it_says_so() -> None:
    assert "You have not given any ratings yet." in client_page(client_sheet(course(record(1, None, 8))), MADE_ON)
    assert "<svg" not in client_page(client_sheet(course(record(1, 8))), MADE_ON)


def test_it_names_the_day_of_held_back_answers_and_makes_no_false_claim() -> None:
    held = replace(record(1, None, 8), held_back=True)
    told = Read(client_page(client_sheet(course(held)), MADE_ON)).text
    assert f"Your answers of {on_day(held.session.on)} are not shown here yet." in told
    assert "You have not given any ratings" not in told


def test_it_is_readable_on_every_screen_and_prints_on_one_page(opened: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    text = client_page(client_sheet(a_course(100)), MADE_ON)
    with opened(text, viewport=PHONE) as seen:
        assert (len(seen.requests), seen.complaints) == (1, [])
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    with opened(text, viewport=DESKTOP) as seen:
        labels = [each.get_attribute("aria-label") for each in seen.page.locator("[role=graphics-symbol]").all()]
        rows = seen.page.eval_on_selector_all(
            "table.own tbody tr", "rows => rows.map(row => row.cells[0].textContent + ': ' + row.cells[5].textContent)"
        )
        assert [each for each in labels if each and ": " in each] == rows
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()
        assert (pages(seen.page, "A4"), pages(seen.page, "Letter")) == (1, 1)
