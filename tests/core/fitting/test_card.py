"""The order in which a card shrinks, tested without a screen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.fitting.card import CardEntry, CardSection, CardSize, FittedCard, fit_card
from alliance_cli.core.fitting.card_limits import GIVES_WAY, MOST, CardPart
from alliance_cli.core.fitting.paragraphs import Paragraph, paragraph, width

HEAD = paragraph("J7")
REMOVED_IN_ORDER = (
    CardPart.GUIDE,
    CardPart.SKILL,
    CardPart.STRONG,
    CardPart.FLAGS,
    CardPart.SUPERVISION,
    CardPart.RATINGS,
    CardPart.TAILORING,
    CardPart.INTENTION,
    CardPart.AGREED,
    CardPart.SAID,
    CardPart.MARKED,
    CardPart.OPEN,
)
"""The parts in the order in which they are dropped from a card."""


def rest(left_out: Mapping[CardPart, int], is_cut: bool) -> Paragraph | None:
    return paragraph(f"{sum(left_out.values())} more") if left_out or is_cut else None


def entry(words: int, *, whole: bool = False) -> CardEntry:
    return CardEntry((paragraph(" ".join(["word"] * words)),), whole)


def ends(left_out: int) -> tuple[Paragraph, ...]:
    return (paragraph(f"and {left_out} more open"),) if left_out else ()


def everything(entries: int, words: int) -> tuple[CardSection, ...]:
    return tuple(
        CardSection(
            part,
            (entry(words, whole=part in (CardPart.TAILORING, CardPart.FLAGS)),) * entries,
            ends if part is CardPart.OPEN else None,
        )
        for part in CardPart
    )


def height(card: FittedCard, *, labelled: bool = False) -> int:
    blank = len(card.sections) + bool(card.rest) if card.airy else 0
    return len(card.head) + sum(each.height + labelled for each in card.sections) + len(card.rest) + blank


def parts(card: FittedCard) -> set[CardPart]:
    return {each.part for each in card.sections}


def test_without_a_number_of_rows_nothing_is_cut() -> None:
    card = fit_card(HEAD, everything(1, 100), CardSize(60, None, 80), rest)
    assert parts(card) == set(CardPart)
    assert card.airy
    assert card.rest == ()


@given(
    st.integers(0, 20),
    st.integers(1, 60),
    st.integers(12, 60),
    st.integers(20, 120),
    st.booleans(),
)
def test_a_card_fits_any_window_of_at_least_twelve_rows(
    entries: int, words: int, rows: int, columns: int, labelled: bool
) -> None:
    sections = [each for each in everything(entries, words) if each.entries]
    card = fit_card(HEAD, sections, CardSize(columns, rows, columns, labelled), rest)
    assert height(card, labelled=labelled) <= rows
    assert all(width(line) <= columns for each in card.sections for lines in each.lines for line in lines)


@pytest.mark.parametrize("rows", range(1, 60))
def test_parts_are_dropped_in_the_documented_order(rows: int) -> None:
    sections = [CardSection(part, (entry(1 if part is CardPart.TAILORING else 30),)) for part in CardPart]
    card = fit_card(HEAD, sections, CardSize(60, rows, 80), rest)
    gone = [part for part in REMOVED_IN_ORDER if part not in parts(card)]
    assert gone == list(REMOVED_IN_ORDER[: len(gone)])


def test_blank_lines_are_dropped_before_any_words_of_a_person() -> None:
    said = [CardSection(part, (entry(20),)) for part in (CardPart.SAID, CardPart.OPEN, CardPart.INTENTION)]
    airy = fit_card(HEAD, said, CardSize(60, 10, 80), rest)
    dense = fit_card(HEAD, said, CardSize(60, 9, 80), rest)
    assert (airy.airy, height(airy)) == (True, 10)
    assert (dense.airy, height(dense), dense.rest) == (False, 7, ())


@pytest.mark.parametrize(("rows", "shown"), [(5, "word"), (4, "few words")])
def test_ratings_are_shortened_before_anything_is_left_out(rows: int, shown: str) -> None:
    ratings = CardEntry((paragraph("word " * 20),), is_whole=True, short=paragraph("few words"))
    beside = [CardSection(CardPart.OPEN, (entry(10),)), CardSection(CardPart.TAILORING, (entry(10, whole=True),))]
    card = fit_card(HEAD, [*beside, CardSection(CardPart.RATINGS, (ratings,))], CardSize(49, rows, 49), rest)
    assert (height(card), card.rest) == (rows, ())
    assert card.sections[-1].lines[0][0].startswith(shown)


def test_ratings_are_shortened_only_if_that_saves_a_row() -> None:
    same = CardEntry((paragraph("word " * 20),), is_whole=True, short=paragraph("brief " * 15))
    card = fit_card(HEAD, [CardSection(CardPart.RATINGS, (same,))], CardSize(49, 3, 49), rest)
    assert [each.lines[0][0][:4] for each in card.sections] == ["word"]


def test_whole_entries_are_dropped_and_counted_but_never_cut() -> None:
    tailoring = CardSection(CardPart.TAILORING, (entry(2, whole=True), entry(200, whole=True), entry(3, whole=True)))
    card = fit_card(HEAD, [tailoring], CardSize(60, 6, 80), rest)
    assert [each.lines for each in card.sections] == [(("word word",), ("word word word",))]
    assert card.rest == ("1 more",)


@pytest.mark.parametrize("rows", [None, 100])
@pytest.mark.parametrize(("part", "most"), MOST.items())
def test_a_part_has_a_limit_of_entries_in_any_window(rows: int | None, part: CardPart, most: int) -> None:
    card = fit_card(HEAD, [CardSection(part, (entry(1),) * 9)], CardSize(60, rows, 80), rest)
    assert len(card.sections[0].lines) == most
    assert card.rest == (f"{9 - most} more",)


def test_every_part_can_be_dropped_in_the_end() -> None:
    last = {step.part: step.limit.entries for step in GIVES_WAY if step.part}
    assert last == dict.fromkeys(CardPart, 0)


def test_a_flag_is_shortened_before_a_line_of_the_clinicians_plan_is_dropped() -> None:
    plan = CardSection(CardPart.OPEN, (entry(20),))
    said = (paragraph("word " * 10), paragraph("Next: " + "word " * 20))
    flag = CardEntry(said, is_whole=True, short=paragraph("low"))
    card = fit_card(HEAD, [plan, CardSection(CardPart.FLAGS, (flag,))], CardSize(60, 4, 60), rest)
    assert [each.height for each in card.sections] == [2, 1]
    assert card.sections[1].lines == (("low",),)


def test_a_step_takes_nothing_back_that_an_earlier_one_took_away() -> None:
    agreed = CardSection(CardPart.AGREED, (entry(60),) * 2)
    card = fit_card(HEAD, [agreed], CardSize(30, 4, 30), rest)
    assert (card.sections[0].height, card.rest) == (2, ("1 more",))
    reminder = CardEntry((paragraph("word " * 20),), is_whole=True, short=paragraph("look again"))
    outcomes = CardSection(CardPart.SUPERVISION, (entry(1),) * 2)
    card = fit_card(HEAD, [CardSection(CardPart.TAILORING, (reminder,)), outcomes], CardSize(40, 3, 40), rest)
    assert [each.lines for each in card.sections] == [(("look again",),)]
