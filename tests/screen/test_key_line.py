"""The line of keys shortens labels before it leaves keys out, and keeps the main keys longest."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from alliance_cli.core.fitting.paragraphs import width
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.inputs.base import KeyHint, Rank
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.parts.lines import KeyLine, in_rows
from alliance_cli.screen.parts.question import Sentence
from alliance_cli.translation import Speaking
from alliance_cli.usecases.app import App
from tests.screen.conftest import at, press, screen_of, walk_of
from tests.screen.test_session_screen import session_of

KEYS = (
    KeyHint("Enter", "go on", rank=Rank.MAIN),
    KeyHint("Ctrl-B", "previous question", short="back"),
    KeyHint("Ctrl-R", "remove", rank=Rank.SPARE),
    KeyHint("Esc", "stop and keep", short="stop", rank=Rank.ALWAYS),
)


def words(columns: int, rows: int = 1) -> list[list[str]]:
    return [[f"{each.key} {each.does}" for each in row] for row in in_rows(KEYS, columns, rows)]


def test_full_labels_are_shown_if_there_is_room() -> None:
    assert words(100) == [["Enter go on", "Ctrl-B previous question", "Ctrl-R remove", "Esc stop and keep"]]


def test_labels_are_shortened_before_a_key_is_left_out() -> None:
    assert words(49) == [["Enter go on", "Ctrl-B back", "Ctrl-R remove", "Esc stop"]]
    assert words(48) == [["Enter go on", "Ctrl-B back", "Esc stop and keep"]]
    assert words(30) == [["Enter go on", "Esc stop and keep"]]
    assert words(12) == [["Esc stop"]]


def test_a_second_row_takes_the_keys_that_do_not_fit_on_one() -> None:
    assert words(30, 2) == [["Enter go on", "Ctrl-B back"], ["Ctrl-R remove", "Esc stop"]]


def test_no_row_is_wider_than_the_window() -> None:
    for columns in range(20, 120):
        for row in words(columns, 2):
            assert width("  ".join(row)) <= columns


def shown(pilot: Pilot[Leaving]) -> str:
    return pilot.app.screen.query_one(KeyLine).render().plain  # type: ignore[no-any-return]


def test_a_session_in_the_smallest_window_names_every_working_key(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        named = [part.split()[0] for row in shown(pilot).splitlines() for part in row.split("  ") if part]
        assert {"s", "r", "n", "R", "h", "b", "Esc", "F1"} <= set(named)
        assert pilot.app.screen.query_one(KeyLine).size.height == 2

    at(session_of(app), act, (60, 20))


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_a_walk_always_names_how_to_stop(app: App, size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "Esc stop" in shown(pilot)
        assert shown(pilot).rstrip().endswith("F1 help")

    at(screen_of(walk_of(app, Phase.POST_SESSION)), act, size)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_a_long_question_scrolls_and_only_then_names_the_key(app: App, size: tuple[int, int]) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        question, ask = screen.query_one("#question"), screen.query_one("#ask", Sentence)
        await press(pilot, *"calm", "pagedown")
        assert "PgDn" not in shown(pilot)
        ask.say("What is it about? " * 150)
        await pilot.pause()
        assert "PgDn further down" in shown(pilot)
        await press(pilot, "pagedown")
        there = question.scroll_y
        assert there > 0
        await press(pilot, "pageup")
        assert question.scroll_y == 0
        assert screen.typed == "calm"
        ask.say("What is it about?")
        await pilot.pause()
        assert "PgDn" not in shown(pilot)

    at(screen, act, size)


def test_at_a_note_the_line_of_keys_says_that_enter_keeps_it(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n")
        assert "Enter keep the note" in shown(pilot)

    at(session_of(app), act)


def test_a_session_in_the_smallest_window_names_the_blank_in_german_too(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "  b " in shown(pilot)

    with Speaking("de"):
        at(session_of(app), act, (60, 20))
