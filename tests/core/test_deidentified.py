"""Aliases, and codes found in what was typed."""

from __future__ import annotations

import pytest

from alliance_cli.core.exchange.deidentified import Codes, alias, aliases


def test_aliases_go_on_after_z_and_are_nobodys_code() -> None:
    assert [alias(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert aliases(["J7", "a", "K9"]) == {"J7": "B", "a": "C", "K9": "D"}


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("J7 and j7, J7s (J7-2)", "A and A, As (B)"),
        ("J77 XJ7 is nobody", "J77 XJ7 is nobody"),
        ("seven 7s, 17, 7", "seven Cs, 17, C"),
        ("J7\nJ7", "A\nA"),
        (("J7", "x"), ("A", "x")),
        (7, 7),
        (None, None),
    ],
)
def test_a_code_is_found_where_it_stands_by_itself(typed: str, without: str) -> None:
    assert Codes({"J7": "A", "J7-2": "B", "7": "C"}).replaced(typed) == without
