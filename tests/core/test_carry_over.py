"""What one session hands on to the next."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.course.carry_over import carry_over
from tests.core.rated import course, record


@pytest.mark.parametrize(
    ("given", "before", "usual"), [([8], None, False), ([8, 6, 4], 7.0, False), ([8, 7, 9, 4], 8.0, True)]
)
def test_a_level_is_usual_from_three_earlier_ratings_on(given: list[int], before: float | None, usual: bool) -> None:
    sessions = [record(number, rated) for number, rated in enumerate(given, start=1)]
    levels = carry_over(course(*sessions), date(2027, 1, 1)).levels
    assert {(level.last, level.before, level.is_usual) for level in levels} == {(given[-1], before, usual)}
