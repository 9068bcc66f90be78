"""Only the beginning of a very long text is shown, and no visible character is split."""

from __future__ import annotations

import pytest

from alliance_cli.core.text import MOST, MOST_LINES, shorten, truncate

FAMILY, FLAG, WAVE = "👩‍👩‍👧‍👦", "🇩🇪", "👋🏽"
POINTED = "שָׁלוֹם "
LONG_ACCENT = "a" + "\u0301" * 30


@pytest.mark.parametrize("text", ["", "x" * MOST, "one\n" * (MOST_LINES - 1) + "last"])
def test_a_short_text_is_unchanged(text: str) -> None:
    assert truncate(text) == shorten(text) == text


def test_a_long_text_is_cut_and_ends_in_an_ellipsis() -> None:
    assert shorten("x" * (MOST + 1)) == "x" * MOST + "…"
    assert shorten("one\n" * 1_000_000) == "\n".join(["one"] * MOST_LINES) + "…"
    assert len(shorten("word " * 400_000)) <= MOST + 1


@pytest.mark.parametrize("whole", [FAMILY, FLAG, WAVE, LONG_ACCENT, "e\u0301", "❤\ufe0f", "שָׁ"])
@pytest.mark.parametrize("before", range(40))
def test_no_visible_character_is_split(whole: str, before: int) -> None:
    beginning = truncate("x" * before + whole * MOST)
    assert beginning[before:] == whole * (len(beginning[before:]) // len(whole))
    assert MOST - 40 < len(beginning) <= MOST


def test_right_to_left_text_keeps_its_points_and_order() -> None:
    text = POINTED * 400
    assert text.startswith(truncate(text))
    assert text[len(truncate(text))] not in "\u05b8\u05c1\u05b9"


def test_an_endless_character_is_cut() -> None:
    assert len(truncate("a" + "\u0301" * 5000)) == MOST
