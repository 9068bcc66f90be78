"""A choice shows all its options: the question and the panel beside it shrink first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.console import RenderableType
from textual.pilot import Pilot

from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, RatingKind, YesNoKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.steps import Step
from alliance_cli.screen.inputs.picking import PickInput
from alliance_cli.screen.inputs.rating import RatingInput
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.session.session_screen import SessionScreen
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.repair import repair_walk
from alliance_cli.usecases.walks.walk_run import WalkRun
from alliance_cli.usecases.walks.walking import Walking
from alliance_cli.views.literal import literal
from tests.screen.conftest import TODAY, at, walk_of
from tests.screen.test_session_screen import session_of

SIZES = [(60, 20), (100, 30)]


def _long(_rows: int | None) -> RenderableType:
    return literal("\n".join(f"what was noted, line {number}" for number in range(40)))


def _reflection(app: App) -> WalkScreen:
    return _of(walk_of(app, Phase.POST_SESSION))


def _repair(app: App) -> WalkScreen:
    client = app.repository.clients.find("J7")
    assert client is not None
    return _of(repair_walk(app, client, TODAY, None))


def _of(run: WalkRun) -> WalkScreen:
    walking = Walking(run.begin(), lambda step, value: run.keep([(step, value)]), run.drafts)
    return WalkScreen(WalkPage(run, walking, _long))


def _answer(step: Step) -> str:
    """An answer that opens all dependent questions."""
    match step.kind:
        case YesNoKind():
            return "y"
        case RatingKind():
            return "5"
        case ChoiceKind() | ChoicesKind():
            return "1"
    return "a word" if step.field == "note" else ""


async def _look(pilot: Pilot[Leaving], screen: WalkScreen) -> int:
    """The number of options of the current question, checking that each is shown whole inside the window."""
    if isinstance(screen, SessionScreen) and screen.check_action("answer", ()):
        await screen.action_answer()
    else:
        await screen.show_question()
    screen.tell("Kept: yes.\nCtrl-O opens 2 more questions.")
    await pilot.pause()
    count = 0
    for shown in screen.query(PickInput):
        room = screen.query_one("#answer").content_region
        for row in shown.children or (shown,):
            assert row.region.height
            assert room.contains_region(row.region), (screen.walking.step, row.region, room)
            assert screen.query_one("#keys").region.y >= row.region.bottom
            count += 1
        if isinstance(shown, RatingInput):
            assert shown.content_size.height >= str(shown.render()).count("\n") + 1
        else:
            assert shown.max_scroll_y == 0
    assert screen.query_one("#ask").region.overlaps(screen.query_one("#question").region)
    return count


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [session_of, _reflection, _repair])
def test_every_option_fits_the_window(app: App, make: Callable[[App], WalkScreen], size: tuple[int, int]) -> None:
    screen = make(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        found, seen = 0, set[tuple[str, str]]()
        while (step := screen.walking.step) is not None:
            is_new = (step.prompt.id, step.field) not in seen
            seen.add((step.prompt.id, step.field))
            if is_new and isinstance(step.kind, YesNoKind | RatingKind | ChoiceKind | ChoicesKind):
                found += await _look(pilot, screen)
            screen.walking.enter(_answer(step) if is_new else "")
        assert found > 0

    at(screen, act, size)
