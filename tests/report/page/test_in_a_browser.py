"""A page in a real browser: no requests, readable on every screen, equal numbers in chart and table."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from alliance_cli.report.page.course_page import course_page

from .conftest import DESKTOP, PHONE, Open
from .courses import MADE_ON, a_course, a_report
from .pictures import differs

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def course() -> str:
    """A page with notes."""
    return course_page(a_report(notes=True), MADE_ON)


def test_it_makes_no_request_and_logs_no_error(opened: Open, course: str) -> None:
    with opened(course) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert [url.split(":")[0] for url in seen.requests] == ["file"]
        assert seen.complaints == []
        assert seen.page.locator("script").count() == 0


def test_it_shows_the_same_without_scripts(opened: Open, course: str) -> None:
    with opened(course, java_script_enabled=False) as seen:
        assert "J7" in seen.page.title()
        assert seen.page.locator("svg").first.is_visible()


def pages(page: Any, paper: str) -> int:
    """How many sheets of this size a page prints on."""
    printed = page.pdf(format=paper, print_background=True)
    return len(PdfReader(BytesIO(printed)).pages)


def _table(page: Any, rater: str) -> dict[int, str]:
    """Session number to the mean in the table."""
    column = {"client": 7, "you": 12}[rater]
    rows = page.locator("table.sessions tbody tr").all_text_contents()
    assert rows
    cells = page.eval_on_selector_all(
        "table.sessions tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return {int(row[0]): row[column - 1] for row in cells if row[0] and row[column - 1] != "–"}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_the_chart_and_the_table_have_the_same_numbers(opened: Open, course: str, viewport: dict[str, int]) -> None:
    with opened(course, viewport=viewport) as seen:
        drawn = seen.page.locator(".large .drawn:visible [role=graphics-symbol][aria-label]")
        labels = [each.get_attribute("aria-label") or "" for each in drawn.all()]
        for rater in ("client", "you"):
            name = "the client" if rater == "client" else "you"
            found = [re.fullmatch(rf"Session (\d+), mean: ([\d.]+) by {name}", label) for label in labels]
            in_chart = {int(each[1]): each[2] for each in found if each}
            assert len(in_chart) > 10
            assert in_chart == _table(seen.page, rater)


def test_marks_are_drawn_where_the_table_says(opened: Open, course: str) -> None:
    """Each point of the scale has the same height."""
    with opened(course) as seen:
        marks = seen.page.locator(".large .wide [aria-label*='by the client']")
        places = [(each.get_attribute("aria-label"), each.bounding_box()["y"]) for each in marks.all()]
        values = [(float(re.findall(r": ([\d.]+)", label)[0]), y) for label, y in places]
        (high, top), (low, bottom) = max(values), min(values)
        scale = (bottom - top) / (high - low)
        assert all(abs((high - value) * scale - (y - top)) < scale * 0.12 for value, y in values)


@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESKTOP), ("dark", PHONE)])
def test_axe_finds_nothing(opened: Open, course: str, scheme: str, viewport: dict[str, int]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(course, color_scheme=scheme, viewport=viewport) as seen:
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 640}, PHONE, DESKTOP])
def test_nothing_is_cut_off_on_a_phone_or_at_twice_the_size(
    opened: Open, course: str, viewport: dict[str, int]
) -> None:
    """A 640-pixel window at 200 % has 320 pixels; only tables scroll, and the keyboard reaches them."""
    with opened(course, viewport=viewport) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        for each in seen.page.locator(".scrolls").all():
            assert each.get_attribute("tabindex") == "0"


@pytest.mark.parametrize("sessions", [14, 100])
def test_measures_are_printed_on_one_page(opened: Open, sessions: int) -> None:
    with opened(course_page(a_report(a_course(sessions)), MADE_ON)) as seen:
        assert {paper: pages(seen.page, paper) for paper in ("A4", "Letter")} == {"A4": 1, "Letter": 1}


def test_raters_are_distinguishable_without_colour(opened: Open, course: str) -> None:
    with opened(course) as seen:
        marks = seen.page.locator(".large .wide [role=graphics-symbol][aria-label*=mean]")
        shapes = {
            name: {each.get_attribute("d") for each in marks.filter(has_text="").all() if name in _label(each)}
            for name in ("client", "you")
        }
        assert all(len(each) == 1 for each in shapes.values())
        assert shapes["client"] != shapes["you"]
        dashed = seen.page.locator(".large .wide path[stroke-dasharray]")
        assert dashed.count() >= 1


def _label(mark: Any) -> str:
    return str(mark.get_attribute("aria-label"))


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("desktop", {"viewport": DESKTOP}),
        ("phone", {"viewport": PHONE}),
        ("dark", {"viewport": DESKTOP, "color_scheme": "dark"}),
    ],
)
def test_it_looks_like_the_reviewed_picture(opened: Open, course: str, name: str, settings: dict[str, Any]) -> None:
    """A person reviewed the golden pictures; ``GOLDEN=write`` writes new ones, to be reviewed."""
    with opened(course, **settings) as seen:
        assert differs(seen.page.screenshot(full_page=True), GOLDEN / f"course-{name}.png") == ""
