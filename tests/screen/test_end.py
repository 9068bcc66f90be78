"""Errors at the end of a walk, or when a question is shown, are reported, and Enter tries again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import pytest
from rich.console import RenderableType
from textual.pilot import Pilot

from alliance_cli.cli.full_screen import walking as full_screen
from alliance_cli.cli.setup import Program
from alliance_cli.core.errors import Locked
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts import patience
from alliance_cli.screen.parts.closing import Closing
from alliance_cli.screen.parts.lines import KeyLine
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.storage.file.connection import connect
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.session_walk import SessionWalk
from tests.screen.conftest import at, screen_of, told, walk_of


@contextmanager
def in_use(app: App) -> Iterator[None]:
    """Locks the vault as another program would, without waiting for it."""
    other = connect(app.vault.path, app.vault.key)
    app.vault.rows("PRAGMA busy_timeout = 0")
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def to_the_last(pilot: Pilot[Leaving], screen: WalkScreen) -> None:
    """Answer the first question, then skip to the last one."""
    await pilot.press(*"calm")
    while screen.walking.walk.progress[0] < screen.walking.walk.progress[1]:
        await pilot.press("enter")
        await pilot.pause()


def is_finished(app: App) -> bool:
    found = walk_of(app, Phase.PRE_SESSION).walk
    assert found is not None
    return found.finished


def with_closing(run: SessionWalk) -> WalkScreen:
    def finished() -> RenderableType:
        run.finish()
        return "closing words"

    return WalkScreen(screen_of(run).page._replace(finished=finished))


def test_a_vault_in_use_at_the_end_is_reported_and_enter_finishes_later(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "_WAITS", 0.05)
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await to_the_last(pilot, screen)
        screen.walking.walk = screen.walking.walk.skip()
        with in_use(app):
            await screen.show_question()
            assert told(pilot) == "Another window is writing to the vault; this waits for it."
            await pilot.pause(0.3)
            assert told(pilot) == "The vault is busy: another window is writing to it. Enter tries again."
            await pilot.press("enter")
            await pilot.pause(0.3)
            assert pilot.app.is_running
        assert not is_finished(app)
        await pilot.press("enter")

    assert at(screen, act) == Leaving(Left.ENDED)
    assert is_finished(app)


def test_a_deleted_vault_at_the_end_is_reported_and_the_screen_can_be_left(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await to_the_last(pilot, screen)
        screen.walking.walk = screen.walking.walk.skip()
        app.vault.path.unlink()
        await pilot.pause()
        await screen.show_question()
        assert "Enter tries again." in told(pilot)
        await pilot.press("escape")

    assert at(screen, act) == Leaving(Left.STOPPED)


def test_an_unreadable_draft_is_reported_and_cannot_be_overwritten(app: App) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    screen = screen_of(run)

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*"calm", "enter")
        await pilot.pause()
        await pilot.press(*"half", "ctrl+b")
        await pilot.pause()
        with in_use(app):
            await pilot.press("enter")
            await pilot.pause()
            assert told(pilot) == "The vault is busy: another window is writing to it. Enter tries again."
            assert not screen.query(AnswerInput)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.typed == "half"

    at(screen, act)
    assert list(walk_of(app, Phase.PRE_SESSION).known().values()) == ["calm"]


def test_a_changed_passphrase_at_the_end_asks_for_the_new_one_and_finishes(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    shown = list[WalkScreen]()
    troubles = [Locked("The passphrase was changed.")]

    def finished() -> None:
        if troubles:
            raise troubles.pop()
        run.finish()

    def show(_program: Program, screen: WalkScreen) -> Leaving:
        async def act(pilot: Pilot[Leaving]) -> None:
            if not shown:
                await pilot.press(*"calm", "enter", "ctrl+l")
            shown.append(screen)

        left = at(screen, act)
        assert left is not None
        return left

    monkeypatch.setattr(full_screen, "show", show)
    monkeypatch.setattr(full_screen, "unlock", lambda *_: None)
    page: WalkPage = screen_of(run).page._replace(finished=finished)
    assert full_screen.walk_until_left(cast("Program", SimpleNamespace()), page) == Leaving(Left.ENDED)
    assert len(shown) == 2
    assert is_finished(app)


@pytest.mark.parametrize("key", ["ctrl+r", "ctrl+o", "ctrl+l"])
def test_no_question_key_works_on_the_closing_page(app: App, key: str) -> None:
    screen = with_closing(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*"calm", "enter", "ctrl+l", key)
        await pilot.pause()
        assert pilot.app.is_running
        assert pilot.app.return_value is None
        await pilot.press("enter")

    assert at(screen, act) == Leaving(Left.ENDED)


def test_going_back_from_the_closing_page_and_ending_again_works(app: App) -> None:
    screen = with_closing(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*"calm", "enter", "ctrl+l", "ctrl+b")
        await pilot.pause()
        assert screen.query(AnswerInput)
        await pilot.press("escape")

    assert at(screen, act) == Leaving(Left.ENDED)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_a_long_closing_page_wraps_and_scrolls_and_names_the_keys(app: App, size: tuple[int, int]) -> None:
    lines = "\n".join(["a line that is longer than any window, " * 4, *map(str, range(60)), "the last line"])
    run = walk_of(app, Phase.PRE_SESSION)
    screen = WalkScreen(screen_of(run).page._replace(finished=lambda: lines))

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*"calm", "enter", "ctrl+l")
        await pilot.pause()
        closing, text = screen.query_one(Closing), screen.query_one("Closing > Static")
        assert closing.region.bottom >= size[1] - 3
        assert text.region.height > 62
        assert "further down" in str(screen.query_one(KeyLine).render())
        for _page in range(6):
            await pilot.press("pagedown")
        await pilot.pause(0.4)
        assert text.region.bottom == closing.region.bottom
        await pilot.press("enter")

    assert at(screen, act, size) == Leaving(Left.ENDED)


def test_a_short_closing_page_names_no_scrolling_keys(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*"calm", "enter", "ctrl+l")
        await pilot.pause()
        assert "further down" not in str(pilot.app.screen.query_one(KeyLine).render())

    at(with_closing(walk_of(app, Phase.PRE_SESSION)), act)
