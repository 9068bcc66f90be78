"""Topics of the guide are read strictly, and every mistake is reported with its line."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alliance_cli.content.checking import mistakes_in
from alliance_cli.content.file_kinds.topic import FILE_KIND
from alliance_cli.core.guide import Card
from alliance_cli.core.sources import Source
from alliance_cli.core.walk.script import Component
from tests.content.conftest import mistakes_of

HEAD = "id: own\ntitle: Own\nlanguage: en\nsummary: One line.\ncards:\n"
CARD = "- id: first\n  title: First\n  text: |\n    One.\n\n    Two.\n"
SCHEMA = Draft202012Validator(FILE_KIND.json_schema())


def said(text: str, stem: str = "") -> list[str]:
    mistakes = mistakes_of(lambda: FILE_KIND.read(text, "own.yaml", stem=stem))
    return [f"{each.line} {each.key}: {each.what}" for each in mistakes]


def test_a_card_has_the_content_of_its_file() -> None:
    more = "  say: '[x] no'\n  not: A verdict\n  component: bond\n  marker: withdrawal\n  sources: [A (1), B (2)]\n"
    topic = FILE_KIND.read(HEAD + CARD + more + "sources:\n- C (2003)\n", "own.yaml", stem="own")
    assert topic.cards == (
        Card(
            "first",
            "First",
            "One.\n\nTwo.",
            "[x] no",
            "A verdict",
            Component.BOND,
            "withdrawal",
            (Source("A (1)"), Source("B (2)")),
        ),
    )
    assert (topic.id, topic.title, topic.language, topic.summary, topic.sources) == (
        "own",
        "Own",
        "en",
        "One line.",
        (Source("C (2003)"),),
    )


def test_a_card_cites_a_work_of_the_bibliography_by_its_id() -> None:
    card = FILE_KIND.read(HEAD + CARD + "  sources: [bordin-1979, My supervisor in spring]\n", "own.yaml").cards[0]
    assert [source.short for source in card.sources] == ["Bordin (1979)", "My supervisor in spring"]
    assert card.sources[0].reference.endswith("doi:10.1037/h0085885")


def test_an_unknown_work_is_a_mistake_that_suggests_the_nearest_id() -> None:
    text = HEAD + CARD + "  sources: [bordin-1978]\n"
    (mistake,) = mistakes_of(lambda: FILE_KIND.read(text, "own.yaml"))
    assert (mistake.key, mistake.did_you_mean) == ("cards[1].sources[1]", "bordin-1979")


def test_optional_keys_may_be_left_out() -> None:
    card = FILE_KIND.read(HEAD + CARD, "own.yaml").cards[0]
    assert (card.say, card.mistaken_for, card.component, card.marker, card.sources) == ("", "", None, "", ())


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("", ["0 : is empty"]),
        (HEAD.replace("summary: One line.\n", "") + CARD, ["1 summary: is missing (one line for the list of topics)"]),
        (HEAD + CARD.replace("  title: First\n", ""), ["6 cards[1].title: is missing (its heading)"]),
        (HEAD + CARD + "  marker: silence\n", ["12 cards[1].marker: does not fit; one of withdrawal, confrontation"]),
        (HEAD + CARD + "  component: love\n", ["12 cards[1].component: does not fit; one of goals, tasks, bond"]),
        (HEAD + CARD + "  sources: one\n", ["12 cards[1].sources: is not a list; each item begins with a hyphen"]),
        (HEAD + CARD + CARD, ["12 cards[2].id: is used a second time; the first is on line 6"]),
        (HEAD + "  []\n", ["6 cards: needs 1 or more items"]),
        (HEAD.replace("language: en", "language: English") + CARD, ["3 language: does not fit; a language code such"]),
    ],
)
def test_a_mistake_is_reported_with_its_line(text: str, mistakes: list[str]) -> None:
    for line, wanted in zip(said(text), mistakes, strict=True):
        assert line.startswith(wanted)


def test_all_mistakes_of_a_file_are_listed_at_once() -> None:
    text = HEAD.replace("title", "titel") + CARD.replace("text", "txt")
    assert [line.split(":")[0] for line in said(text)] == [
        "1 title",
        "2 titel",
        "6 cards[1].text",
        "8 cards[1].txt",
    ]


def test_the_id_is_the_name_of_the_file() -> None:
    assert said(HEAD + CARD, stem="other") == ["1 id: differs from the name of the file; the two must be the same"]


@pytest.mark.parametrize("place", ["", "learn"])
def test_check_recognises_a_topic_by_its_cards_or_its_folder(place: str) -> None:
    assert mistakes_in(HEAD + CARD, "own.yaml", place=place) == ()


def test_a_topic_file_without_cards_is_a_mistake_that_names_the_missing_keys() -> None:
    keys = {each.key for each in mistakes_in("id: own\n", "own.yaml", place="learn")}
    assert keys == {"title", "language", "summary", "cards"}


def test_a_broken_topic_is_not_checked_as_a_script() -> None:
    assert [each.key for each in mistakes_in(HEAD + CARD + "  x: y\n", "own.yaml")] == ["cards[1].x"]


def test_the_reader_refuses_whatever_the_schema_refuses() -> None:
    import json

    card = {"id": "a", "title": "A", "text": "x", "say": "s", "not": "n", "component": "bond", "sources": ["S"]}
    whole: dict[str, Any] = {"id": "own", "title": "T", "language": "en", "summary": "s", "cards": [card]}
    Draft202012Validator.check_schema(FILE_KIND.json_schema())
    assert SCHEMA.is_valid(whole)
    assert mistakes_in(json.dumps(whole), "own.yaml") == ()
    spoilt = {"id": "No Id", "title": " ", "text": ["a"], "say": {}, "component": "love", "marker": "x", "sources": "S"}
    for key, value in {**spoilt, "extra": "x"}.items():
        changed = copy.deepcopy(whole)
        changed["cards"][0][key] = value
        assert not SCHEMA.is_valid(changed), key
        assert mistakes_in(json.dumps(changed), "own.yaml"), key
    for key in ("id", "title", "language", "summary"):
        changed = {name: value for name, value in whole.items() if name != key}
        assert not SCHEMA.is_valid(changed), key
        assert mistakes_in(json.dumps(changed), "own.yaml"), key
