"""How the guide looks at two widths without colour; control characters in a card do nothing."""

from __future__ import annotations

import pytest

from alliance_cli.core.guide import Card, Topic
from alliance_cli.core.sources import Source
from alliance_cli.views.content import WIDTH, places_view, topic_view, topics_view

from .drawing import drawn, printed

CARD = Card(
    "acknowledge",
    "Acknowledge [the] shift",
    "**Purpose:** to make it *something* that can be talked about.\n\n- one sign\n- another `sign`",
    say="May I stop us for a moment, because something [/] changed?",
    mistaken_for="A diagnosis.",
)
BORDIN = Source("A title", "bordin-1979", ("Bordin, E. S.",), 1979, "A journal, 16.", "10.1/x")
SAFRAN = Source("A book", "safran-2000", ("Safran, J. D.", "Muran, J. C."), 2000, "A press.")
SOURCED = Card("timing", "First understand", "Then change.", sources=(BORDIN,))
TOPIC = Topic("repair", "Repair in four steps", "en", "With words.", (CARD, SOURCED), (SAFRAN,))


def test_a_topic_at_60_columns() -> None:
    assert drawn(topic_view(TOPIC), 60).split("\n") == [
        "Repair in four steps",
        "With words.",
        "",
        "Acknowledge [the] shift   repair acknowledge",
        "    Purpose: to make it something that can be talked about.",
        "",
        "     • one sign",
        "     • another sign",
        "",
        '    Say: "May I stop us for a moment, because something [/]',
        '    changed?"',
        "    Not: A diagnosis.",
        "",
        "First understand   repair timing",
        "    Then change.",
        "",
        "    Source: Bordin (1979)",
        "",
        "Sources",
        "    Safran, J. D. & Muran, J. C. (2000). A book. A press.",
        "    Bordin, E. S. (1979). A title. A journal, 16. doi:10.1/x",
    ]


def test_a_single_card_shows_its_topics_sources_unless_it_has_its_own() -> None:
    both = drawn(places_view([(TOPIC, CARD), (TOPIC, SOURCED)]), 100).split("\n")
    assert both[0] == "Acknowledge [the] shift   repair acknowledge"
    assert both.count("    Source: Safran, J. D. & Muran, J. C. (2000). A book. A press.") == 1
    assert both.count("    Source: Bordin, E. S. (1979). A title. A journal, 16. doi:10.1/x") == 1


def test_the_list_of_topics_at_60_columns() -> None:
    view = topics_view([("repair", "Repair in four steps", "With words."), ("own", "[b] (yours)", "[/]")])
    assert drawn(view, 60).split("\n") == [
        "repair  Repair in four steps",
        "        With words.",
        "own     [b] (yours)",
        "        [/]",
    ]


def test_lines_stay_short_enough_to_read_in_a_wide_window() -> None:
    long = Topic("t", "T", "en", "s", (Card("c", "C", "word " * 200, say="word " * 200),))
    assert max(map(len, drawn(topic_view(long), 240).split("\n"))) <= WIDTH


@pytest.mark.parametrize(
    "evil",
    [
        "\x1b[31mred",
        "\x1b]0;title\x07",
        "&#27;[31mred",
        "right &#8238; to left",
        "right \u202e to left",
        "[x](https://e.org/\x1b[31m)",
        "[x](https://e.org/%1B &#8238; 'y')",
        "![alt \x1b[31m](https://e.org/a.png)",
        "`\x1b[31m`",
        "```\n\x1b[31m\n```",
        "# \x1b[31m",
        "<b>\x1b[31m</b>",
        "a\rb",
        "a&#13;b",
    ],
)
def test_no_text_in_a_card_controls_the_terminal(evil: str) -> None:
    source = Source(evil, evil, (evil,), published=evil, doi=evil)
    card = Card(evil, evil, evil, evil, evil, sources=(source, Source(evil)))
    whole = Topic(evil, evil, "en", evil, (card,), (source,))
    places = places_view([(whole, card) for card in whole.cards])
    for view in (topic_view(whole), topics_view([(evil, evil, evil)]), places):
        shown = printed(view, 100, colour=False)
        assert not set(shown) & {"\x1b", "\x07", "\r", "\u202e"}


def test_a_link_is_shown_with_its_address_and_never_hidden_behind_its_text() -> None:
    linked = Topic("t", "T", "en", "s", (Card("c", "C", "[here](https://example.org/x)"),))
    shown = printed(topic_view(linked), 100, colour=True)
    assert "https://example.org/x" in shown
    assert "\x1b]8;" not in shown
