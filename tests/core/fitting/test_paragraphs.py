"""Text is wrapped between words and cut after a whole word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.fitting.paragraphs import Paragraph, WrappedText, in_lines, paragraph, width


@given(st.text(max_size=80), st.integers(2, 40), st.integers(1, 5))
def test_lines_fit_the_width_and_only_cut_words_are_lost(text: str, columns: int, most: int) -> None:
    words = paragraph(text)
    whole = in_lines(words, columns)
    assert all(width(line) <= columns for line in whole.lines)
    assert "".join("".join(whole.lines).split()) == "".join("".join(words.pieces).split())
    cut = in_lines(words, columns, most)
    assert len(cut.lines) <= most
    assert all(width(line) <= columns for line in cut.lines)
    assert cut.is_cut == (len(whole.lines) > most)


@pytest.mark.parametrize(
    ("most", "lines"),
    [
        (None, ("one two", "three", "four")),
        (3, ("one two", "three", "four")),
        (2, ("one two", "three …")),
        (1, ("one two …",)),
    ],
)
def test_a_cut_text_ends_in_an_ellipsis_after_a_whole_word(most: int | None, lines: tuple[str, ...]) -> None:
    assert in_lines(paragraph("one two three four"), 9, most).lines == lines


def test_a_word_without_room_before_the_ellipsis_is_dropped() -> None:
    assert in_lines(paragraph("one two three"), 8, 1).lines == ("one …",)


def test_a_command_that_fits_a_line_is_not_broken() -> None:
    assert in_lines(paragraph("Close it:", "alliance moments J7"), 22).lines == ("Close it:", "alliance moments J7")
    assert in_lines(paragraph("", "alliance moments J7"), 10).lines == ("alliance", "moments J7")


def test_extra_pieces_are_left_out_before_anything_is_cut() -> None:
    noted = Paragraph(("one", "two"), extra=("(three", "four)"))
    assert in_lines(noted, 20, 1).lines == ("one two (three four)",)
    assert in_lines(noted, 12, 1) == WrappedText(("one two",), is_cut=False)
    assert in_lines(noted, 5, 1) == WrappedText(("one …",), is_cut=True)


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("語", 2), ("a\u200db", 2)]
)
def test_width_is_counted_in_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_control_characters_are_made_visible_and_a_very_long_text_is_cut() -> None:
    assert paragraph("a\x1b[2J b").pieces == ("a␛[2J", "b")
    long = paragraph("word " * 500)
    assert (long.pieces[-1], long.is_cut) == ("…", True)
    assert in_lines(long, 40).is_cut
