"""The page of a course as text: its content, and the escaping of typed text."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.goals import Goal
from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.course_report import course_report, measures_only
from alliance_cli.report.page.course_page import course_page
from alliance_cli.report.page.course_table import goal_rows, tension_rows
from tests.core.rated import FIRST, course

from .courses import MADE_ON, a_course, a_report

HOSTILE = "<script>alert(1)</script> ]]> --> </style> </svg> \"' &lt; \u202egnp\u202c \x1b[31m \x00 {{ 7*7 }} @width"


class Read(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [f"{name}={value}" for name, value in attrs if name in ("href", "src", "xlink:href")]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def plain() -> Read:
    return Read(course_page(a_report(a_course(6)), MADE_ON))


def test_it_loads_nothing_and_runs_nothing(plain: Read) -> None:
    assert plain.links == []
    assert not plain.tags & {"script", "link", "img", "iframe", "object", "embed", "form"}


def test_without_the_notes_option_it_contains_no_notes() -> None:
    page = course_page(a_report(a_course(note="wolkenbruchglas")), MADE_ON)
    for word in ("wolkenbruchglas", "possible rupture", "withdrawal", "strong moment", "tension reported"):
        assert word not in page


def test_with_notes_it_shows_moments_and_repairs() -> None:
    told = Read(course_page(a_report(a_course(note="wolkenbruchglas"), notes=True), MADE_ON)).text
    assert told.count("wolkenbruchglas") == 6
    assert "a possible rupture, repaired" in told
    assert "Repair, 02 Mar 2026: What shifted?" in told


@pytest.mark.parametrize("typed", [HOSTILE, "x" * 100_000, "<" * 100_000], ids=["markup", "long", "brackets"])
def test_typed_text_stays_text(typed: str) -> None:
    page = course_page(a_report(a_course(9, note=typed), notes=True), MADE_ON)
    read = Read(page)
    assert not read.tags & {"script"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", page)
    assert "7*7" in read.text if typed is HOSTILE else typed in read.text


def test_the_name_of_an_instrument_stays_text() -> None:
    """An own content file may contain anything."""
    whole = a_course(4)
    third = whole.records[2]
    odd = replace(third, scores=tuple(replace(score, title=HOSTILE) for score in third.scores))
    page = course_page(a_report(replace(whole, records=(*whole.records[:2], odd, whole.records[3]))), MADE_ON)
    assert "script" not in Read(page).tags
    assert "alert(1)" in Read(page).text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", page)


def test_a_tension_is_shown_with_both_ratings_of_each_rater() -> None:
    first, *others = a_course(6).records
    ratings = {
        Rater.CLIENT: {**first.ratings_by(Rater.CLIENT), "tension-strength": 7, "tension-resolved": 3},
        Rater.CLINICIAN: {"tension-strength": 5},
    }
    report = a_report(replace(a_course(6), records=(replace(first, ratings=ratings), *others)))
    assert [(row.number, row.rater, row.ratings) for row in tension_rows(report)] == [
        ("1", "client", ("7", "3")),
        ("1", "you", ("5", "–")),
    ]
    assert "After tension, from 1 to 10" in course_page(report, MADE_ON)


def test_a_course_without_ratings_of_a_tension_has_no_table_of_them(plain: Read) -> None:
    assert "After tension" not in plain.text


def test_a_client_without_sessions_has_a_page() -> None:
    assert "No session is kept yet." in course_page(a_report(course()), MADE_ON)


def test_cut_offs_come_with_their_source(plain: Read) -> None:
    assert "Below 36: asks for a conversation. Source: United States convention" in plain.text


def test_a_chart_has_a_description_with_its_numbers() -> None:
    page = course_page(a_report(a_course()), MADE_ON)
    assert "Sessions rated by the client: 12. Mean of the first 8, of the last 8.5, lowest 5.2 in session 13." in page
    assert 'aria-label="Goals: client 9, 8,' in page


@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_a_short_course_has_each_session_once_on_its_axis(sessions: int) -> None:
    """Ticks at half sessions would be rounded to the numbers of other sessions."""
    page = course_page(a_report(a_course(sessions)), MADE_ON)
    assert ("<dt>session held</dt>" if sessions == 1 else "<dt>sessions held</dt>") in page
    first = page[page.index("<svg") : page.index("</svg>")]
    ticks = re.findall(r'<text text-anchor="[a-z]+" transform="translate\([\d.,]+\)"[^>]*>(\d+)</text>', first)
    assert ticks
    assert len([tick for tick in ticks if tick == "1"]) == 1


GOALS = (
    Goal("a", "to sleep wolkenbruchglas", FIRST, progress=((FIRST, 2), (FIRST + timedelta(days=10), 5))),
    Goal("b", "never rated", FIRST),
)


def test_goals_are_drawn_without_words_and_listed_with_the_same_numbers() -> None:
    report = course_report(measures_only(a_course(6)), (), goals=GOALS)
    page = course_page(report, MADE_ON)
    assert "wolkenbruchglas" not in page
    assert "Goal 1: 2, 5." in page
    assert "Goal 2" not in page
    assert [(row.goal, row.progress) for row in goal_rows(report)] == [("Goal 1", "2"), ("Goal 1", "5")]
    assert [each.place for each in report.goals[0].progress] == [0.5, 1.5]


def test_with_notes_a_goal_has_its_words_as_typed() -> None:
    goals = (replace(GOALS[0], words=HOSTILE),)
    read = Read(course_page(course_report(a_course(6), (), goals=goals, notes=True), MADE_ON))
    assert "Goal 1: <script>alert(1)</script> ]]> -->" in read.text
    assert "script" not in read.tags
