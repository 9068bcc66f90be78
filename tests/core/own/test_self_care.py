"""Check-ins: what counts as low, when a reminder is due, and what was most restoring."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring, read_check_in, self_care_hint
from alliance_cli.core.settings.sections import SelfCareSettings
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase

DAY = date(2026, 11, 20)
USUAL = SelfCareSettings()
LOW, FAIR, WORDLESS = ({"energy": 3, "presence": 4, "load": 9}, {"energy": 6, "presence": 7, "load": 5}, {})


def row(*ratings: dict[str, int]) -> list[CheckIn]:
    return [CheckIn(DAY, each) for each in ratings]


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ({"energy": 3, "presence": 4, "load": 9}, 3.0),
        ({"energy": 10, "presence": 10, "load": 1}, 10.0),
        ({"energy": 1, "presence": 1, "load": 10}, 1.0),
        ({"load": 8}, 3.0),
        ({}, None),
    ],
)
def test_the_level_reverses_load(ratings: dict[str, int], level: float | None) -> None:
    assert CheckIn(DAY, ratings).level == level


@pytest.mark.parametrize(("load", "low"), [(7, True), (6, False)])
def test_low_is_at_or_below_the_setting(load: int, low: bool) -> None:
    assert CheckIn(DAY, {"energy": 4, "presence": 4, "load": load}).is_low(USUAL) is low


@pytest.mark.parametrize(
    ("ratings", "count"),
    [
        ((LOW, LOW, LOW), 3),
        ((FAIR, LOW, LOW), 2),
        ((LOW, LOW, FAIR), 0),
        ((LOW, WORDLESS, LOW, WORDLESS), 2),
        ((), 0),
    ],
)
def test_a_better_check_in_ends_the_run_and_one_without_ratings_is_skipped(
    ratings: tuple[dict[str, int], ...], count: int
) -> None:
    assert low_in_a_row(row(*ratings), USUAL) == count


def test_the_third_low_check_in_brings_a_reminder_with_actions() -> None:
    assert self_care_hint(row(LOW, LOW), USUAL) is None
    word = self_care_hint(row(FAIR, LOW, LOW, LOW), USUAL)
    assert word is not None
    assert word.says == "3 low check-ins in a row. Less load, a colleague or supervisor, or your own doctor may help:"
    assert word.do == (Action(ActionKind.LEARN, target="self-care low-for-a-while"), Action(ActionKind.CHECK_IN))


def test_the_number_of_low_check_ins_is_a_setting_and_zero_means_never() -> None:
    assert self_care_hint(row(LOW), SelfCareSettings(run=1)) is not None
    assert self_care_hint(row(FAIR, FAIR, FAIR), SelfCareSettings(low=7)) is not None
    assert self_care_hint(row(*[LOW] * 9), SelfCareSettings(run=0)) is None


@pytest.mark.parametrize("wrong", [{"low": 0.5}, {"low": 9.5}, {"run": -1}])
def test_unusable_self_care_settings_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(WrongUse):
        SelfCareSettings(**wrong)


def test_a_check_in_is_read_from_whatever_its_record_contains() -> None:
    answers = {"energy": 3, "presence": None, "load": True, "line": "so [so]", "restores": ("sleep",)}
    record = WalkRecord("id", Phase.SELF_CARE, "self-care", DAY, finished=True, answers=answers)
    assert read_check_in(record) == CheckIn(DAY, {"energy": 3}, "so [so]", ("sleep",))


def test_restoring_options_are_counted_most_frequent_first() -> None:
    kept = [CheckIn(DAY, restores=each) for each in (("sleep", "people"), ("people",), ("outdoors",))]
    assert most_restoring(kept) == (("people", 2), ("sleep", 1), ("outdoors", 1))
