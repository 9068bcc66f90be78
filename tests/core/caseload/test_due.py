"""Due items: their order, and how those of one client are grouped."""

from __future__ import annotations

from datetime import date
from typing import Any

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.caseload.due import DueItem, Urgency, group_due, sort_due
from alliance_cli.core.walk.script import Phase

DO = Action(ActionKind.REFLECT)


def due(client: str, urgency: Urgency, day: int, **more: Any) -> DueItem:
    return DueItem(client, urgency, date(2026, 11, day), DO, **more)


def test_items_are_sorted_by_urgency_rank_age_and_code() -> None:
    ordered = (
        due("J7", Urgency.UNFINISHED, 20),
        due("C3", Urgency.HELD_BACK, 20),
        due("B2", Urgency.NOT_REFLECTED, 19),
        due("A1", Urgency.OPEN_RUPTURE, 3),
        due("K1", Urgency.FLAG, 18, rank=1),
        due("A1", Urgency.FLAG, 4, rank=2),
        due("B2", Urgency.FLAG, 4, rank=2),
        due("A1", Urgency.FLAG, 5, rank=2),
    )
    assert sort_due(reversed(ordered)) == ordered


def test_each_client_and_reason_has_one_group_led_by_the_latest_session_and_phase() -> None:
    latest = due("J7", Urgency.UNFINISHED, 12, phase=Phase.POST_SESSION)
    same_day = due("J7", Urgency.UNFINISHED, 12, phase=Phase.PRE_SESSION)
    older = due("J7", Urgency.UNFINISHED, 11, phase=Phase.POST_SESSION)
    other = due("B2", Urgency.UNFINISHED, 14)
    groups = group_due([older, same_day, latest, other])
    assert [(group.first, group.others) for group in groups] == [(latest, (older, same_day)), (other, ())]
    assert [group.others_are_earlier for group in groups] == [False, True]


def test_an_item_without_a_phase_counts_as_the_first_phase_of_its_day() -> None:
    first = due("J7", Urgency.UNFINISHED, 12, phase=Phase.PRE_SESSION)
    other = due("J7", Urgency.UNFINISHED, 12)
    (group,) = group_due([first, other])
    assert group.first is first


def test_the_oldest_open_rupture_comes_first() -> None:
    new, old = due("J7", Urgency.OPEN_RUPTURE, 12), due("J7", Urgency.OPEN_RUPTURE, 2)
    (group,) = group_due([new, old])
    assert (group.first, group.others, group.others_are_earlier) == (old, (new,), False)
