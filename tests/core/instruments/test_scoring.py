"""A total is given only for a complete administration, and by the published keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.instruments.instrument import Cutoff, Item, ScoreKind
from alliance_cli.core.instruments.scoring import can_total, cutoffs_reached, read_items, score
from alliance_cli.core.ratings import Rater

from ..shipped import shipped

WAI, SRS, HAQ = shipped("wai-sr"), shipped("srs"), shipped("haq-ii")
VECTOR = dict(enumerate([5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4], start=1))


def test_the_wai_vector_scores_by_task_bond_and_goal() -> None:
    result = score(WAI, Rater.CLIENT, VECTOR)
    assert result.subscales == {"task": 14, "bond": 10, "goal": 15}
    assert result.total == 39
    assert (result.complete, result.status) == (True, "complete")


def test_a_key_of_four_items_in_a_row_would_give_other_scores() -> None:
    wrong = [sum(VECTOR[n] for n in block) for block in ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12))]
    assert wrong == [14, 13, 12]
    assert list(score(WAI, Rater.CLIENT, VECTOR).subscales.values()) != wrong


def test_the_srs_is_the_sum_of_its_four_lines() -> None:
    # 8.7 + 9.1 + 8.2 + 8.6 shows the machine's arithmetic unless it is rounded to the items' decimals.
    assert score(SRS, Rater.CLIENT, {1: 8.7, 2: 9.1, 3: 8.2, 4: 8.6}).total == 34.6


def test_reversed_haq_items_count_as_seven_minus_the_answer() -> None:
    assert score(HAQ, Rater.CLIENT, dict.fromkeys(range(1, 20), 6)).total == 14 * 6 + 5 * 1
    assert score(HAQ, Rater.CLIENT, dict.fromkeys(range(1, 20), 1)).total == 14 * 1 + 5 * 6
    one = {n: 1 if n == 16 else 4 for n in range(1, 20)}
    assert score(HAQ, Rater.CLIENT, one).total == 14 * 4 + 4 * 3 + 6


def test_the_best_and_the_worst_answers_reach_the_ends_of_the_range() -> None:
    for instrument in (WAI, SRS, HAQ):
        best = {item.n: item.low if item.reversed else item.high for item in instrument.items}
        worst = {item.n: item.high if item.reversed else item.low for item in instrument.items}
        totals = [score(instrument, Rater.CLIENT, answers).total for answers in (worst, best)]
        assert totals == list(instrument.range)


def test_a_partial_administration_has_no_total_and_counts_its_answers() -> None:
    result = score(WAI, Rater.CLIENT, {n: value for n, value in VECTOR.items() if n not in (4, 11)})
    assert result.total is None
    assert (result.complete, result.status) == (False, "partial, 10 of 12 items")
    assert result.subscales == {"task": 14, "bond": 10}
    assert result.reached == ()


@given(st.permutations(sorted(VECTOR)))
def test_the_order_of_entry_makes_no_difference(order: list[int]) -> None:
    assert score(WAI, Rater.CLIENT, {n: VECTOR[n] for n in order}) == score(WAI, Rater.CLIENT, VECTOR)


def test_a_mean_scored_instrument_averages_its_items() -> None:
    by_mean = replace(WAI, score=ScoreKind.MEAN, range=(1, 5))
    result = score(by_mean, Rater.CLIENT, VECTOR)
    assert result.total == pytest.approx(39 / 12)
    assert result.subscales["task"] == 3.5


@pytest.mark.parametrize(("total", "reached"), [(35.9, True), (36.0, False), (36.1, False), (0, True)])
def test_the_srs_cut_off_is_strict(total: float, reached: bool) -> None:
    assert bool(cutoffs_reached(SRS, total)) is reached


def test_an_upper_cut_off_includes_its_value() -> None:
    severe = Cutoff(20, below=False, means="is severe", source="somebody")
    upward = replace(WAI, cutoffs=(severe,))
    assert cutoffs_reached(upward, 20) == (severe,)
    assert cutoffs_reached(upward, 19.5) == ()


def test_a_score_lists_the_cut_offs_it_reaches() -> None:
    low = score(SRS, Rater.CLIENT, {1: 9, 2: 9, 3: 9, 4: 8.9})
    assert [cutoff.value for cutoff in low.reached] == [36]
    assert score(SRS, Rater.CLIENT, {1: 9, 2: 9, 3: 9, 4: 9}).reached == ()


def test_an_answer_out_of_range_is_reported_by_item_and_not_repeated() -> None:
    with pytest.raises(WrongUse) as refused:
        score(WAI, Rater.CLIENT, {**VECTOR, 3: 77, 7: 0.123})
    assert refused.value.sentence == "Items 3, 7 do not fit."
    assert refused.value.hint == "item 3: 1 to 5; item 7: 1 to 5"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 4.5, 0, 6])
def test_only_whole_numbers_in_range_fit_a_whole_numbered_item(value: float) -> None:
    with pytest.raises(WrongUse, match="Item 1 does not fit"):
        score(WAI, Rater.CLIENT, {**VECTOR, 1: value})


def test_an_unknown_item_and_an_unsuitable_rater_are_refused() -> None:
    with pytest.raises(WrongUse, match="has no item 13"):
        score(WAI, Rater.CLIENT, {**VECTOR, 13: 3})
    with pytest.raises(WrongUse, match="not rated by the clinician"):
        score(SRS, Rater.CLINICIAN, {1: 9})


def test_typed_items_are_read_in_order_and_empty_places_are_skipped() -> None:
    assert read_items(WAI, "5,4,3,2,1,5,4,3,2,1,5,4") == VECTOR
    assert read_items(SRS, " 8.5, ,9") == {1: 8.5, 3: 9}
    assert read_items(SRS, "") == {}


def test_every_invalid_typed_item_is_named_and_no_answer_is_repeated() -> None:
    with pytest.raises(WrongUse) as refused:
        read_items(WAI, "5,secret,3,2,99")
    assert refused.value.sentence == "Items 2, 5 do not fit."
    assert "secret" not in refused.value.hint + refused.value.sentence
    assert "99" not in refused.value.hint


def test_too_many_typed_items_are_refused_with_a_way_out() -> None:
    with pytest.raises(WrongUse, match="has 4 items") as refused:
        read_items(SRS, "8,5,9,0,7")
    assert "point" in refused.value.hint


def test_reversing_twice_gives_the_answer_back() -> None:
    item = Item(1, 1, 6, reversed=True)
    assert [item.counted(item.counted(value)) for value in range(1, 7)] == list(range(1, 7))


@pytest.mark.parametrize(
    ("values", "total", "can"),
    [
        ({}, 40, True),
        ({}, 40.1, False),
        ({1: 8.7, 2: 9.1, 3: 8.2, 4: 8.6}, 34.6, True),
        ({1: 8.7, 2: 9.1, 3: 8.2, 4: 8.6}, 34.7, False),
        ({1: 8, 2: 9}, 37, True),
        ({1: 8, 2: 9}, 37.1, False),
        ({1: 8, 2: 9}, 16.9, False),
    ],
)
def test_a_total_is_checked_against_the_given_items(values: dict[int, float], total: float, can: bool) -> None:
    assert can_total(SRS, values, total) is can


def test_a_total_is_checked_by_how_reversed_and_averaged_items_count() -> None:
    assert can_total(HAQ, dict.fromkeys(range(1, 20), 6), 14 * 6 + 5)
    by_mean = replace(WAI, score=ScoreKind.MEAN, range=(1, 5))
    assert can_total(by_mean, VECTOR, 3.25)
    assert not can_total(by_mean, VECTOR, 3.3)
