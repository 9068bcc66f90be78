"""Text accepted as a client code, and text refused as personal."""

from __future__ import annotations

import pytest

from alliance_cli.core.codes import CODE_RULE, client_code, code_order, new_client_code
from alliance_cli.core.errors import Refused, WrongUse


@pytest.mark.parametrize(
    "code",
    ["J7", "j7", "K-12", "A_1", "x" * 24, "007", "oak", "case-12", "client3", "123456", "M3ier", "K-2026", "F991399"],
)
def test_a_code_is_accepted_unchanged(code: str) -> None:
    assert client_code(f" {code} ") == code


@pytest.mark.parametrize(
    "typed",
    [
        "Anna Schmidt",
        "anna.schmidt",
        "Anna-Schmidt",
        "AnnaSchmidt",
        "a@b.org",
        "Sarah",
        "1985-03-12",
        "12.03.1985",
        "19850312",
        "84-03-02",
        "030284",
        "MARIA",
        "nina",
        "Maria1",
        "MariaS",
        "maria-s",
        "j-smith",
        "AM120380",
        "AM_12031980",
        "800312-A",
        "0791234567",
        "K7654321",
    ],
)
def test_text_that_looks_personal_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        client_code(typed)
    assert typed not in refused.value.sentence + refused.value.hint


@pytest.mark.parametrize("typed", ["Anna-Schmidt", "1985-03-12", "AnnaSchmidt"])
def test_a_code_that_only_looks_like_a_name_can_be_insisted_on(typed: str) -> None:
    with pytest.raises(Refused) as raised:
        client_code(typed)
    assert raised.value.hint == f"{CODE_RULE} If it is a code after all, add --insist."
    assert client_code(typed, insist=True) == typed


@pytest.mark.parametrize("typed", ["", "x" * 25, "J 7", "J7;", "Jé", "[J7]", "../J7"])
def test_other_text_is_not_a_code_even_if_insisted_on(typed: str) -> None:
    for insist in (False, True):
        with pytest.raises(WrongUse) as wrong:
            client_code(typed, insist=insist)
        assert not typed or typed not in wrong.value.sentence + wrong.value.hint.replace("J7", "")


@pytest.mark.parametrize("insist", [True, False])
@pytest.mark.parametrize("typed", ["7", "007", "123456", "-7", "-a", "--"])
def test_a_new_code_is_neither_a_number_nor_an_option(typed: str, insist: bool) -> None:
    with pytest.raises(WrongUse) as refused:
        new_client_code(typed, insist=insist)
    assert "as in J7" in refused.value.hint
    assert client_code(typed, insist=True) == typed


@pytest.mark.parametrize("typed", ["J7", "7a", "_7", "1-2"])
def test_any_other_code_is_accepted_for_a_new_client(typed: str) -> None:
    assert new_client_code(typed) == typed


def test_numbers_in_codes_are_sorted_by_value() -> None:
    ordered = [
        "7",
        "a-2-10",
        "A-2-b",
        "A-10",
        "C",
        "C07",
        "C7",
        "c50",
        "C490",
        "C540",
        "case-9",
        "CASE-10",
        "J7",
        "J7b",
        "J70",
    ]
    assert sorted(sorted(ordered), key=code_order) == ordered
