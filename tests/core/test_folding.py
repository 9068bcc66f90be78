"""Words are compared regardless of case and of how accents are stored."""

from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.codes import client_code
from alliance_cli.core.errors import Refused
from alliance_cli.core.exchange.identifying import identifying_hints
from alliance_cli.core.folding import composed, fold
from alliance_cli.core.guide import Card
from alliance_cli.core.walk.kinds import TextKind
from alliance_cli.core.walk.options import Option, choose_option, label_of

ANGSTROM, OHM, KELVIN = "\u212b", "\u2126", "\u212a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müdigkeit", normalize("NFD", "MÜDIGKEIT")),
        ("Straße", "STRASSE"),
        (ANGSTROM, "å"),
        (OHM, "ω"),
        (KELVIN, "k"),
        ("ᾳ", normalize("NFD", "ᾼ")),
        ("한", normalize("NFD", "한")),
        ("σας", "ΣΑΣ"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("mude", "müde"), ("resume", "résumé"), ("i", "ı")])
def test_an_accent_makes_another_word(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_ignores_how_a_text_is_composed(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text)) == fold(text)
    assert composed(normalize("NFD", text)) == composed(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


EMOTION = Option(normalize("NFD", "gefühl"), normalize("NFD", "Gefühl geäußert"))
OTHER = Option("anderes", "Anderes")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["gefühl", "GEFÜHL", "Gefühl geäuß", "Gefühl geäussert"])
def test_a_choice_is_found_in_either_composition(form: Literal["NFC", "NFD"], typed: str) -> None:
    assert choose_option((EMOTION, OTHER), normalize(form, typed)) == EMOTION.value


def test_a_stored_choice_keeps_its_label_after_its_file_is_recomposed() -> None:
    assert label_of((EMOTION, OTHER), "gefühl") == EMOTION.label


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_refused_as_a_code_in_either_composition(form: Literal["NFC", "NFD"]) -> None:
    with pytest.raises(Refused, match="a full name"):
        client_code(normalize(form, "José Pérez"))


def test_a_name_in_a_text_is_found_in_either_composition() -> None:
    assert identifying_hints(normalize("NFD", "spoke of Élodie Müller")) == ("a full name",)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_guide_is_searched_without_regard_to_case_and_composition(form: Literal["NFC", "NFD"]) -> None:
    card = Card("repair", normalize("NFD", "Brüche"), "text")
    assert card.holds([normalize(form, "BRÜCHE")])


def test_words_are_stored_as_typed() -> None:
    typed = normalize("NFD", "müde")
    assert TextKind().read(typed) == typed
