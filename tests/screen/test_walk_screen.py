"""A walk on the full screen saves each answer before the next question, as line mode does."""

from __future__ import annotations

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Static

from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.covers import Blank
from alliance_cli.screen.inputs.editor import Editor
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.shortcuts import keys_of
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.walking import Walking
from alliance_cli.views.literal import literal
from tests.screen.conftest import at, press, screen_of, until_left, walk_of

TYPED = ["h", "o", "l", "d", "space", "b", "a", "c", "k"]


def _shown(pilot: Pilot[Leaving], name: str) -> str:
    shown = pilot.app.screen.query_one(f"#{name}", Static)
    return str(shown.render()) if shown.display else ""


def drawn(screen: WalkScreen) -> str:
    """The whole screen as drawn."""
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


def test_each_answer_is_saved_before_the_next_question(app: App) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    screen = screen_of(run)

    async def act(pilot: Pilot[Leaving]) -> None:
        first = run.script.prompts[0].ask
        assert _shown(pilot, "ask") == first
        await pilot.press(*TYPED, "enter")
        await pilot.pause()
        assert _shown(pilot, "ask") != first
        assert walk_of(app, Phase.PRE_SESSION).known() == {run.script.prompts[0].id: "hold back"}
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert _shown(pilot, "ask") == first
        assert screen.typed == "hold back"

    at(screen, act)


def test_a_walk_that_ends_is_finished(app: App) -> None:
    run = walk_of(app, Phase.PRE_SESSION)

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*TYPED, "enter")
        await pilot.pause()
        await pilot.press("ctrl+l")

    assert at(screen_of(run), act) == Leaving(Left.ENDED)
    found = walk_of(app, Phase.PRE_SESSION).walk
    assert found is not None
    assert found.finished


def test_an_invalid_answer_is_reported_and_changes_nothing(app: App) -> None:
    run = walk_of(app, Phase.POST_SESSION)
    screen = screen_of(run)

    async def act(pilot: Pilot[Leaving]) -> None:
        while screen.walking.step is not None and screen.walking.step.field != "note":
            await pilot.press("enter")
            await pilot.pause()
        before = screen.walking.walk
        await pilot.press("y", "e", "s", "enter")
        await pilot.pause()
        assert "few words" in _shown(pilot, "told")
        assert screen.walking.walk == before
        assert screen.typed == "yes"

    at(screen, act)


def test_half_a_sentence_is_kept_as_a_draft(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*TYPED, "escape")

    assert at(screen_of(walk_of(app, Phase.PRE_SESSION)), act) == Leaving(Left.STOPPED, "hold back")

    async def look(pilot: Pilot[Leaving]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, WalkScreen)
        assert screen.typed == "hold back"

    at(screen_of(walk_of(app, Phase.PRE_SESSION)), look)


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 50)])
def test_the_question_fits_every_window(app: App, size: tuple[int, int]) -> None:
    run = walk_of(app, Phase.IN_SESSION)

    async def act(pilot: Pilot[Leaving]) -> None:
        bottom = pilot.app.screen.query_one("#answer").region.bottom
        assert 0 < bottom <= size[1] - 1

    at(screen_of(run), act, size)


def test_the_idle_time_ends_the_screen_and_returns_typed_text(app: App) -> None:
    idle = [0.0]

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*TYPED)
        idle[0] = 0.1
        await until_left(pilot)

    left = at(screen_of(walk_of(app, Phase.PRE_SESSION)), act, idle_seconds=lambda: idle[0])
    assert left == Leaving(Left.IDLE, "hold back")


def test_half_typed_text_survives_the_removal_of_the_only_answer(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*TYPED, "enter")
        await pilot.pause()
        await pilot.press("h", "a", "l", "f", "ctrl+b")
        await pilot.pause()
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("o", "k", "enter")
        await pilot.pause()
        assert screen.typed == "half"

    at(screen, act)


def test_rows_that_are_rewrapped_are_redrawn(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))
    text = "words that fill one row of the box and a second one, each of which is seen"

    async def act(pilot: Pilot[Leaving]) -> None:
        editor = screen.query_one(Editor)
        editor.insert(text)
        await pilot.pause()
        editor._dirty_regions.clear()
        editor._rewrap_and_refresh_virtual_size()
        assert editor._dirty_regions

    at(screen, act)


def test_typing_after_the_last_answer_does_not_delay_the_end(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        for _ in range(99):
            pilot.app.post_message(Key("enter", "\r"))
        await pilot.pause(0.3)
        assert not pilot.app.is_running

    assert at(screen_of(walk_of(app, Phase.PRE_SESSION)), act) == Leaving(Left.ENDED)


def test_a_hidden_code_appears_nowhere_and_nothing_moves(app: App) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    walking = Walking(run.begin(), lambda step, value: run.keep([(step, value)]), run.drafts)
    screen = WalkScreen(WalkPage(run, walking, lambda _rows: literal("J7 · last session\nJ77: alliance tailor J7")))

    async def act(pilot: Pilot[Leaving]) -> None:
        beside = screen.query_one("#beside").region
        assert "J7 · last session" in drawn(screen)
        await press(pilot, "f2")
        assert "·· · last session" in drawn(screen)
        assert "J77: alliance tailor ··" in drawn(screen)
        assert "J7 " not in drawn(screen)
        assert screen.query_one("#beside").region == beside
        await press(pilot, "f2")
        assert "J7 · last session" in drawn(screen)

    at(screen, act)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_a_single_line_is_shown_above_the_question_without_a_column(app: App, size: tuple[int, int]) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    walking = Walking(run.begin(), lambda step, value: run.keep([(step, value)]), run.drafts)
    screen = WalkScreen(WalkPage(run, walking, lambda _rows: literal("J7: nothing is kept from an earlier session.")))

    async def act(pilot: Pilot[Leaving]) -> None:
        line, asked = screen.query_one("#beside").region, screen.query_one("#asked").region
        assert (line.width, line.height) == (size[0], 1)
        assert asked.y == line.bottom
        assert asked.width == min(size[0], 92)

    at(screen, act, size)


@pytest.mark.parametrize("phase", [Phase.PRE_SESSION, Phase.POST_SESSION])
def test_f3_blanks_a_preparation_or_reflection_and_is_listed(app: App, phase: Phase) -> None:
    screen = screen_of(walk_of(app, phase))

    async def act(pilot: Pilot[Leaving]) -> None:
        assert ("F3", "blank the screen") in [each[:2] for each in keys_of(screen, in_line=True)]
        await press(pilot, "x", "f3", "y", "escape")
        assert isinstance(pilot.app.screen, Blank)
        await press(pilot, "f3", "y")
        assert screen.typed == "xy"
        await press(pilot, "ctrl+p")
        await pilot.pause(0.3)
        await press(pilot, *"blank")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Blank)

    at(screen, act)


def test_no_other_screen_is_below_the_first_one(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        assert pilot.app.screen_stack == [screen]

    at(screen, act)


def test_the_cursor_of_a_long_answer_stays_in_view_when_the_window_changes(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        editor = screen.query_one(Editor)
        editor.post_message(Paste("some words " * 9_000))
        await pilot.pause()
        for size in ((60, 20), (140, 50), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            row = editor.wrapped_document.location_to_offset(editor.cursor_location).y - editor.scroll_offset.y
            assert 0 <= row < editor.scrollable_content_region.height

    at(screen, act)
