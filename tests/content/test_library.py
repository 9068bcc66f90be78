"""The shipped topics are valid, and the clinician's own take precedence over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.content.folders import files, in_order, shipped_folder
from alliance_cli.content.store import Library
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Mistakes, NotFound
from alliance_cli.core.guide import ORDER, SKILLS, card_for, placed_cards
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS
from alliance_cli.core.walk.repair import REPAIR_STEPS

SHIPPED = Library([shipped_folder()])
TOPICS = {topic.id: topic for topic in SHIPPED.topics()}
OWN = "id: {id}\ntitle: Own\nlanguage: en\nsummary: s\ncards:\n- {{id: only, title: Only, text: x}}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "learn").mkdir()
    return tmp_path


@pytest.fixture
def library(own: Path) -> Library:
    return Library(in_order(own, shipped_folder(), "en"))


def test_every_topic_of_the_method_ships_in_order() -> None:
    assert tuple(TOPICS) == ORDER
    assert [each for each in SHIPPED.listing() if each.mistakes or each.whose != "shipped"] == []


@pytest.mark.parametrize("id", SKILLS)
def test_every_micro_skill_says_what_it_is_how_it_sounds_and_what_it_is_not(id: str) -> None:
    card = TOPICS["skills"].card(id)
    assert card is not None
    assert card.say
    assert card.mistaken_for
    assert card.component


def test_the_micro_skills_are_exactly_these() -> None:
    assert tuple(card.id for card in TOPICS["skills"].cards) == SKILLS


def test_repair_begins_with_its_four_steps_each_with_purpose_and_wording() -> None:
    steps = TOPICS["repair"].cards[: len(REPAIR_STEPS)]
    assert tuple(card.id for card in steps) == REPAIR_STEPS
    assert all(card.text.startswith("**Purpose:**") and card.say for card in steps)


def test_every_repair_step_skill_marker_and_component_has_a_card() -> None:
    words = {
        "step": REPAIR_STEPS,
        "skill": SKILLS,
        "marker": MOMENT_FIELDS["marker"],
        "component": MOMENT_FIELDS["component"],
    }
    for kind, each in ((kind, each) for kind, listed in words.items() for each in listed):
        pointer = card_for(**{kind: each})
        assert pointer is not None
        card = TOPICS[pointer.topic].card(pointer.card)
        assert card is not None
        assert kind not in ("marker", "component") or getattr(card, kind) == each


def test_every_card_cites_a_source() -> None:
    for topic, card in placed_cards(tuple(TOPICS.values())):
        assert topic.sources or card.sources, (topic.id, card.id)


def test_cards_are_short() -> None:
    for topic, card in placed_cards(tuple(TOPICS.values())):
        assert len(card.text) <= 600, (topic.id, card.id)
        assert len(card.say) <= 130, (topic.id, card.id)
        assert len(topic.summary) <= 90, topic.id


@pytest.mark.parametrize(
    ("card", "figures"),
    [
        ("outcome", ("295", ".278", ".256", ".299", ".58")),
        ("repair", ("11 studies", ".29", ".10", ".47", "1,314")),
        ("feedback", ("58", ".15", ".10", ".20", ".17", "1.19")),
        ("flags", ("605", "14.7%", "10.7%", "74.5%")),
    ],
)
def test_effects_are_quoted_as_published(card: str, figures: tuple[str, ...]) -> None:
    found = TOPICS["evidence"].card(card)
    assert found is not None
    assert [figure for figure in figures if figure not in found.text] == []


def test_no_card_calls_a_rupture_detected() -> None:
    for _, card in placed_cards(tuple(TOPICS.values())):
        assert "rupture detected" not in card.text.casefold()
        assert "no rupture" not in card.text.casefold()


def test_a_custom_topic_replaces_the_shipped_one_and_new_topics_come_last(library: Library, own: Path) -> None:
    (own / "learn" / "skills.yaml").write_text(OWN.format(id="skills"), "utf-8")
    (own / "learn" / "attic.yaml").write_text(OWN.format(id="attic"), "utf-8")
    assert library.find("skills").title == "Own"
    listing = [(each.id, each.whose) for each in library.listing()]
    assert listing[1] == ("skills", "yours")
    assert listing[-1] == ("attic", "yours")


def test_mistakes_in_one_topic_leave_the_others_usable(library: Library, own: Path) -> None:
    (own / "learn" / "attic.yaml").write_text("id: attic\n", "utf-8")
    assert len(library.topics()) == len(ORDER)
    with pytest.raises(Mistakes):
        library.find("attic")


def test_the_shipped_topic_is_used_if_the_custom_one_has_mistakes(own: Path) -> None:
    warned: list[str] = []
    library = Library(in_order(own, shipped_folder(), "en"), warned.append)
    (own / "learn" / "skills.yaml").write_text("id: skills\n", "utf-8")
    assert library.find("skills") == SHIPPED.find("skills")
    assert library.topics() == SHIPPED.topics()
    assert len(warned) == 1


def test_an_unknown_topic_gets_a_list_of_known_ones(library: Library) -> None:
    with pytest.raises(NotFound) as caught:
        library.find("repairs")
    assert caught.value.hint.startswith("Did you mean repair? There are: components, ")
    with pytest.raises(NotFound) as caught:
        library.card(library.find("repair"), "akknowledge")
    assert caught.value.hint.startswith("Did you mean acknowledge? There are: acknowledge, ")


def test_a_card_is_found_without_its_topic(library: Library) -> None:
    with pytest.raises(NotFound) as caught:
        library.find("withdrawl")
    assert caught.value.hint.endswith("\nDid you mean:")
    assert caught.value.action == Action(ActionKind.LEARN, target="ruptures withdrawal")


def test_custom_files_come_before_shipped_ones_and_those_in_the_language_first(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in ("own", "own/de", "shipped", "shipped/de", "shipped/de-AT"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").touch()
    found = []
    order = in_order(own, shipped, "de-AT")
    while path := files(order, "").get("a"):
        found.append(str(path.parent.relative_to(tmp_path)))
        path.unlink()
    assert found == ["own/de", "own", "shipped/de-AT", "shipped/de", "shipped"]
