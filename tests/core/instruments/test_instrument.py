"""Instruments are numbered items with the published keys; inconsistent ones are reported."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.instruments.instrument import Cutoff, Item, ScoreKind, Subscale
from alliance_cli.core.instruments.soundness import faults
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.options import InvalidAnswer

from ..shipped import IDS, declared, shipped

WAI = shipped("wai-sr")


def test_the_shipped_instruments() -> None:
    assert IDS == ["gad-7", "haq-ii", "ors", "srs", "wai-sr"]


@pytest.mark.parametrize("id_", IDS)
def test_a_shipped_instrument_is_consistent(id_: str) -> None:
    instrument = shipped(id_)
    assert instrument.id == id_
    assert faults(instrument) == ()


@pytest.mark.parametrize("id_", [each for each in IDS if each != "gad-7"])
def test_no_item_wording_is_shipped(id_: str) -> None:
    numbers = {"n", "low", "high", "decimals", "reversed"}
    for item in declared(id_)["items"]:
        assert set(item) <= numbers
        assert all(isinstance(value, int) for value in item.values())
    assert [item.label for item in shipped(id_).items][:2] == ["Item 1", "Item 2"]


@pytest.mark.parametrize(
    ("id_", "items", "low", "high", "total"),
    [
        ("srs", 4, 0, 10, (0, 40)),
        ("wai-sr", 12, 1, 5, (12, 60)),
        ("haq-ii", 19, 1, 6, (19, 114)),
        ("gad-7", 7, 0, 3, (0, 21)),
        ("ors", 4, 0, 10, (0, 40)),
    ],
)
def test_items_and_ranges_are_the_published_ones(
    id_: str, items: int, low: int, high: int, total: tuple[int, int]
) -> None:
    instrument = shipped(id_)
    assert len(instrument.items) == items
    assert {(item.low, item.high) for item in instrument.items} == {(low, high)}
    assert instrument.range == total
    assert instrument.score is ScoreKind.SUM


def test_the_wai_key_is_the_published_one_and_not_four_in_a_row() -> None:
    key = {subscale.id: subscale.items for subscale in WAI.subscales}
    assert key == {"task": (1, 2, 10, 12), "bond": (3, 5, 7, 9), "goal": (4, 6, 8, 11)}
    assert {(1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12)}.isdisjoint(key.values())
    assert [WAI.reach(subscale.items) for subscale in WAI.subscales] == [(4, 20)] * 3


def test_only_the_haq_reverses_items() -> None:
    reversed_items = {id_: [item.n for item in shipped(id_).items if item.reversed] for id_ in IDS}
    assert reversed_items == {**{id_: [] for id_ in IDS}, "haq-ii": [4, 8, 11, 16, 19]}


def test_only_the_gad_and_the_srs_have_cut_offs_with_sources() -> None:
    assert {id_: len(shipped(id_).cutoffs) for id_ in IDS} == {**dict.fromkeys(IDS, 0), "gad-7": 3, "srs": 1}
    assert {each.source for each in shipped("gad-7").cutoffs} == {"Spitzer et al. 2006"}
    (cutoff,) = shipped("srs").cutoffs
    assert (cutoff.value, cutoff.below) == (36, True)
    assert "United States convention" in cutoff.source
    assert "34" in cutoff.source


def test_wording_is_merged_by_item_number_and_nothing_else_changes() -> None:
    worded = WAI.with_wording({3: "A sentence somebody is licensed for"})
    assert [item.label for item in worded.items[1:4]] == [
        "Item 2",
        "A sentence somebody is licensed for",
        "Item 4",
    ]
    assert worded.with_wording({}) == worded
    assert replace(worded, items=WAI.items) == WAI


def test_wording_for_an_item_that_does_not_exist_is_refused() -> None:
    with pytest.raises(WrongUse, match="has no item 13"):
        WAI.with_wording({13: "One too many"})


def test_the_cut_off_is_a_setting() -> None:
    moved = shipped("srs").with_cutoff(34)
    assert [(cutoff.value, cutoff.source) for cutoff in moved.cutoffs] == [(34, "your setting")]
    assert faults(moved) == ()


def test_a_cut_off_can_be_set_only_if_there_is_one_and_within_its_range() -> None:
    with pytest.raises(WrongUse, match="no single cut-off"):
        WAI.with_cutoff(30)
    with pytest.raises(WrongUse, match="between 0 and 40"):
        shipped("srs").with_cutoff(41)


@pytest.mark.parametrize(("typed", "value"), [("8", 8), (" 8.5 ", 8.5), ("8,5", 8.5), ("0", 0), ("10.0", 10)])
def test_a_mark_on_a_line_is_read_to_one_decimal(typed: str, value: float) -> None:
    assert shipped("srs").items[0].read(typed) == value


@pytest.mark.parametrize("typed", ["", "11", "-1", "8.55", "eight", "1e1", "8.", "nan", "８", "8 5"])
def test_an_invalid_answer_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        shipped("srs").items[0].read(typed)
    assert str(refused.value) == "Type a number that fits: 0 to 10, to one decimal."


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"licence": ""}, "licence"),
        ({"citation": ""}, "citation"),
        ({"raters": ()}, "raters"),
        ({"raters": (Rater.CLIENT, Rater.CLIENT)}, "raters"),
        ({"items": WAI.items[:-1]}, "range"),
        ({"items": WAI.items[1:]}, "items"),
        ({"items": ()}, "items"),
        ({"items": (*WAI.items[:-1], Item(12, 5, 5))}, "items[11].low"),
        ({"items": (*WAI.items[:-1], Item(12, 1, 5, decimals=4))}, "items[11].decimals"),
        ({"range": (0, 60)}, "range"),
        ({"score": ScoreKind.MEAN}, "range"),
        ({"subscales": (Subscale("task", "Task", (1, 13)),)}, "subscales[0].items"),
        ({"subscales": (Subscale("task", "Task", ()),)}, "subscales[0].items"),
        ({"subscales": (Subscale("task", "Task", (1, 1)),)}, "subscales[0].items"),
        ({"subscales": (*WAI.subscales, WAI.subscales[1])}, "subscales[3].id"),
        ({"cutoffs": (Cutoff(61, True, "asks for a talk", "somebody"),)}, "cutoffs[0].value"),
        ({"cutoffs": (Cutoff(40, True, "asks for a talk", ""),)}, "cutoffs[0].source"),
    ],
)
def test_an_inconsistency_is_reported_with_its_place(change: dict[str, Any], key: str) -> None:
    assert key in [fault.key for fault in faults(replace(WAI, **change))]


def test_all_faults_are_reported_at_once() -> None:
    found = faults(replace(WAI, licence="", range=(0, 1), subscales=(Subscale("task", "Task", (99,)),)))
    assert [fault.key for fault in found] == ["licence", "subscales[0].items", "range"]
