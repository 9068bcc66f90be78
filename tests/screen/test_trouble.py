"""Errors in saving are reported in a sentence, and the answer stays in its input."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from textual.pilot import Pilot

from alliance_cli.cli.full_screen import walking as full_screen
from alliance_cli.cli.setup import Program
from alliance_cli.core.errors import AllianceError, Locked, VaultTrouble
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.steps import Step
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.textual_seam.pasting import NotText
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.walk_run import WalkRun
from alliance_cli.usecases.walks.walking import Walking
from tests.screen.conftest import at, screen_of, told, walk_of

FULL = VaultTrouble("The disk is full.")
CHANGED = Locked("The passphrase was changed.")


def page_of(run: WalkRun, *troubles: AllianceError) -> WalkPage:
    """A walk whose first attempts to save fail, each with one of these errors."""
    left = list(troubles)

    def save(step: Step, value: Value | None) -> None:
        if left:
            raise left.pop(0)
        run.keep([(step, value)])

    return WalkPage(run, Walking(run.begin(), save, run.drafts))


def test_a_full_disk_leaves_the_answer_in_the_input_and_enter_tries_again(app: App) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    screen = WalkScreen(page_of(run, FULL))

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("c", "a", "l", "m", "enter")
        await pilot.pause()
        assert told(pilot).startswith("The disk is full. Your answer is still here.")
        assert screen.typed == "calm"
        await pilot.press("enter")
        await pilot.pause()
        assert screen.undone is None

    at(screen, act)
    assert list(walk_of(app, Phase.PRE_SESSION).known().values()) == ["calm"]


def test_left_out_bytes_that_are_not_text_are_reported(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("g", "r", "n")
        pilot.app.post_message(NotText())
        await pilot.pause()
        assert told(pilot) == "Part of that was not text that can be kept, and was left out."
        assert screen.typed == "grn"

    at(screen, act)


def test_another_windows_answer_stays_and_the_one_typed_here_becomes_a_draft(app: App) -> None:
    here, elsewhere = walk_of(app, Phase.PRE_SESSION), walk_of(app, Phase.PRE_SESSION)
    first = elsewhere.begin().step
    assert first is not None
    screen = screen_of(here)

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("m", "i", "n", "e")
        screen.keep_draft()
        elsewhere.keep([(first, "first")])  # this removes the half-typed text of the question
        await pilot.press("enter")
        await pilot.pause()
        assert told(pilot).startswith("Another window has answered this question in the meantime")
        assert screen.typed == "mine"
        await pilot.press("escape")

    assert at(screen, act) == Leaving(Left.STOPPED, "mine")
    again = walk_of(app, Phase.PRE_SESSION)
    assert list(again.known().values()) == ["first"]
    begun = again.begin()
    assert again.drafts.text(first.key) == "mine"

    async def look(pilot: Pilot[Leaving]) -> None:
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert told(pilot) == "Kept: first"

    at(screen_of(again), look)
    assert begun.step is not None
    assert begun.step.key != first.key


def left_by(monkeypatch: pytest.MonkeyPatch, page: WalkPage, *keys: str) -> Leaving:
    """Walk with these keys; the vault is unlocked in between, and the second time only Esc is pressed."""
    pressed = [list(keys), ["escape"]]

    def show(_program: Program, screen: WalkScreen) -> Leaving:
        async def act(pilot: Pilot[Leaving]) -> None:
            await pilot.press(*pressed.pop(0))

        left = at(screen, act)
        assert left is not None
        return left

    monkeypatch.setattr(full_screen, "show", show)
    monkeypatch.setattr(full_screen, "unlock", lambda *_: None)
    return full_screen.walk_until_left(cast("Program", SimpleNamespace()), page)


def test_after_a_changed_passphrase_the_answer_is_saved(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    left = left_by(monkeypatch, page_of(run, CHANGED), "c", "a", "l", "m", "enter")
    assert left == Leaving(Left.STOPPED)
    assert list(walk_of(app, Phase.PRE_SESSION).known().values()) == ["calm"]


def test_giving_up_on_an_answer_says_it_is_not_kept(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    monkeypatch.setattr(type(run.drafts), "save", lambda *_: None)
    with pytest.raises(VaultTrouble) as given_up:
        left_by(monkeypatch, page_of(run, FULL), "c", "a", "l", "m", "enter", "escape")
    assert "the last answer is not" in given_up.value.hint
