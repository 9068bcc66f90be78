"""The session chosen without a date if an earlier one is waiting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alliance_cli.core.course.late_entry import Waiting, latest_first, read_choice
from alliance_cli.core.errors import WrongUse

SATURDAY = date(2026, 11, 28)
FRIDAY = SATURDAY - timedelta(days=1)
MONDAY = SATURDAY - timedelta(days=5)


def test_the_day_and_the_reason_are_named() -> None:
    assert str(Waiting(FRIDAY, "not reflected on yet")) == "Fri 27 Nov, not reflected on yet"
    assert str(Waiting(date(2026, 11, 2), "left unfinished")) == "Mon 2 Nov, left unfinished"


def test_earlier_days_within_four_weeks_are_listed_once_latest_first() -> None:
    days = [MONDAY, SATURDAY, FRIDAY, MONDAY, SATURDAY - timedelta(days=28), SATURDAY - timedelta(days=29)]
    found = latest_first([Waiting(day, "left unfinished") for day in days], SATURDAY)
    assert [each.on for each in found] == [FRIDAY, MONDAY, SATURDAY - timedelta(days=28)]


@pytest.mark.parametrize(("typed", "day"), [("y", FRIDAY), (" J ", FRIDAY), ("1", FRIDAY), ("n", SATURDAY)])
def test_a_single_waiting_day_is_accepted_with_yes_or_declined_for_today(typed: str, day: date) -> None:
    assert read_choice([Waiting(FRIDAY, "left unfinished")], SATURDAY)(typed) == day


@pytest.mark.parametrize(("typed", "day"), [("1", FRIDAY), ("2", MONDAY), ("n", SATURDAY)])
def test_several_waiting_days_are_chosen_by_row(typed: str, day: date) -> None:
    waiting = [Waiting(day, "left unfinished") for day in (FRIDAY, MONDAY)]
    assert read_choice(waiting, SATURDAY)(typed) == day


@pytest.mark.parametrize("typed", ["y", "3", "0", "fri"])
def test_any_other_answer_is_refused(typed: str) -> None:
    waiting = [Waiting(day, "left unfinished") for day in (FRIDAY, MONDAY)]
    with pytest.raises(WrongUse):
        read_choice(waiting, SATURDAY)(typed)
