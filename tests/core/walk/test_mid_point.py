"""When the mid-point reminder of a running session is shown."""

from __future__ import annotations

import pytest

from alliance_cli.core.walk.mid_point import MidPoint
from alliance_cli.core.walk.script import Part


def test_the_reminder_is_shown_from_the_set_minute_until_the_person_goes_on() -> None:
    mid_point = MidPoint(25)
    named = []
    for minutes in (0, 24, 25, 26):
        mid_point = mid_point.after(minutes, Part.OPENING)
        named.append(mid_point.is_named)
    assert named == [False, False, True, True]
    assert not mid_point.gone_on().is_named


def test_the_reminder_is_shown_once() -> None:
    seen = MidPoint(25).after(25, Part.OPENING).gone_on()
    assert not seen.after(50, Part.OPENING).is_named


def test_going_on_early_does_not_use_up_the_reminder() -> None:
    assert MidPoint(25).after(10, Part.OPENING).gone_on().after(30, Part.OPENING).is_named


@pytest.mark.parametrize("part", [Part.MID_POINT, Part.CLOSING, None])
def test_the_reminder_is_not_shown_in_a_later_part(part: Part | None) -> None:
    assert not MidPoint(25).after(40, part).is_named


def test_a_later_part_does_not_use_up_the_reminder_for_the_opening() -> None:
    assert MidPoint(25).after(25, Part.CLOSING).after(26, Part.OPENING).is_named


def test_zero_turns_the_reminder_off() -> None:
    assert not MidPoint(0).after(90, Part.OPENING).is_named
