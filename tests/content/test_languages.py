"""Every shipped language asks the same questions as English in other words. Languages are found by their folders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.checking import mistakes_at
from alliance_cli.content.folders import LEARN, MOMENTS, SCRIPTS, files, in_order, languages, shipped_folder
from alliance_cli.content.store import Library
from alliance_cli.core.guide import SKILLS, Card, Topic
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import ChoiceKind, Kind, NumberKind, RatingKind
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.script import Script

SHIPPED = shipped_folder()
NOWHERE = Path("/nowhere")
OTHERS = [language for language in languages([SHIPPED]) if language != "en"]
TRANSLATED = (SCRIPTS, MOMENTS, LEARN)
"""An instrument ships as numbers under its proper name, so there is nothing to translate in it."""
WALKED = sorted(files([SHIPPED], SCRIPTS))
TOPICS = sorted(files([SHIPPED], LEARN))

each_language = pytest.mark.parametrize("language", OTHERS)


def script(id: str, language: str) -> Script:
    return Catalog(in_order(NOWHERE, SHIPPED, language)).find(id)


def topic(id: str, language: str) -> Topic:
    return Library(in_order(NOWHERE, SHIPPED, language)).find(id)


def bones(kind: Kind) -> object:
    """What a kind stores, without its wording."""
    if isinstance(kind, RatingKind):
        return kind.name, kind.scale, kind.rater, kind.low, kind.high
    if isinstance(kind, NumberKind):
        return kind.name, kind.low, kind.high
    if isinstance(kind, MomentsKind):
        return kind.name, kind.records, kind.most, [(field.id, bones(field.kind)) for field in kind.fields]
    return kind.name, [option.value for option in getattr(kind, "options", ())]


def test_german_ships() -> None:
    assert "de" in OTHERS


@each_language
@pytest.mark.parametrize("place", TRANSLATED)
def test_every_language_has_the_same_files(language: str, place: str) -> None:
    assert sorted(files([SHIPPED / language], place)) == sorted(files([SHIPPED], place))


@each_language
def test_no_file_has_a_mistake(language: str) -> None:
    assert mistakes_at([SHIPPED / language]) == ()


@each_language
@pytest.mark.parametrize("id", WALKED)
def test_a_translated_script_differs_only_in_wording(language: str, id: str) -> None:
    ours, theirs = script(id, "en"), script(id, language)
    assert (theirs.phase, theirs.language) == (ours.phase, language)
    for one, other in zip(ours.prompts, theirs.prompts, strict=True):
        assert (other.id, bones(other.kind)) == (one.id, bones(one.kind))
        assert (other.component, other.part, other.optional) == (one.component, one.part, one.optional)
        assert (other.when, other.needs) == (one.when, one.needs)
        assert bool(other.say) == bool(one.say)
        assert [each.marker for each in other.or_say] == [each.marker for each in one.or_say]
        assert (len(other.signs), other.first is None) == (len(one.signs), one.first is None)


def cited(place: Topic | Card) -> list[object]:
    """The works that a topic or a card cites; sources in free text differ between languages and are left out."""
    return [source if source.id else "a text" for source in place.sources]


@each_language
@pytest.mark.parametrize("id", TOPICS)
def test_a_translated_topic_differs_only_in_wording(language: str, id: str) -> None:
    ours, theirs = topic(id, "en"), topic(id, language)
    assert theirs.language == language
    assert cited(theirs) == cited(ours)
    for one, other in zip(ours.cards, theirs.cards, strict=True):
        assert (other.id, other.component, other.marker) == (one.id, one.component, one.marker)
        assert cited(other) == cited(one)
        assert (bool(other.say), bool(other.mistaken_for)) == (bool(one.say), bool(one.mistaken_for))


@each_language
@pytest.mark.parametrize("id", WALKED)
def test_no_text_is_left_in_english(language: str, id: str) -> None:
    for one, other in zip(script(id, "en").prompts, script(id, language).prompts, strict=True):
        assert other.ask != one.ask
        assert other.purpose != one.purpose
        assert not one.say or other.say != one.say
        assert not one.first or other.first != one.first
        assert not set(one.or_say) & set(other.or_say)
        assert not set(one.signs) & set(other.signs)


@each_language
def test_the_figures_are_the_same(language: str) -> None:
    for one, other in zip(topic("evidence", "en").cards, topic("evidence", language).cards, strict=True):
        assert figures(other.text) == figures(one.text), one.id


def figures(text: str) -> Mapping[str, int]:
    """The numbers in a text and how often each occurs, without the separators of its language."""
    numbers = [re.sub(r"\D", "", number).lstrip("0") for number in re.findall(r"\d[\d.,]*", text)]
    return {number: numbers.count(number) for number in sorted(numbers)}


@each_language
@pytest.mark.parametrize("id", WALKED)
def test_texts_shown_during_a_walk_are_short(language: str, id: str) -> None:
    for prompt in script(id, language).prompts:
        assert len(prompt.ask) <= 95, prompt.ask
        assert len(prompt.purpose) <= 110, prompt.purpose
        assert len(prompt.say) <= 120, prompt.say
        assert all(len(each.say) <= 120 for each in prompt.or_say), prompt.id


@pytest.mark.parametrize("language", ["en", *OTHERS])
@pytest.mark.parametrize(("phase", "most"), [("pre-session", 3), ("in-session", 9), ("post-session", 7)])
def test_a_default_walk_without_notes_stays_short(phase: str, most: int, language: str) -> None:
    steps = Interview.begin(script(phase, language), {"tension": False}).steps
    assert len([step for step in steps if not step.is_shown_only]) <= most


@each_language
@pytest.mark.parametrize("id", WALKED)
def test_every_stored_word_can_be_typed(language: str, id: str) -> None:
    for prompt in script(id, language).prompts:
        kinds = [field.kind for field in prompt.kind.fields] if isinstance(prompt.kind, MomentsKind) else [prompt.kind]
        for kind in kinds:
            for option in getattr(kind, "options", ()):
                assert option.value in kind.read(option.label)


def test_the_german_text_contains_no_verdicts() -> None:
    for id in TOPICS:
        for card in topic(id, "de").cards:
            assert not re.search(r"ruptur (erkannt|festgestellt)|keine ruptur", card.text, re.IGNORECASE), card.id


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_skills_to_practise_have_the_titles_of_their_guide_cards(language: str) -> None:
    kind = script("practice", language).prompts[0].kind
    assert isinstance(kind, ChoiceKind)
    assert tuple(option.value for option in kind.options) == SKILLS
    titles = {card.id: card.title.casefold() for card in topic("skills", language).cards}
    assert {option.value: option.label.casefold() for option in kind.options} == titles
