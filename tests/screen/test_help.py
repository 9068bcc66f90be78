"""The help and the command palette list exactly the keys that work."""

from __future__ import annotations

import pytest
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Static

from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.help_screen import HelpScreen
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.palette import Palette
from alliance_cli.screen.parts.reading import READING
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from tests.screen.conftest import at, screen_of, until_left, walk_of


@pytest.mark.parametrize("key", ["f1", "question_mark"])
def test_help_lists_the_keys_of_the_input_and_of_the_screen(app: App, key: str) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        shown = pilot.app.export_screenshot().replace("&#160;", " ")
        for words in ("Ctrl-J", "new line", "Ctrl-B", "previous question", "F2", "hide the code", "Ctrl-Z", "undo"):
            assert words in shown
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WalkScreen)
        assert pilot.app.screen.typed == ""

    at(screen_of(walk_of(app, Phase.PRE_SESSION)), act, (100, 50))


def test_keys_scroll_a_list_longer_than_the_window(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("f1", "end")
        await pilot.pause()
        shown = pilot.app.export_screenshot().replace("&#160;", " ")
        assert "Ctrl-P" in shown
        assert "Enter" not in shown

    at(screen_of(walk_of(app, Phase.PRE_SESSION)), act, (60, 20))


def test_a_question_mark_in_a_text_is_text(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("w", "h", "y", "question_mark")
        assert isinstance(pilot.app.screen, WalkScreen)
        assert pilot.app.screen.typed == "why?"

    at(screen_of(walk_of(app, Phase.PRE_SESSION)), act)


def test_a_command_in_the_palette_does_what_its_key_does(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("n", "o", "ctrl+p")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, Palette)
        listed = pilot.app.screen.query_one(CommandList)
        said = [str(listed.get_option_at_index(place).prompt) for place in range(listed.option_count)]
        more_than_fits = len(READING)
        comes_back = 1  # no answer was removed, so none can be restored; F3 is listed too
        assert len(said) - 1 == len(WalkScreen.KEYS) - more_than_fits - comes_back
        assert not [
            each for each in said if any(word in each.lower() for word in ("theme", "screenshot", "svg", "quit"))
        ]
        await pilot.press(*"stop")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)

    assert at(screen_of(walk_of(app, Phase.PRE_SESSION)), act) == Leaving(Left.STOPPED, "no")


def test_an_idle_lock_over_the_help_keeps_typed_text(app: App) -> None:
    idle = [0.0]

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("n", "o", "f1")
        idle[0] = 0.3
        await until_left(pilot)

    left = at(screen_of(walk_of(app, Phase.PRE_SESSION)), act, idle_seconds=lambda: idle[0])
    assert left == Leaving(Left.IDLE, "no")


def test_the_bottom_line_names_the_help(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        shown = pilot.app.export_screenshot().replace("&#160;", " ")
        assert "F1" in shown
        assert not pilot.app.screen.query(Static).filter(".title")

    at(screen_of(walk_of(app, Phase.PRE_SESSION)), act, (60, 20))
