"""A repair started from a session, and a supervision question started from a reflection."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from alliance_cli.cli.full_screen.asides import OnTheWay, aside_of
from alliance_cli.core.walk.script import Phase
from alliance_cli.line.front import LineFront
from alliance_cli.screen.asides import ChoosingScreen
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.phase_screen import AsideScreen, PhaseScreen
from alliance_cli.screen.shortcuts import keys_of
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.own.supervision import all_questions
from alliance_cli.usecases.walks.session_walk import SessionWalk
from alliance_cli.usecases.walks.walk_run import keep_prepared
from tests.screen.conftest import at, screen_of, until_left, walk_of

RUPTURES = b"""
ruptures:
  - {note: "Went quiet [again]", marker: withdrawal}
  - {note: "Angry about the bill", marker: confrontation}
"""


@pytest.fixture
def ruptures(app: App) -> None:
    """Two open possible ruptures of J7."""
    keep_prepared(walk_of(app, Phase.POST_SESSION), RUPTURES, "noted")


def _screen(app: App, front: LineFront, phase: Phase) -> tuple[WalkScreen, OnTheWay | None]:
    walk = walk_of(app, phase)
    return _around(walk, aside := aside_of(front, walk)), aside


def _around(walk: SessionWalk, aside: OnTheWay | None) -> WalkScreen:
    shown = screen_of(walk)
    return PhaseScreen(shown.page._replace(aside=aside))


async def _press(pilot: Pilot[Leaving], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def _states(app: App) -> Sequence[str | None]:
    client = app.repository.clients.find("J7")
    assert client is not None
    return [each.state for record in app.repository.courses.of(client).records for each in record.moments]


@pytest.mark.usefixtures("ruptures")
def test_the_chosen_rupture_is_repaired_and_the_session_goes_on(app: App, front: LineFront) -> None:
    screen, aside = _screen(app, front, Phase.IN_SESSION)

    async def act(pilot: Pilot[Leaving]) -> None:
        await _press(pilot, *"half", "ctrl+t")
        assert isinstance(pilot.app.screen, ChoosingScreen)
        await _press(pilot, "2", "enter")
        over = pilot.app.screen
        assert isinstance(over, AsideScreen)
        assert front.places
        assert "Angry about the bill" in over.page.run.remarks
        while (step := over.walking.step) is not None and step.key != "outcome":
            await _press(pilot, "enter")
        await _press(pilot, "1", "enter")
        while over.walking.step is not None:
            await _press(pilot, "enter")
        assert pilot.app.screen is screen
        assert screen.typed == "half"
        assert "Kept" in str(screen.query_one("#told", Static).render())

    assert at(screen, act) is None
    assert _states(app) == ["open", "repaired"]
    assert not front.places
    assert aside is not None
    assert aside.open is None


@pytest.mark.usefixtures("ruptures")
def test_a_new_rupture_is_the_last_choice_and_cancelling_changes_nothing(app: App, front: LineFront) -> None:
    screen, _ = _screen(app, front, Phase.IN_SESSION)

    async def act(pilot: Pilot[Leaving]) -> None:
        await _press(pilot, "ctrl+t", "escape")
        assert pilot.app.screen is screen
        await _press(pilot, "ctrl+t", "3", "enter")
        over = pilot.app.screen
        assert isinstance(over, AsideScreen)
        assert over.walking.walk.script.prompts[0].id != "acknowledge"
        await _press(pilot, "escape")
        assert pilot.app.screen is screen
        assert "Stopped" in str(screen.query_one("#told", Static).render())

    at(screen, act)
    assert _states(app) == ["open", "open"]


def test_without_an_open_rupture_the_repair_starts_at_once(app: App, front: LineFront) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await _press(pilot, "ctrl+t")
        assert isinstance(pilot.app.screen, AsideScreen)

    at(_screen(app, front, Phase.IN_SESSION)[0], act)


def test_a_question_for_supervision_is_noted_while_reflecting(app: App, front: LineFront) -> None:
    screen, _ = _screen(app, front, Phase.POST_SESSION)

    async def act(pilot: Pilot[Leaving]) -> None:
        assert ("Ctrl-S", "question for supervision") in [each[:2] for each in keys_of(screen)]
        assert not [each for each in keys_of(screen) if each.key == "Ctrl-T"]
        await _press(pilot, "ctrl+s", *"why")
        over = pilot.app.screen
        assert isinstance(over, AsideScreen)
        while over.walking.step is not None:
            await _press(pilot, "enter")
        assert pilot.app.screen is screen

    at(screen, act)
    assert [each.text for each in all_questions(app)] == ["why"]


def test_a_preparation_offers_no_other_walk(app: App, front: LineFront) -> None:
    screen, aside = _screen(app, front, Phase.PRE_SESSION)

    async def act(pilot: Pilot[Leaving]) -> None:
        assert not {"Ctrl-T", "Ctrl-S"} & {each.key for each in keys_of(screen)}
        await _press(pilot, "ctrl+t", "ctrl+s")
        assert pilot.app.screen is screen

    at(screen, act)
    assert aside is None


def test_after_a_lock_the_inner_walk_resumes(app: App, front: LineFront) -> None:
    screen, _ = _screen(app, front, Phase.IN_SESSION)
    idle = [0.0]

    async def act(pilot: Pilot[Leaving]) -> None:
        await _press(pilot, *"outer", "ctrl+t")
        over = pilot.app.screen
        assert isinstance(over, AsideScreen)
        while over.walking.step is not None and over.walking.step.is_shown_only:
            await _press(pilot, "enter")
        await _press(pilot, *"in")
        idle[0] = 0.5
        await until_left(pilot)

    left = at(screen, act, idle_seconds=lambda: idle[0])
    assert left == Leaving(Left.IDLE, "in")
    step = front.places[-1]().step

    async def look(pilot: Pilot[Leaving]) -> None:
        over = pilot.app.screen
        assert isinstance(over, AsideScreen)
        assert over.walking.step is not None
        assert over.walking.step.key == step
        assert over.typed == "in"
        assert again.typed == "outer"

    again = PhaseScreen(screen.page._replace(typed=left.typed))
    at(again, look)
