"""The own-baseline rule flags ratings that are low compared with the client's own earlier sessions."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule, Reading, own_baseline

quarters = st.integers(4, 40).map(lambda n: n / 4)
courses = st.lists(st.none() | quarters, max_size=25)


def read(*values: float | None, rule: BaselineRule = DEFAULT_RULE) -> tuple[Reading, ...]:
    return own_baseline([(str(number), value) for number, value in enumerate(values, start=1)], rule)


def flagged(*values: float | None, rule: BaselineRule = DEFAULT_RULE) -> list[int]:
    return [number for number, reading in enumerate(read(*values, rule=rule), start=1) if reading.flagged]


def flagged_as_written(values: list[float], rule: BaselineRule) -> list[int]:
    """A slow, literal implementation of the rule's definition."""
    base: list[float] = []
    run: list[float] = []
    found = []
    for number, x in enumerate(values, start=1):
        n = len(base)
        k = rule.k0 + n
        mu, nu = (rule.k0 * rule.m0 + sum(base)) / k, rule.nu0 + n
        spread = sum((r - sum(base) / n) ** 2 for r in base) if n else 0
        scale = ((rule.nu0 * rule.s0**2 + spread) / nu * (1 + 1 / k)) ** 0.5
        if n and x <= mu - rule.drop and (mu - x) / scale**0.5 >= rule.score:
            found.append(number)
            run.append(x)
        else:
            run = []
            base.append(x)
        if len(run) == rule.run:
            base, run = run, []
    return found


def test_one_rating_just_below_a_ceiling_is_not_flagged() -> None:
    assert flagged(10, 10, 10, 10, 10, 9.75) == []


def test_a_drop_from_the_ceiling_is_flagged_at_once() -> None:
    assert flagged(10, 10, 10, 10, 2) == [5]


def test_two_sessions_are_enough_to_flag_a_drop_in_the_third() -> None:
    assert flagged(9, 9, 4) == [3]


def test_the_first_session_has_no_expectation() -> None:
    first = read(1.0)[0]
    assert (first.flagged, first.outlook) == (False, None)
    assert not first.leaves_band_of(DEFAULT_RULE)


def test_the_second_session_has_an_expectation() -> None:
    outlook = read(9, 4)[1].outlook
    assert outlook is not None
    assert outlook.expected == pytest.approx((0.5 * 8 + 9) / 1.5)
    assert outlook.scale**2 == pytest.approx(10 * 0.64 / 11 * (1 + 1 / 1.5))


@given(st.lists(quarters, max_size=25), st.sampled_from([0.8, 1.5, 1.99, 2.4]))
def test_the_fast_rule_agrees_with_its_definition(values: list[float], score: float) -> None:
    rule = BaselineRule(score=score)
    assert flagged(*values, rule=rule) == flagged_as_written(values, rule)


@given(courses)
def test_missing_sessions_are_skipped(values: list[float | None]) -> None:
    readings = read(*values)
    assert len(readings) == len(values)
    assert [r.flagged for r in readings if r.value is not None] == [
        r.flagged for r in read(*[value for value in values if value is not None])
    ]
    assert not any(reading.flagged for reading in readings if reading.value is None)


@given(courses, courses)
def test_later_sessions_do_not_change_earlier_readings(earlier: list[float | None], later: list[float | None]) -> None:
    assert read(*earlier, *later)[: len(earlier)] == read(*earlier)


def test_the_drop_used_by_the_next_two_tests_is_flagged() -> None:
    assert flagged(8, 8, 8, 8, 2, 8) == [5]


@example(values=[8, 8, 8, 8, 2, 8])
@given(courses)
def test_exactly_the_ratings_at_or_below_the_edge_of_the_band_are_flagged(
    values: list[float | None],
) -> None:
    for reading in read(*values):
        if reading.outlook is None or reading.value is None:
            continue
        edge = reading.outlook.lower(DEFAULT_RULE)
        assert edge <= reading.outlook.expected - DEFAULT_RULE.drop
        assert reading.flagged == (reading.value <= edge)


@example(values=[8, 8, 8, 8, 2, 8])
@given(courses)
def test_a_flagged_rating_has_at_least_the_required_score(values: list[float | None]) -> None:
    for reading in read(*values):
        if reading.flagged:
            assert reading.value is not None
            assert reading.outlook is not None
            assert reading.outlook.score(reading.value) >= DEFAULT_RULE.score - 1e-9


def test_variation_lowers_the_edge_less_than_proportionally() -> None:
    steady, varied = read(8, 8, 8, 8, 8, 8, 8)[-1].outlook, read(6, 10, 6, 10, 6, 10, 8)[-1].outlook
    assert steady is not None
    assert varied is not None
    assert steady.expected == varied.expected
    depth = [each.expected - each.lower(DEFAULT_RULE) for each in (steady, varied)]
    assert depth[1] / depth[0] == pytest.approx((varied.scale / steady.scale) ** 0.5)


def test_a_small_drop_is_not_flagged_however_steady_the_client() -> None:
    steady, small = [9.0] * 60, BaselineRule(score=1)
    assert flagged(*steady, 8.0625, rule=small) == []
    assert flagged(*steady, 8.0625, rule=replace(small, drop=0.5)) == [61]


def test_a_drop_of_exactly_the_required_size_is_flagged() -> None:
    # After 9.5 the expected rating is (0.5 * 8 + 9.5) / 1.5 = 9.
    assert flagged(9.5, 8, rule=BaselineRule(score=0.5)) == [2]
    assert flagged(9.5, 8.25, rule=BaselineRule(score=0.5)) == []


def test_a_flagged_session_stays_out_of_the_baseline() -> None:
    before, after = read(9, 9, 9, 3, 9)[3].outlook, read(9, 9, 9, 3, 9)[4].outlook
    assert before == after


def test_four_flagged_sessions_in_a_row_make_a_new_level() -> None:
    readings = read(9, 9, 9, 9, 5, 5, 5, 5, 5, 5)
    assert [r.flagged for r in readings] == [False] * 4 + [True] * 4 + [False] * 2
    assert [number for number, r in enumerate(readings, start=1) if r.level_restarted] == [8]
    ninth = readings[8].outlook
    assert ninth is not None
    assert ninth.expected == pytest.approx((0.5 * 8 + 4 * 5) / 4.5)


def test_a_better_session_ends_the_run_but_a_missing_one_does_not() -> None:
    assert any(r.level_restarted for r in read(9, 9, 9, 4, 4, None, 4, 4))
    assert not any(r.level_restarted for r in read(9, 9, 9, 4, 4, 9, 4, 4))


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": 0},
        {"score": 9.1},
        {"drop": -0.1},
        {"drop": 9.5},
        {"m0": 0},
        {"k0": 0},
        {"nu0": 0},
        {"s0": 0},
        {"run": 0},
    ],
)
def test_unusable_parameters_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(WrongUse):
        replace(DEFAULT_RULE, **wrong)
