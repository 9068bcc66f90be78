"""A crash anywhere loses no typed text and leaves nothing in the window."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import cast

import pytest
from textual.pilot import Pilot

from alliance_cli.cli import locking
from alliance_cli.cli.full_screen import day as full_screen_day
from alliance_cli.cli.full_screen.asides import aside_of
from alliance_cli.cli.full_screen.day import go_through_full_screen
from alliance_cli.cli.locking import ProcessLock
from alliance_cli.cli.setup import Program
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.walk.script import Phase
from alliance_cli.line.front import LineFront
from alliance_cli.line.saving import saving
from alliance_cli.screen.day_screen import DayScreen
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.phase_screen import AsideScreen, PhaseScreen
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.day import DayAtDesk
from alliance_cli.usecases.walks.session_walk import SessionWalk
from alliance_cli.usecases.walks.walking import Walking
from tests.screen.conftest import at, press, screen_of, told, walk_of
from tests.screen.test_session_screen import marks, session_of


def _fail() -> None:
    raise KeyError("a defect")


@pytest.fixture(autouse=True)
def no_draft_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns off the timer that saves drafts twice a second."""
    monkeypatch.setattr("alliance_cli.screen.parts.answer._DRAFTS", 1000)


@pytest.mark.parametrize("over", ["f3", "f1"])
def test_a_crash_in_a_covering_screen_keeps_the_half_typed_answer(app: App, over: str) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "enter", *"half", over)
        pilot.app.screen.call_later(_fail)
        await pilot.pause()

    with pytest.raises(KeyError):
        at(session_of(app), act)
    assert walk_of(app, Phase.IN_SESSION).drafts.text("opening") == "half"


@pytest.mark.parametrize("opened", ["enter", "n"])
def test_a_crash_while_repair_steps_are_shown_keeps_half_typed_text(app: App, opened: str) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "s", "R", opened, *"half")
        assert screen.has_class("shows-beside")
        screen.call_later(_fail)
        await pilot.pause()

    with pytest.raises(KeyError):
        at(screen, act)
    again = session_of(app)
    assert marks(again.page.run) == [("strong", "", "")]
    assert again.page.run.drafts is not None
    kept = again.tools.note.text if opened == "n" else again.page.run.drafts.text("opening")
    assert kept == "half"


def test_a_crash_in_an_inner_repair_keeps_both_half_typed_texts(app: App, front: LineFront) -> None:
    walk = walk_of(app, Phase.IN_SESSION)
    aside = aside_of(front, walk)
    screen = PhaseScreen(screen_of(walk).page._replace(aside=aside))
    asked = []

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"outer", "ctrl+t")
        over = pilot.app.screen
        assert isinstance(over, AsideScreen)
        while over.walking.step is not None and over.walking.step.is_shown_only:
            await press(pilot, "enter")
        await press(pilot, *"inner")
        asked.append((over.page.run.drafts, over.walking.step))
        over.call_later(_fail)
        await pilot.pause()

    with pytest.raises(KeyError):
        at(screen, act)
    ((drafts, step),) = asked
    assert walk_of(app, Phase.IN_SESSION).drafts.text("opening") == "outer"
    assert drafts is not None
    assert step is not None
    assert drafts.text(step.key) == "inner"


def test_a_crash_in_the_day_restores_the_window_and_shows_nothing(
    app: App, front: LineFront, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def show(_run: Program, screen: DayScreen) -> Leaving | None:
        async def act(pilot: Pilot[Leaving]) -> None:
            await press(pilot, *"J7 ref")
            pilot.app.screen.call_later(_fail)
            await pilot.pause()

        return at(screen, act)

    monkeypatch.setattr(full_screen_day, "show", show)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    run = SimpleNamespace(app=app, front=front, window=None, take_window=lambda _window: None)
    with pytest.raises(KeyError):
        go_through_full_screen(cast("Program", run), DayAtDesk(app, ["J7"]))
    sent = capfd.readouterr()
    assert sent.err.endswith("\x1b[?1049l")
    assert "J7" not in sent.out + sent.err


def test_an_unsaved_answer_keeps_the_process_running(app: App, front: LineFront) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    keep, troubles = SessionWalk.keep, [VaultTrouble("The disk is full.")]

    def fail_once(*given: object) -> None:
        if troubles:
            raise troubles.pop()
        keep(run, *given[1:])  # type: ignore[arg-type]

    app.key = None  # as if a passphrase had opened the vault
    guard = ProcessLock(cast("Program", SimpleNamespace(app=app, front=front, window=None)))
    given_up = list[str]()

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"calm", "enter")
        assert told(pilot).startswith("The disk is full.")
        assert front.holds_unsaved
        guard.leave(screen.typed)
        assert given_up == []
        await press(pilot, "enter")
        assert not front.holds_unsaved
        guard.leave("")
        assert given_up == ["0"]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SessionWalk, "keep", fail_once)
        patched.setattr(locking, "_start_anew", lambda number, _language: given_up.append(number))
        screen = WalkScreen(WalkPage(run, Walking(run.begin(), saving(front, run), run.drafts)))
        at(screen, act)
    assert list(walk_of(app, Phase.PRE_SESSION).known().values()) == ["calm"]
