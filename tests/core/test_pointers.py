"""Flags and moments lead to the right guide card."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.next_steps import ACKNOWLEDGE, ASK_FOR_RATINGS, INVITE, NEXT_FOR
from alliance_cli.core.guide import cards_on_flags, cards_on_moments
from alliance_cli.core.walk.moment_kinds import MomentKind

NEXT = {
    ACKNOWLEDGE: "repair acknowledge",
    INVITE: "repair invite",
    ASK_FOR_RATINGS: "skills feedback-seeking",
    NEXT_FOR["goals"]: "skills agenda-setting",
    NEXT_FOR["tasks"]: "components tasks",
}


def flag(then: str) -> Flag:
    return Flag("low-rating", "s1", "", "client", 3, 5, "says", then)


def moment(kind: MomentKind, marker: str = "", component: str = "") -> Moment:
    state = MomentState.OPEN if kind is MomentKind.RUPTURE else None
    return Moment("m", "s1", date(2026, 11, 20), kind, "note", marker=marker, component=component, state=state)


@pytest.mark.parametrize("then", NEXT)
def test_each_next_step_has_its_card(then: str) -> None:
    (card,) = cards_on_flags([flag(then)])
    assert card.action == Action(ActionKind.LEARN, target=NEXT[then])


def test_every_suggested_next_step_has_a_card() -> None:
    assert {ACKNOWLEDGE, INVITE, ASK_FOR_RATINGS, *NEXT_FOR.values()} == set(NEXT)


def test_each_card_is_listed_once_in_the_order_of_the_flags() -> None:
    cards = cards_on_flags([flag(INVITE), flag(ACKNOWLEDGE), flag(INVITE)])
    assert [card.card for card in cards] == ["invite", "acknowledge"]


@pytest.mark.parametrize(
    ("noted", "card"),
    [
        (moment(MomentKind.RUPTURE, marker="withdrawal", component="tasks"), "ruptures withdrawal"),
        (moment(MomentKind.RUPTURE, component="tasks"), "repair acknowledge"),
        (moment(MomentKind.RUPTURE), "repair acknowledge"),
        (moment(MomentKind.STRONG, component="bond"), "components bond"),
    ],
)
def test_a_moment_leads_to_its_card(noted: Moment, card: str) -> None:
    assert [each.action for each in cards_on_moments([noted])] == [Action(ActionKind.LEARN, target=card)]


def test_a_strong_moment_without_a_component_leads_to_no_card() -> None:
    assert cards_on_moments([moment(MomentKind.STRONG)]) == ()
