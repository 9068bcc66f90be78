"""Hints of identifying text: dates, e-mail addresses and names."""

from __future__ import annotations

import pytest

from alliance_cli.core.exchange.identifying import identifying_hints

DATES = (
    "on 2026-11-20 she left",
    "seit 3.11.2026 krank",
    "am 03.11. kam sie",
    "born 3/11/84",
    "on 3 November",
    "on November 3rd it broke",
    "am 3. November",
    "the 21st of May",
)
MAILS = ("write to anna@example.org", "x.y@z.co")
NAMES = (
    "then Anna Schmidt came",
    "Jean-Luc O'Neill said no",
    "with Mr Miller",
    "bei Frau Schmidt",
    "Dr. Weiss rang",
    "Ömer Çelik",
)
NOTHING = (
    "Why do I hurry when she goes quiet?",
    "Then I said: The worksheet again. She left.",
    "Rated 8/10, usually 7-8, item 3.5 of 12",
    "We met in November 2026, early in the year",
    "Die Stimmung kippte, und dann Stille. Was nun?",
    "Warum eile ich, wenn sie schweigt? Anfang November war es anders.",
    "me @ work, her @home",
    "In November Monday was hard",
    "",
)


@pytest.mark.parametrize("text", DATES)
def test_a_date(text: str) -> None:
    assert "a date" in identifying_hints(text)


@pytest.mark.parametrize("text", MAILS)
def test_an_e_mail_address(text: str) -> None:
    assert identifying_hints(text) == ("an e-mail address",)


@pytest.mark.parametrize("text", NAMES)
def test_a_full_name(text: str) -> None:
    assert identifying_hints(text) == ("a full name",)


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_text_gives_no_hint(text: str) -> None:
    assert identifying_hints(text) == ()


def test_all_kinds_of_hints_can_occur_together() -> None:
    assert identifying_hints("Anna Schmidt, 3.11.1984, anna@example.org") == (
        "a date",
        "an e-mail address",
        "a full name",
    )
