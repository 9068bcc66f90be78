"""A course has a name only if it is long and clear enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.course.pattern import CHANGE, ENDS, HIGH, LOW, CoursePattern, course_pattern

means = st.integers(4, 40).map(lambda n: n / 4)


@pytest.mark.parametrize(
    ("course", "name"),
    [
        ([5, 5, 6, 7, 7, 8], "starts low and rises"),
        ([9, 9, 9, 8, 9, 9], "starts high and stays"),
        ([8, 8, 8, 9, 10, 10], "starts high and stays"),
        ([9, 9, 9, 8, 7, 6], "high and falling"),
        ([5, 6, 5, 6, 5, 6], "low and staying"),
        ([6, 6, 5, 4, 3, 3], "low and staying"),
        ([7, 7, 7, 7, 7, 7], None),
        ([7, 7, 7, 5, 4, 3], None),
    ],
)
def test_a_course_has_the_name_a_person_would_give_it(course: list[float], name: str | None) -> None:
    assert course_pattern(course) == name


def test_the_thresholds_belong_to_the_names() -> None:
    assert course_pattern([HIGH] * 6) is CoursePattern.STARTS_HIGH_AND_STAYS
    assert course_pattern([LOW] * 6) is CoursePattern.LOW_AND_STAYING
    assert course_pattern([HIGH] * 3 + [HIGH - CHANGE] * 3) is CoursePattern.HIGH_AND_FALLING
    assert course_pattern([HIGH] * 3 + [HIGH - CHANGE + 0.25] * 3) is CoursePattern.STARTS_HIGH_AND_STAYS
    assert course_pattern([LOW] * 3 + [LOW + CHANGE] * 3) is CoursePattern.STARTS_LOW_AND_RISES
    assert course_pattern([LOW] * 3 + [LOW + CHANGE - 0.25] * 3) is CoursePattern.LOW_AND_STAYING


@given(st.lists(st.none() | means, max_size=20).filter(lambda c: sum(m is not None for m in c) < 2 * ENDS))
def test_a_short_course_has_no_name(course: list[float | None]) -> None:
    assert course_pattern(course) is None


@given(st.lists(means, min_size=6, max_size=12), st.integers(0, 12))
def test_a_session_without_ratings_does_not_change_the_name(course: list[float], at: int) -> None:
    assert course_pattern([*course[:at], None, *course[at:]]) == course_pattern(course)


def test_the_last_two_ask_for_a_conversation() -> None:
    assert [each.value for each in CoursePattern if each.asks_for_a_conversation] == [
        "high and falling",
        "low and staying",
    ]
