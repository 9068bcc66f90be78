"""Languages are named by short codes."""

from __future__ import annotations

import pytest

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.language import language_code, language_fallbacks


@pytest.mark.parametrize("code", ["en", "de", "pt-BR", "gsw", "zh-Hans-CN"])
def test_a_code_is_taken_as_it_is(code: str) -> None:
    assert language_code(f" {code} ") == code


@pytest.mark.parametrize("typed", ["", "Deutsch", "DE", "../en", "de/../..", "de_AT", "e", "de-", "german"])
def test_what_is_no_code_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(WrongUse) as caught:
        language_code(typed)
    assert "Deutsch" not in caught.value.sentence + caught.value.hint


def test_a_regional_language_falls_back_to_the_wider_one() -> None:
    assert language_fallbacks("pt-BR") == ("pt-BR", "pt")
    assert language_fallbacks("de") == ("de",)
