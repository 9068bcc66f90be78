"""Days as people type them, in English and German."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.typed_day import iso_day, typed_day

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-19", date(2026, 11, 19)),
        (" 2027-01-01 ", date(2027, 1, 1)),
        ("today", FRIDAY),
        ("Heute", FRIDAY),
        ("yesterday", date(2026, 11, 19)),
        ("gestern", date(2026, 11, 19)),
        ("vorgestern", date(2026, 11, 18)),
        ("-1", date(2026, 11, 19)),
        ("-30", date(2026, 10, 21)),
        ("mon", date(2026, 11, 16)),
        ("Mo", date(2026, 11, 16)),
        ("Mo.", date(2026, 11, 16)),
        ("thu", date(2026, 11, 19)),
        ("Donnerstag", date(2026, 11, 19)),
        ("so", date(2026, 11, 15)),
        ("sat", date(2026, 11, 14)),
        ("27.10.", date(2026, 10, 27)),
        ("27.10", date(2026, 10, 27)),
        ("31.12.", date(2025, 12, 31)),
        ("29.2.", date(2024, 2, 29)),
        ("27.11.2026", date(2026, 11, 27)),
        ("1.2.26", date(2026, 2, 1)),
        ("27. 10. 2026", date(2026, 10, 27)),
        ("27/10", date(2026, 10, 27)),
        ("10/27/2026", date(2026, 10, 27)),
        ("11/11", date(2026, 11, 11)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date) -> None:
    assert typed_day(typed, FRIDAY) == day


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("03/04", "2026-03-04", "2026-04-03"),
        ("03/04/2025", "2025-03-04", "2025-04-03"),
        ("fri", "2026-11-13", "2026-11-20"),
        ("27.11.", "2025-11-27", "2026-11-27"),
    ],
)
def test_an_ambiguous_date_is_refused_with_both_readings(typed: str, one: str, other: str) -> None:
    with pytest.raises(WrongUse, match=f"two ways: {one} or {other}"):
        typed_day(typed, FRIDAY)


@pytest.mark.parametrize("typed", ["", "m", "s", "t", "soon", "30.2.", "32/1", "2026-02-30", "1.13.2026", "- 1", "+1"])
def test_other_text_is_not_a_date(typed: str) -> None:
    with pytest.raises(WrongUse, match=r"That is not a date\."):
        typed_day(typed, FRIDAY)


@pytest.mark.parametrize("typed", ["yesterday", "mon", "-1", "27.10."])
def test_a_future_date_needs_its_year(typed: str) -> None:
    with pytest.raises(WrongUse, match="not a date"):
        typed_day(typed, FRIDAY, past=False)


@pytest.mark.parametrize("typed", ["yesterday", "mon", "-1", "27.10.", "27.10.2026", "27/10/2026"])
def test_files_and_pipes_accept_only_year_month_day(typed: str) -> None:
    with pytest.raises(WrongUse, match="not a date"):
        iso_day(typed, FRIDAY)
    assert iso_day("2026-10-27", FRIDAY) == date(2026, 10, 27)


@given(st.dates(date(2000, 1, 8), date(2100, 1, 1)), st.text(max_size=12))
def test_any_text_is_read_in_one_way_or_refused(today: date, typed: str) -> None:
    with suppress(WrongUse):
        assert isinstance(typed_day(typed, today), date)


@given(st.dates(date(2000, 1, 8), date(2100, 1, 1)), st.integers(1, 6))
def test_a_weekday_of_the_last_six_days_is_that_day(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    assert typed_day(f"{day:%A}", today) == typed_day(f"{day:%a}", today) == day
