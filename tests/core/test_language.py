"""Language codes are read in any usual form."""

from __future__ import annotations

import pytest

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.language import language_code, language_fallbacks


@pytest.mark.parametrize("code", ["en", "de", "pt-BR", "gsw", "zh-Hans-CN"])
def test_a_code_is_accepted_unchanged(code: str) -> None:
    assert language_code(f" {code} ") == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE", "de"),
        ("de_at", "de-AT"),
        ("de-DE", "de-DE"),
        ("de_AT.UTF-8", "de-AT"),
        ("de_DE@euro", "de-DE"),
        ("ZH_HANS_cn", "zh-Hans-CN"),
    ],
)
def test_a_tag_in_any_usual_form_becomes_its_code(typed: str, code: str) -> None:
    assert language_code(typed) == code


@pytest.mark.parametrize("typed", ["", "Deutsch", "../en", "de/../..", "e", "de-", "de_", "_de", "german", ".de"])
def test_text_that_is_not_a_code_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(WrongUse) as caught:
        language_code(typed)
    assert "Deutsch" not in caught.value.sentence + caught.value.hint


def test_a_regional_language_falls_back_to_the_wider_one() -> None:
    assert language_fallbacks("pt-BR") == ("pt-BR", "pt")
    assert language_fallbacks("de") == ("de",)
