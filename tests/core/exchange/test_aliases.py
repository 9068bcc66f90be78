"""Aliases for codes, and dates without a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alliance_cli.core.exchange.aliases import aliases, vague_date
from tests.steps import exponent, steps


def test_codes_get_letters_in_order() -> None:
    assert aliases(["K12", "J7", "K12", "M_3"]) == {"K12": "A", "J7": "B", "M_3": "C"}


def test_a_letter_that_is_part_of_a_code_is_not_an_alias() -> None:
    assert aliases(["J7", "a", "C"]) == {"J7": "B", "a": "D", "C": "E"}
    assert aliases(["A2", "J7-b"]) == {"A2": "C", "J7-b": "D"}


def test_any_caseload_has_enough_aliases_and_none_is_i() -> None:
    letters = list(aliases([str(number) for number in range(60)]).values())
    assert len(set(letters)) == 60
    assert letters[24:27] == ["Z", "AA", "AB"]
    assert "I" not in letters


def test_finding_aliases_takes_time_in_proportion_to_the_codes() -> None:
    few, many = ([f"C{number}" for number in range(1, count + 1)] for count in (250, 1000))
    assert exponent(steps(lambda: aliases(few)), steps(lambda: aliases(many)), 4) <= 1.1


@pytest.mark.parametrize(
    ("day", "named"), [(1, "early"), (10, "early"), (11, "mid"), (20, "mid"), (21, "late"), (31, "late")]
)
def test_a_date_is_rounded_to_a_third_of_a_month(day: int, named: str) -> None:
    assert vague_date(date(2026, 3, day)) == f"{named} March 2026"


def test_every_month_has_its_own_name() -> None:
    named = {vague_date(date(2026, 1, 1) + timedelta(days=day)) for day in range(365)}
    assert len(named) == 36
