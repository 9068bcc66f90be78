"""Letters for codes, and dates that name no day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.exchange.aliases import aliases, vague_date

CODES = ("J7", "K12", "J7-2", "M_3", "Blue")
CODE = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)


def hidden(text: str, *first: str) -> str:
    return aliases(CODES, first, [text]).hide(text)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("J7 and k12 met j7", "A and B met A"),
        ("(J7), J7's, J7.", "(A), A's, A."),
        ("die Mutter j7s kam, zwei J7s", "die Mutter As kam, zwei As"),
        ("J7-2 is not J7", "B is not A"),
        ("_J7_ J7_x J7-x m_3", "_A_ A_x A-x B"),
        ("J77 xJ7 J7x 1J7 äJ7", "J77 xJ7 J7x 1J7 äJ7"),
        ("blue, but not blues", "B, but not blues"),
        ("Zeile\nJ7\nZeile", "Zeile\nA\nZeile"),
    ],
)
def test_a_code_inside_a_text_becomes_its_letter(typed: str, left: str) -> None:
    assert hidden(typed, "J7") == left


def test_letters_go_to_those_it_is_about_first_then_as_others_come() -> None:
    made = aliases(CODES, ["K12", "J7"], ["blue", "m_3 k12"])
    assert [made.alias_of(code) for code in ("K12", "j7", "Blue", "M_3")] == ["A", "B", "C", "D"]


def test_a_letter_that_is_somebodys_code_is_nobodys_alias() -> None:
    made = aliases(["a", "C", "J7"], ["J7", "a"], ["and C"])
    assert (made.alias_of("J7"), made.alias_of("A"), made.alias_of("c")) == ("B", "D", "E")


def test_there_are_letters_for_any_caseload_and_none_reads_like_the_clinician() -> None:
    codes = [f"X{number}" for number in range(60)]
    letters = list(aliases(codes, codes, []).letters.values())
    assert len(set(letters)) == 60
    assert letters[24:27] == ["Z", "AA", "AB"]
    assert "I" not in letters


def test_without_a_caseload_nothing_changes() -> None:
    assert aliases([], [], ["a text"]).hide("a text") == "a text"


@given(st.lists(CODE, min_size=1, max_size=5, unique_by=str.casefold), st.data())
def test_no_code_is_left_whatever_stands_around_it(codes: list[str], data: st.DataObject) -> None:
    around_it = st.text(" .,;:!?()\n'\"/", min_size=1, max_size=3)
    pieces = data.draw(st.lists(st.tuples(around_it, st.sampled_from(codes), around_it), min_size=1, max_size=6))
    text = "".join("".join(piece) for piece in pieces)
    made = aliases(codes, [], [text])
    left = made.hide(text).casefold().replace("\n", " ")
    for sign in ".,;:!?()'\"/":
        left = left.replace(sign, " ")
    assert not {code.casefold() for code in codes} & set(left.split())


@pytest.mark.parametrize(
    ("day", "named"), [(1, "early"), (10, "early"), (11, "mid"), (20, "mid"), (21, "late"), (31, "late")]
)
def test_a_date_is_a_third_of_a_month(day: int, named: str) -> None:
    assert vague_date(date(2026, 3, day)) == f"{named} March 2026"


def test_every_month_has_its_own_name() -> None:
    named = {vague_date(date(2026, 1, 1) + timedelta(days=day)) for day in range(365)}
    assert len(named) == 36
