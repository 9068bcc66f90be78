"""A repair on the full screen: it shows the possible rupture beside the steps, and finishing settles it."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import Static

from alliance_cli.cli.full_screen.beside import beside_walk
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.review.moments import one_moment
from alliance_cli.usecases.walks.repair import RepairWalk, repair_walk
from alliance_cli.usecases.walks.walk_run import keep_prepared
from alliance_cli.usecases.walks.walking import Walking
from tests.screen.conftest import TODAY, at, walk_of

RUPTURE = b"""
ruptures:
  - {note: "Went quiet [again]", marker: withdrawal, component: tasks, plan: "Ask before advice"}
"""


def _rupture(app: App) -> ListedMoment:
    run = walk_of(app, Phase.POST_SESSION)
    keep_prepared(run, RUPTURE, "noted")
    return one_moment(app, run.opened_client(), "1")


def _repair(app: App, rupture: ListedMoment | None) -> tuple[RepairWalk, WalkScreen]:
    client = app.repository.clients.find("J7")
    assert client is not None
    run = repair_walk(app, client, TODAY, rupture)
    walking = Walking(run.begin(), lambda step, value: run.keep([(step, value)]), run.drafts)
    panel = beside_walk(run)
    return run, WalkScreen(WalkPage(run, walking, lambda _rows: panel, run.finish))


def _beside(pilot: Pilot[Leaving]) -> str:
    console, shown = pilot.app.console, pilot.app.screen.query_one("#beside-text", Static)
    with console.capture() as captured:
        console.print(shown.content)
    return captured.get() if pilot.app.screen.has_class("shows-beside") else ""


def _looking(look: Callable[[str], None]) -> Callable[[Pilot[Leaving]], object]:
    async def act(pilot: Pilot[Leaving]) -> None:
        look(_beside(pilot))

    return act


def test_the_rupture_with_its_marker_and_plan_is_shown_beside_the_steps(app: App) -> None:
    def look(beside: str) -> None:
        assert "Went quiet [again]" in beside
        assert "withdrawal" in beside
        assert "Plan: Ask before advice" in beside
        assert beside.count("Went quiet") == 1

    at(_repair(app, _rupture(app))[1], _looking(look))


def test_a_rupture_noted_during_the_repair_has_nothing_beside_it(app: App) -> None:
    def look(beside: str) -> None:
        assert beside == ""

    at(_repair(app, None)[1], _looking(look))


def test_the_four_steps_on_the_screen_settle_the_rupture(app: App) -> None:
    run, screen = _repair(app, _rupture(app))

    async def act(pilot: Pilot[Leaving]) -> None:
        while (step := screen.walking.step) is not None and step.key != "outcome":
            await pilot.press(*([] if step.is_shown_only else "said"), "enter")
            await pilot.pause()
        await pilot.press("1", "enter")
        await pilot.pause()
        while screen.walking.step is not None:
            await pilot.press("enter")
            await pilot.pause()

    assert at(screen, act) == Leaving(Left.ENDED)
    assert one_moment(app, run.repair.client, "1").moment.state is MomentState.REPAIRED
