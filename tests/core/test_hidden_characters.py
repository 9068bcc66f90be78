"""Characters that are invisible or look blank are shown by their number."""

from __future__ import annotations

import pytest

from alliance_cli.core.text import escape_controls

HIDDEN = [0xAD, 0x34F, 0x115F, 0x1160, *range(0x206A, 0x2070), 0x2800, 0x3164, 0xFFA0, *range(0x1D173, 0x1D17B)]


@pytest.mark.parametrize("code", HIDDEN)
def test_a_hidden_character_is_shown_by_its_number(code: int) -> None:
    assert escape_controls(f"J{chr(code)}7") == f"J<U+{code:04X}>7"


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧‍👦", "❤\ufe0f", "می\u200cخواهم", "한국어", "שָׁלוֹם", "葛\U000e0100", "naïve café", "a\u00a0b"]
)
def test_characters_needed_by_scripts_and_emoji_stay(text: str) -> None:
    assert escape_controls(text) == text
