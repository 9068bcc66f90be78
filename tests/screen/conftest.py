"""Fixtures: a vault in a temporary home, and a person at the full screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.core.clock import Clock
from alliance_cli.core.walk.script import Phase
from alliance_cli.line.front import LineFront
from alliance_cli.line.input.lines import PipedLines
from alliance_cli.line.output import console
from alliance_cli.screen.app import Companion
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest
from alliance_cli.usecases.walks.walk_run import WalkRun
from alliance_cli.usecases.walks.walking import Walking
from tests.new_vault import KEY, new_vault
from tests.screen.settled import wait_for_the_screen

wait_for_the_screen()

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def _never(*_: object) -> Vault:
    raise AssertionError("the vault is open")


@pytest.fixture
def front() -> LineFront:
    """A line front without input."""
    return LineFront(console.Screen(plain=True), PipedLines, interactive=False)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The container of use cases over a real vault with the client J7."""
    places = Places(tmp_path / "home")
    places.make_home()
    app = App(places, Clock(lambda: NOW), unlock=_never, notify=_never, key=KEY)
    app.vault = new_vault(places.vault)
    app.repository.clients.add("J7", TODAY)
    yield app
    app.vault.close()


def walk_of(app: App, phase: Phase) -> SessionWalk:
    """J7's walk of today's session."""
    client = app.repository.clients.find("J7")
    assert client is not None
    return SessionWalk(app, client, WalkRequest(phase, TODAY))


def screen_of(run: WalkRun) -> WalkScreen:
    """The screen of a walk, which saves as the program does."""
    walking = Walking(run.begin(), lambda step, value: run.keep([(step, value)]), run.drafts)

    def finished() -> None:
        run.finish()

    return WalkScreen(WalkPage(run, walking, finished=finished))


async def press(pilot: Pilot[Leaving], *keys: str) -> None:
    """Press keys, waiting after each until it has been handled."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def until_left(pilot: Pilot[Leaving]) -> None:
    """Wait until the screen has been left; fails after ten seconds."""
    assert isinstance(pilot.app, Companion)
    async with asyncio.timeout(10):
        while not pilot.app.is_left:
            await asyncio.sleep(0.05)


def told(pilot: Pilot[Leaving]) -> str:
    """The message below the input."""
    return str(pilot.app.screen.query_one("#told", Static).render())


def at(
    screen: Screen[None],
    act: Callable[[Pilot[Leaving]], object],
    size: tuple[int, int] = (100, 30),
    idle_seconds: Callable[[], float] = float,
) -> Leaving | None:
    """Show a screen, run ``act`` on it, and return how it was left; None if it was not."""

    async def run() -> Leaving | None:
        shown = Companion(screen, idle_seconds=idle_seconds)
        async with shown.run_test(size=size) as pilot:
            await pilot.pause()
            await act(pilot)  # type: ignore[misc]
            await pilot.pause()
        return shown.return_value

    return asyncio.run(run())
