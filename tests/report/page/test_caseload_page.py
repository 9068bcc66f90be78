"""The page of the caseload: aliases instead of codes, notes only on request, equal numbers in charts and table."""

from __future__ import annotations

import re

import pytest

from alliance_cli.core.course.course import Course
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.report.caseload_report import CaseloadReport, PractisedSkill, by_attention, in_short
from alliance_cli.core.report.course_report import measures_only
from alliance_cli.report.page.caseload_page import caseload_page
from tests.core.rated import course

from .conftest import DESKTOP, PHONE, Open
from .courses import MADE_ON, a_course
from .test_course_page import HOSTILE, Read

NAMES = {"J7": "A", "K9": "B", "X1": "C"}


def a_caseload(*, notes: bool, skill: str = "Validation") -> CaseloadReport:
    courses: list[Course] = [a_course(14), a_course(9, code="K9"), course(code="X1")]
    kept = courses if notes else [measures_only(each) for each in courses]
    made = by_attention([in_short(each, flags(each)) for each in kept])
    return CaseloadReport(made, (PractisedSkill(skill, 3, 2),) if notes else (), notes)


def made_page(*, notes: bool, skill: str = "Validation") -> str:
    return caseload_page(a_caseload(notes=notes, skill=skill), NAMES, MADE_ON, lambda done, count: None)


@pytest.fixture(scope="module")
def plain() -> str:
    return made_page(notes=False)


def test_letters_replace_codes(plain: str) -> None:
    assert not re.search(r"\b(J7|K9|X1)\b", plain)
    assert sorted(re.findall(r'<th scope="row">(\w+)</th>', plain)) == ["A", "B", "C"]


def test_without_notes_it_contains_no_moments_and_no_own_log(plain: str) -> None:
    for word in ("strong moment", "repaired rupture", "Practised", "open possible", "Tension", "agreed very quickly"):
        assert word not in plain
    told = made_page(notes=True)
    for word in ("2 strong moments about: bond.", "(median of 1).", "Practised: Validation"):
        assert word in told
    assert "agreed very quickly" not in told


def test_the_name_of_an_own_skill_stays_text() -> None:
    assert "script" not in Read(made_page(notes=True, skill=HOSTILE)).tags


def test_progress_is_reported_for_each_client() -> None:
    seen: list[tuple[int, int]] = []
    caseload_page(a_caseload(notes=False), NAMES, MADE_ON, lambda done, count: seen.append((done, count)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_empty_caseload_has_a_page() -> None:
    assert "There is no open client." in caseload_page(CaseloadReport(()), {}, MADE_ON, lambda done, count: None)


def test_charts_and_table_say_the_same_and_axe_finds_nothing(opened: Open, plain: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for viewport in (DESKTOP, PHONE):
        with opened(plain, viewport=viewport) as seen:
            assert (len(seen.requests), seen.complaints) == (1, [])
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
            labels = [each.get_attribute("aria-label") for each in seen.page.locator(".drawn").all()]
            rows = seen.page.eval_on_selector_all(
                "table.caseload tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
            )
            told = [f"{row[0]}: last mean {row[4]}, usually {row[5]}, sessions {row[2]}." for row in rows]
            assert labels == [each for each in told if "–" not in each]
    with opened(plain) as seen:
        found = Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()
