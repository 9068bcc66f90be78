"""Words are found in text and shown with their context."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.passages import AFTER, BEFORE, Passage
from alliance_cli.core.searching import word_search, words_of_line


def found(text: str, *words: str) -> Passage:
    passage = word_search(words).passage_in(text)
    assert passage is not None
    return passage


def hits(passage: Passage) -> list[str]:
    return [piece for piece, is_hit in passage.pieces if is_hit]


def test_a_passage_has_whole_words_around_the_first_hit() -> None:
    text = f"{'before ' * 40}the lamp {'after ' * 40}"
    passage = found(text, "lamp")
    assert not passage.begins
    assert not passage.ends
    assert hits(passage) == ["lamp"]
    left, right = (piece for piece, is_hit in passage.pieces if not is_hit)
    assert set(left.split()) == {"before", "the"}
    assert set(right.split()) == {"after"}
    assert len(left) <= BEFORE
    assert len(right) <= AFTER


def test_every_hit_in_the_passage_is_marked_and_lines_are_joined() -> None:
    passage = found("The lamp\n\n  fell; a LAMP\tagain", "lamp")
    assert passage.text == "The lamp fell; a LAMP again"
    assert hits(passage) == ["lamp", "LAMP"]


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [("a lamp.", "lamp", True), ("lamps", "lamp", False), ("Überlampe", "lampe", False), ("a-lamp-b", "lamp", True)],
)
def test_a_whole_word_is_distinguished_from_part_of_a_word(text: str, word: str, whole: bool) -> None:
    assert found(text, word).whole is whole


def test_a_later_whole_word_is_shown_before_an_earlier_part() -> None:
    assert hits(found("lamps and lamps and a lamp", "lamp")) == ["lamp"]


def test_a_hit_that_ends_inside_a_letter_includes_all_of_it() -> None:
    assert hits(found("Die Straße", "stras")) == ["Straß"]
    assert hits(found(normalize("NFD", "Später"), "spä")) == [normalize("NFD", "Spä")]


def test_all_words_must_occur_and_a_phrase_in_order() -> None:
    assert word_search(["lamp", "chair"]).passage_in("a lamp") is None
    assert word_search(["broken lamp"]).passage_in("a lamp, broken") is None
    assert hits(found("a broken\n lamp", "Broken  Lamp")) == ["broken lamp"]


@pytest.mark.parametrize("typed", [[], [""], ["  ", ""]])
def test_a_search_needs_a_word(typed: list[str]) -> None:
    with pytest.raises(WrongUse):
        word_search(typed)


def test_a_line_is_split_into_words_and_phrases() -> None:
    assert words_of_line('lamp "broken chair" x') == ("lamp", "broken chair", "x")
    assert words_of_line("") == ()


def test_a_very_long_text_takes_little_time_and_room() -> None:
    passage = found(f"{'Stück für Stück ' * 60_000} lampe", "lampe")
    assert len(passage.text) < BEFORE + AFTER + 20
    assert passage.ends


_TEXT = st.text(st.sampled_from("aBéE\u0301ßſ ĳ\n.ẞ\u0345x"), max_size=300)


@given(text=_TEXT, word=_TEXT.filter(str.strip))
def test_passages_are_typed_text_and_equal_foldings_are_found(text: str, word: str) -> None:
    passage = word_search([word]).passage_in(f"{text} {word} {text}")
    assert passage is not None
    assert "".join(passage.text.split()) in "".join(f"{text}{word}{text}".split())
    assert hits(passage)


def test_a_passage_can_end_with_the_hit_as_its_last_whole_word() -> None:
    assert found("lamp " + "x" * 2 * AFTER, "lamp").text == "lamp"
    assert found("lamp and " + "x" * 2 * AFTER, "lamp").text == "lamp and"
