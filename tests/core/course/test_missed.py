"""Missed sessions are shown at two preparations, and a gap in a weekly or fortnightly rhythm is detected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.completeness import completeness
from alliance_cli.core.course.missed import Missed, MissedSession, recently_missed, skipped_on
from tests.core.rated import course, record

FIRST = date(2026, 1, 5)


def after(*weeks: float) -> list[date]:
    return [FIRST + timedelta(days=int(7 * week)) for week in weeks]


def missed(*weeks: float) -> list[MissedSession]:
    return [MissedSession(f"m{day}", day, Missed.NO_SHOW) for day in after(*weeks)]


@pytest.mark.parametrize(
    ("held", "coming", "shown"),
    [
        ((), 3, [2, 0]),
        ((1,), 3, [2, 0]),
        ((1, 3), 4, [2]),
        ((1, 3, 4), 5, []),
        ((1,), 1, [0]),
    ],
)
def test_a_missed_session_is_shown_until_two_sessions_were_held_after_it(
    held: tuple[float, ...], coming: float, shown: list[float]
) -> None:
    found = recently_missed(missed(0, 2), after(*held), *after(coming))
    assert [each.on for each in found] == after(*shown)


@pytest.mark.parametrize(
    ("held", "coming", "skipped"),
    [
        ((0, 1, 2, 3), 5, 4),
        ((0, 1, 2, 3), 4.9, 4),
        ((0, 1, 2, 3), 4, None),
        ((0, 2, 4, 6), 10, 8),
        ((0, 2, 4, 6), 8, None),
        ((0, 1, 3, 4, 5), 7, 6),
        ((0, 1, 2), 4, None),
        ((0, 4, 8, 12), 20, None),
        ((0, 0.3, 0.6, 0.9), 2, None),
        ((0, 1, 2, 3), 12, None),
        ((), 5, None),
    ],
)
def test_a_gap_in_a_rhythm_suggests_a_skipped_session(
    held: tuple[float, ...], coming: float, skipped: float | None
) -> None:
    found = skipped_on(after(*held), [], *after(coming))
    assert found == (None if skipped is None else after(skipped)[0])


@pytest.mark.parametrize(("gap", "seems"), [(17, False), (18, True)])
def test_a_gap_of_exactly_1_8_times_the_rhythm_is_long_enough(gap: int, seems: bool) -> None:
    held = [FIRST + timedelta(days=day) for day in (0, 10, 20, 30)]
    found = skipped_on(held, [], held[-1] + timedelta(days=gap))
    assert found == (held[-1] + timedelta(days=10) if seems else None)


def test_a_session_noted_as_missed_is_not_reported_as_skipped() -> None:
    held = after(0, 1, 2, 3)
    assert skipped_on(held, after(4), *after(5)) is None
    assert skipped_on(held, after(4), *after(6)) == after(5)[0]
    assert skipped_on(held, after(9), *after(5)) == after(4)[0]


def test_missed_sessions_are_counted_separately() -> None:
    held = course(record(1, 8), record(2, 8))
    counts = completeness(replace(held, missed=tuple(missed(0, 3, 4))))
    assert (counts.sessions, counts.missed) == (2, 3)
