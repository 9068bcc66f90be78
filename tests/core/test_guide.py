"""Guide cards are found by words, by date and by the details of a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.guide import Card, Topic, card_for, card_of_the_day, search_cards
from alliance_cli.core.sources import Source

REPAIR = Topic(
    "repair",
    "Repair",
    "en",
    "Four steps.",
    (
        Card("acknowledge", "Acknowledge the shift", "Name what happened.", say="May I stop us?"),
        Card("timing", "First understand", "Shift later.", mistaken_for="Hurry", sources=(Source("Safran (2000)"),)),
    ),
)
OWN = Topic("own", "Own", "de", "Eigenes.", (Card("stille", "Stille", "Straße und Übung."),))
TOPICS = (REPAIR, OWN)


def found(words: str) -> list[str]:
    return [card.id for _, card in search_cards(TOPICS, words)]


def test_every_word_must_occur_in_the_card() -> None:
    assert found("name stop") == ["acknowledge"]
    assert found("name hurry") == []
    assert found("safran") == ["timing"]


def test_capitals_do_not_matter_in_any_language() -> None:
    assert found("STRASSE übung") == ["stille"]


def test_cards_with_the_words_in_their_title_come_first() -> None:
    swapped = Topic("repair", "Repair", "en", "x", REPAIR.cards[::-1])
    assert [card.id for _, card in search_cards([swapped], "shift")] == ["acknowledge", "timing"]


@pytest.mark.parametrize("nothing", ["", "   "])
def test_no_words_find_no_card(nothing: str) -> None:
    assert found(nothing) == []


@given(st.lists(st.integers(1, 12), min_size=1, max_size=12), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_each_card_is_used_once_before_any_is_repeated(sizes: Sequence[int], start: date) -> None:
    topics = [
        Topic(f"t{place}", "T", "en", "s", tuple(Card(f"c{number}", "C", "x") for number in range(size)))
        for place, size in enumerate(sizes)
    ]
    days = [card_of_the_day(topics, start + timedelta(days)) for days in range(sum(sizes))]
    assert len({(topic.id, card.id) for topic, card in filter(None, days)}) == sum(sizes)
    assert card_of_the_day(topics, start) == days[0]


def test_consecutive_days_rarely_share_a_topic() -> None:
    topics = [Topic(f"t{n}", "T", "en", "s", tuple(Card(f"c{m}", "C", "x") for m in range(5))) for n in range(10)]
    days = [card_of_the_day(topics, date(2026, 1, 1) + timedelta(day)) for day in range(50)]
    same = [one for one, next_ in pairwise(days) if one and next_ and one[0] == next_[0]]
    assert same == []


def test_without_cards_there_is_no_card_of_the_day() -> None:
    assert card_of_the_day((), date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("noted", "command"),
    [
        ({"step": "acknowledge"}, "repair acknowledge"),
        ({"skill": "metacommunication"}, "skills metacommunication"),
        ({"marker": "withdrawal"}, "ruptures withdrawal"),
        ({"component": "tasks"}, "components tasks"),
        ({"marker": "confrontation", "component": "tasks"}, "ruptures confrontation"),
        ({"marker": "", "component": "bond"}, "components bond"),
    ],
)
def test_noted_details_lead_to_their_card(noted: dict[str, str], command: str) -> None:
    pointer = card_for(**noted)
    assert pointer is not None
    assert pointer.action == Action(ActionKind.LEARN, target=command)


def test_unknown_details_lead_to_no_card() -> None:
    assert card_for() is None
    assert card_for(skill="juggling", component="love") is None
