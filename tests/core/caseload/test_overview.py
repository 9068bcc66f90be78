"""The summary of a client: the last mean against the sessions before it."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.caseload.overview import Overview

TODAY = date(2026, 11, 23)


def overview(*means: float | None, last_on: date | None = None) -> Overview:
    return Overview("J7", False, len(means), 0, last_on, means, 0)


@pytest.mark.parametrize(
    ("means", "last", "level", "change"),
    [
        ((8, 9, 7), 7, 8.5, -1.5),
        ((8, None, 9, None), 9, 8, 1),
        ((None, 6), 6, None, None),
        ((None, None), None, None, None),
        ((), None, None, None),
    ],
)
def test_the_own_level_is_the_mean_of_earlier_rated_sessions(
    means: tuple[float | None, ...], last: float | None, level: float | None, change: float | None
) -> None:
    seen = overview(*means)
    assert (seen.last_mean, seen.own_level, seen.change) == (last, level, change)


def test_days_are_counted_from_the_last_session() -> None:
    assert overview(last_on=date(2026, 11, 9)).days_since(TODAY) == 14
    assert overview(last_on=TODAY).days_since(TODAY) == 0
    assert overview().days_since(TODAY) is None
