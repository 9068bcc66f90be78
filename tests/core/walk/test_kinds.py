"""The answers that each kind accepts; a refusal never repeats typed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import (
    ChoiceKind,
    ChoicesKind,
    Kind,
    NoteKind,
    NumberKind,
    RatingKind,
    TextKind,
    YesNoKind,
)
from alliance_cli.core.walk.options import InvalidAnswer, Option

MARKERS = (
    Option("withdrawal", "moved away"),
    Option("confrontation", "moved against"),
    Option("other", "something else"),
)
RATING = RatingKind("bond", Rater.CLIENT)


@pytest.mark.parametrize(("typed", "value"), [("1", 1), ("10", 10), (" 7 ", 7), ("07", 7)])
def test_a_rating_is_a_whole_number_in_its_range(typed: str, value: int) -> None:
    assert RATING.read(typed) == value


@pytest.mark.parametrize("typed", ["0", "11", "7.5", "-1", "seven", "٧", "1e1", "7 8", "99999999999999999999"])
def test_a_rating_refuses_any_other_text(typed: str) -> None:
    with pytest.raises(InvalidAnswer, match="from 1 to 10"):
        RATING.read(typed)


@pytest.mark.parametrize(("typed", "value"), [("7/10", 7), (" 7/10 ", 7), ("10/10", 10), ("1/10", 1)])
def test_a_rating_out_of_ten_is_the_rating(typed: str, value: int) -> None:
    assert RATING.read(typed) == value


@pytest.mark.parametrize("typed", ["7/5", "11/10", "0/10", "/10", "7/", "7/10/10", "7/1"])
def test_a_rating_out_of_another_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidAnswer, match="from 1 to 10"):
        RATING.read(typed)


def test_a_rating_may_be_typed_as_a_fraction_of_its_highest_value() -> None:
    to_five = RatingKind("bond", Rater.CLIENT, high=5)
    assert to_five.read("3/5") == 3
    with pytest.raises(InvalidAnswer):
        to_five.read("3/10")


@pytest.mark.parametrize(("typed", "value"), [("0", 0), (" 12 ", 12), ("9999", 9999)])
def test_a_number_is_read_as_a_count(typed: str, value: int) -> None:
    assert NumberKind().read(typed) == value


@pytest.mark.parametrize("typed", ["", "-1", "10000", "twelve", "12 times", "1.5", "٧"])
def test_a_number_refuses_anything_but_a_count(typed: str) -> None:
    with pytest.raises(InvalidAnswer, match="whole number from 0 to 9999"):
        NumberKind().read(typed)


@pytest.mark.parametrize("typed", ["2", "confrontation", "MOVED AGAINST", "moved ag"])
def test_a_choice_accepts_a_number_a_word_or_its_beginning(typed: str) -> None:
    assert ChoiceKind(MARKERS).read(typed) == "confrontation"


@pytest.mark.parametrize("typed", ["moved", "4", "0", "x", " "])
def test_a_choice_refuses_ambiguous_or_unknown_text(typed: str) -> None:
    with pytest.raises(InvalidAnswer, match="from 1 to 3"):
        ChoiceKind(MARKERS).read(typed)


def test_choices_accepts_several_options_once_each() -> None:
    assert ChoicesKind(MARKERS).read("1, other,1") == ("withdrawal", "other")
    with pytest.raises(InvalidAnswer):
        ChoicesKind(MARKERS).read(" , ")


@pytest.mark.parametrize(("typed", "value"), [("y", True), ("YES", True), ("n", False), (" No ", False)])
def test_yes_and_no_in_a_letter_or_a_word(typed: str, value: bool) -> None:
    assert YesNoKind().read(typed) is value


def test_a_note_takes_no_answer() -> None:
    with pytest.raises(InvalidAnswer):
        NoteKind().read("x")


@given(st.text(min_size=4))
def test_text_is_stored_exactly_as_typed(typed: str) -> None:
    assert TextKind().read(typed) == typed


def refusal(kind: Kind, typed: str) -> str:
    try:
        kind.read(typed)
    except InvalidAnswer as unfit:
        return str(unfit)
    return ""


@given(st.text().map(lambda typed: f"zq{typed}qz"))
def test_a_refusal_never_repeats_typed_text(typed: str) -> None:
    for kind in (RATING, NumberKind(), ChoiceKind(MARKERS), ChoicesKind(MARKERS), YesNoKind()):
        assert typed not in refusal(kind, typed)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (RATING, "7"),
        (NumberKind(), "12"),
        (ChoiceKind(MARKERS), "2"),
        (ChoicesKind(MARKERS), "1,2"),
        (YesNoKind(), "y"),
    ],
)
def test_a_shown_answer_can_be_typed_again(kind: Kind, typed: str) -> None:
    value = kind.read(typed)
    assert kind.read(kind.show(value)) == value


def test_answers_are_shown_in_words() -> None:
    assert (YesNoKind().show(True), YesNoKind().show(False)) == ("yes", "no")
    assert ChoicesKind(MARKERS).show(("withdrawal", "other", "from an older script")) == (
        "moved away, something else, from an older script"
    )
    assert ChoicesKind(MARKERS).show("withdrawal") == ""


@pytest.mark.parametrize("typed", ["nope", "Not really.", "no!", "nicht  wirklich", "nein"])
def test_a_no_in_other_words_is_a_no(typed: str) -> None:
    assert YesNoKind().read(typed) is False


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1, rain, 2", "Choice 2 of 3 is not on the list. Type numbers from 1 to 3 or first letters, with commas"),
        ("1 2", "Type numbers from 1 to 3 or first letters, with commas between them."),
    ],
)
def test_several_choices_say_which_one_failed_and_name_the_commas(typed: str, says: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        ChoicesKind(MARKERS).read(typed)
    assert str(refused.value).startswith(says)
    assert "rain" not in str(refused.value)
