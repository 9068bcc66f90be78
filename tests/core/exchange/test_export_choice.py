"""The classes that an export can combine, and the scores that belong to measures."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import DataClass, ExportChoice, export_choice
from alliance_cli.core.exchange.selection import ScoreRows, scores_table
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater

from ..shipped import shipped

MEASURES, NOTES, OWN = DataClass
SRS = shipped("srs")
TAKEN = Administration("a", "s", "srs", SRS.version, Rater.CLIENT, date(2026, 1, 5), dict.fromkeys(range(1, 5), 9))


def test_classes_are_returned_once_each_in_a_fixed_order() -> None:
    assert export_choice(["own", "measures", "own"], of_clients=False) == ExportChoice((MEASURES, OWN))
    assert export_choice(["notes", "measures"], of_clients=True) == ExportChoice((MEASURES, NOTES))


def test_an_export_for_a_record_has_measures_by_default() -> None:
    assert export_choice((), of_clients=True, for_record=True, deidentified=True) == ExportChoice(
        (MEASURES,), True, True
    )


@pytest.mark.parametrize(
    ("classes", "also", "said"),
    [
        ((), {}, "Name what to export"),
        (("all",), {}, "--class takes measures, notes or own."),
        (("own",), {"of_clients": True}, "not part of a client's export"),
        (("measures", "notes"), {"for_record": True}, "only measures"),
        (("own",), {"deidentified": True}, "belongs to no client"),
    ],
)
def test_options_that_exclude_each_other_are_refused(
    classes: tuple[str, ...], also: dict[str, bool], said: str
) -> None:
    with pytest.raises(WrongUse, match=said):
        export_choice(classes, **{"of_clients": False, **also})


def test_only_totals_of_complete_administrations_are_exported() -> None:
    whole, part = replace(TAKEN, id="whole"), replace(TAKEN, id="part", values={1: 9.0})
    taken = [whole, part, replace(TAKEN, id="gone", instrument="gone")]
    table = scores_table(ScoreRows(lambda _: taken, {"srs": SRS}.get))
    assert tuple(table.rows) == ({"administration": "whole", "scale": "total", "value": 36, "complete": 1},)
