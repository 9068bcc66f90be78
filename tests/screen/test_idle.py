"""An idle screen draws nothing, and a covered screen is not drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.timer import Timer

from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.parts.lines import TopLine
from alliance_cli.usecases.app import App
from tests.screen.conftest import at, press, screen_of, walk_of

SELDOM = 0.5
"""The shortest interval of a timer on an idle screen, in seconds: that of saving drafts."""


def often(app: Any) -> Iterator[Timer]:
    """The active timers of all screens that fire more often."""
    pumps: list[MessagePump] = [
        app,
        *app.screen_stack,
        *(each for screen in app.screen_stack for each in screen.query("*")),
    ]
    yield from (
        timer for each in pumps for timer in each._timers if timer._active.is_set() and timer._interval < SELDOM
    )


@pytest.mark.parametrize("key", ["f1", "ctrl+p", "f2", "ctrl+o"])
def test_an_idle_screen_has_no_fast_timer(app: App, key: str) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert list(often(pilot.app)) == []
        await press(pilot, key)
        await pilot.pause()
        assert list(often(pilot.app)) == []

    at(screen_of(walk_of(app, Phase.POST_SESSION)), act)


def test_changes_below_the_help_are_drawn_when_it_closes(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        drawn: list[object] = []
        await press(pilot, "f1")
        monkeypatch.setattr(pilot.app, "_display", lambda *shown: drawn.append(shown))
        screen.query_one(TopLine).say(("changed",))
        await pilot.pause()
        assert drawn == []
        await press(pilot, "escape")
        assert drawn
        assert "changed" in pilot.app.export_screenshot()

    at(screen, act)


def test_resizing_under_the_help_lays_out_the_screen_below_afterwards(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        assert screen.has_class("-wide")
        await press(pilot, "f1")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await press(pilot, "escape")
        assert screen.has_class("-narrow", "-short")
        assert screen.size == (60, 20)
        assert screen.query_one("#keys").region.bottom == 20

    at(screen, act)
