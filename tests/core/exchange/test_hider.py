"""Codes are replaced in any spelling, and the rest of a text is unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.exchange.aliases import aliases
from alliance_cli.core.exchange.code_finder import CodeFinder
from alliance_cli.core.exchange.hider import Hider, LeftInText
from alliance_cli.core.exchange.normalised import NormalisedText

HIDER = Hider({"J7": "A", "K-12": "B", "J7-2": "C", "M_3": "D", "Blue": "E"})
INVISIBLE = ("\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d", "\u034f", "\ufe0f", "\u3164", "\U000e0041", "\x00")
SEPARATORS = (" ", "-", "_", ".", "/", "\u00a0", "\u2011", "\u2013", "\n", " - ")
CODE = st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,4}[A-Za-z0-9])?", fullmatch=True)
CODES = st.lists(CODE, min_size=1, max_size=5, unique_by=str.casefold)
TEXT = st.text(
    st.sampled_from([*"aJKjk72 13-_.,\n\u00e4\u0308", *INVISIBLE, "\uff2a", "\uff17"]), max_size=30
) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("J7 and j7, (J7), J7's, _J7_", "A and A, (A), A's, _A_"),
        ("J 7 J-7 J_7 J.7 J\u00a07 J\u20117 J\n7 J/7", "A A A A A A A A"),
        ("\uff2a\uff17 \uff4a\uff17", "A A"),
        ("J\u200b7 J\u00ad7 \ufeffJ\u20607", "A A \ufeffA"),
        ("J\u20777 is J7 and J\u0662", "J\u20777 is A and J\u0662"),
        ("J\u2077 J7\ufe0f\u20e3 J\u03327\u0332", "A A A"),
        ("K12 K-12 k 12 K\u201312", "B B B B"),
        ("J(7) J\\7 J+7 J|7 J~7 [J]7 <J>7 J,7 J;7 J%7 J \u2014\u2014 7", "A) A A A A [A <A A A A A"),
        ("J7er J7s J7x J7J7 J7K12", "Aer As Ax AA AB"),
        ("J7-2 is not J7, J72, J7 2", "C is not A, J72, A 2"),
        ("\u00e4J7 a\u0308J7 xJ7 J77 J7\u00e4 1J7", "\u00e4J7 a\u0308J7 xJ7 J77 A\u00e4 1A"),
        ("J\u00e97 \u00dc7 J\u03087", "J\u00e97 \u00dc7 A"),
        ("blue, but not blues, m3", "E, but not blues, D"),
        ("", ""),
    ],
)
def test_a_code_is_replaced_in_any_spelling(typed: str, left: str) -> None:
    assert HIDER.hide(typed) == left


def test_a_code_of_only_letters_or_digits_is_not_found_inside_words() -> None:
    typed, left = "seven 7s, 17, 7, J7, x7 max 7max max7 maximal", "seven As, 17, A, J7, x7 B Amax max7 maximal"
    assert Hider({"7": "A", "max": "B"}).hide(typed) == left


def test_of_two_codes_that_differ_in_a_dash_the_exact_spelling_wins() -> None:
    assert Hider({"J7": "A", "J-7": "B"}).hide("J7 J-7") == "A B"


def test_a_code_that_begins_or_ends_with_a_dash_needs_it_to_be_found() -> None:
    assert Hider({"-x": "A", "y_": "B", "_": "C"}).hide("x -x y y_ _") == "x A y B _"


def test_without_a_caseload_nothing_changes() -> None:
    assert Hider({}).hide("a text") == "a text"


def test_words_left_in_a_text_are_listed_without_their_context() -> None:
    left = HIDER.left_in(["secret J77 xJ7 J7 on 3.11.2026", "J77, blues; K-13 \uff2a8, bluest"])
    assert left == LeftInText({"J77": 2, "xJ7": 1, "blues": 1, "K-13": 1, "J8": 1, "bluest": 1}, {"3.11.2026": 1})
    assert left.says == (
        "Still in the text: 7 words that look like codes (J77, xJ7, blues, K-13, J8, bluest).",
        "Still in the text: 1 date (3.11.2026).",
    )
    assert HIDER.left_in(["J7 and Kuh, 17 times, A4x J\u200b7"]).says == ()


def test_only_a_few_words_are_listed() -> None:
    (said,) = HIDER.left_in([" ".join(f"Q{number}" for number in range(30))]).says
    assert "30 words" in said
    assert said.endswith("Q19 and 10 more).")


def test_a_control_character_in_a_word_does_not_reach_the_terminal() -> None:
    (said,) = HIDER.left_in(["J\u202e8 x"]).says
    assert "\u202e" not in said


@given(CODES, st.data())
def test_no_spelling_of_a_code_is_left(codes: list[str], data: st.DataObject) -> None:
    def written(code: str) -> str:
        signs = (
            f"{chr(ord(sign) + 0xFEE0) if wide else sign}{hidden}"
            for sign, wide, hidden in zip(
                code,
                data.draw(st.lists(st.booleans(), min_size=6, max_size=6)),
                data.draw(st.lists(st.sampled_from(("", *INVISIBLE)), min_size=6, max_size=6)),
                strict=False,
            )
        )
        return "".join(signs)

    around = st.text(" .,;:!?()\n'\"/", min_size=1, max_size=3)
    pieces = data.draw(st.lists(st.tuples(around, st.sampled_from(codes).map(written), around), min_size=1, max_size=6))
    hider = Hider(aliases(codes))
    left = hider.hide("".join("".join(piece) for piece in pieces))
    assert CodeFinder(codes).codes_in(left) == ()
    assert not {code.casefold() for code in codes} & set(NormalisedText(left).text.casefold().split())


@given(CODES, TEXT)
def test_hiding_twice_is_hiding_once(codes: list[str], text: str) -> None:
    hider = Hider(aliases(codes))
    assert hider.hide(hider.hide(text)) == hider.hide(text)


@given(CODES, TEXT)
def test_text_around_a_code_is_unchanged(codes: list[str], text: str) -> None:
    places = CodeFinder(codes).codes_in(text)
    names = aliases(codes)
    last, rebuilt, around = 0, Hider(names).hide(text), []
    for code, start, end in places:
        assert last <= start < end
        around.append(text[last:start] + names[code])
        last = end
    assert rebuilt == "".join(around) + text[last:]
    if not places:
        assert rebuilt == text


@given(st.sampled_from(("J7", "K-12", "M_3")), st.sampled_from(SEPARATORS), st.sampled_from(("", *INVISIBLE)))
def test_separators_between_letters_and_digits_make_no_difference(code: str, separator: str, hidden: str) -> None:
    letters, digits = code[0], code[1:].lstrip("-_")
    assert HIDER.hide(f"so {letters}{hidden}{separator}{digits}.") == f"so {HIDER.alias_of(code)}."


@given(TEXT)
def test_every_normalised_character_maps_to_a_place_in_the_typed_text(text: str) -> None:
    normalised = NormalisedText(text)
    last = 0
    for place in range(len(normalised.text)):
        start, end = normalised.typed_span(place, place + 1)
        assert last <= end <= len(text)
        assert start < end
        last = start


def test_a_word_with_the_shape_of_a_code_is_a_near_code() -> None:
    finder = CodeFinder(["J7", "Blue"])
    assert finder.near_codes("J7 or K3, not Ab3, nor Rest; 12") == ("K3",)
