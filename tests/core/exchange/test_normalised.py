"""Normalised text, in which codes are searched for."""

from __future__ import annotations

import pytest

from alliance_cli.core.exchange.code_finder import CodeFinder
from alliance_cli.core.exchange.normalised import NormalisedText

HIDDEN = "\u00ad"
"""An invisible character, which makes a text need normalising."""


def test_plain_characters_need_no_normalising() -> None:
    plain = [each for each in map(chr, range(0x3000)) if NormalisedText(each).is_plain and each not in "\v\f"]
    assert {"a", "7", "ä", "ß", "é", "ł", "„", "–"} <= {*plain}
    assert NormalisedText(HIDDEN + "".join(plain)).text == "".join(plain)
    assert [each for each in plain if each.isdigit()] == list("0123456789")


@pytest.mark.parametrize("typed", ["²", "J\u200b7", "ｊ", "e\u0301", "…"])
def test_other_characters_are_normalised(typed: str) -> None:
    assert not NormalisedText(typed).is_plain


@pytest.mark.parametrize("codes", [("J7",), ("J7", "Anna")])
def test_a_text_without_digits_can_contain_only_codes_of_letters(codes: tuple[str, ...]) -> None:
    finder = CodeFinder(codes)
    assert [found.code for found in finder.codes_in("Später kam Anna.")] == [code for code in codes if code == "Anna"]
    assert [found.code for found in finder.codes_in("J\u00b9, dann j 7")] == ["J7"]
