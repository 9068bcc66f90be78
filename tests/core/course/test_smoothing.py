"""Smoothing ignores single outliers and follows lasting changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.course.smoothing import smoothed

_RATINGS = st.lists(st.none() | st.floats(1, 10), max_size=80)


def test_a_single_outlier_does_not_move_the_line() -> None:
    assert smoothed([8, 8, 8, 8, 2, 8, 8, 8, 8]) == (8,) * 9


def test_a_lasting_change_moves_the_line_in_a_hanned_step() -> None:
    assert smoothed([9] * 8 + [5] * 8)[5:11] == (9, 9, 8, 6, 5, 5)


@pytest.mark.parametrize("values", [[], [None], [7.5], [7, 8], [None, 7, None, 9]])
def test_a_short_course_is_smoothed_too(values: list[float | None]) -> None:
    assert [each is None for each in smoothed(values)] == [each is None for each in values]


@given(_RATINGS)
def test_the_line_stays_within_the_ratings_and_keeps_gaps(values: list[float | None]) -> None:
    found = smoothed(values)
    assert [each is None for each in found] == [value is None for value in values]
    rated = [value for value in values if value is not None]
    assert all(min(rated) - 1e-9 <= each <= max(rated) + 1e-9 for each in found if each is not None)
