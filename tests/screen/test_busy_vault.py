"""While another program writes to the vault, the screen says that it is waiting and loses no keys."""

from __future__ import annotations

import asyncio

import pytest
from rich.text import Text
from textual.events import Key
from textual.pilot import Pilot

from alliance_cli.core.errors import VaultBusy
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts import patience
from alliance_cli.screen.parts.lines import KeyLine
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.storage.file.connection import Connection, connect
from alliance_cli.usecases.app import App
from alliance_cli.views.literal import literal
from tests.screen.conftest import at, press, screen_of, told, walk_of
from tests.screen.test_session_screen import marks, session_of

WAITS = "Another window is writing to the vault; this waits for it."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PAUSE", 0.01)


async def until(pilot: Pilot[Leaving], sentence: str) -> None:
    while told(pilot) != sentence:
        await asyncio.sleep(0.01)


def type_at_once(pilot: Pilot[Leaving], *keys: str) -> None:
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


def test_an_answer_waits_for_another_program_and_later_keys_reach_the_next_question(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        other = connect(app.vault.path, app.vault.key)
        other.execute("BEGIN IMMEDIATE")
        type_at_once(pilot, *"calm", "enter", *"next")
        await until(pilot, WAITS)
        assert screen.walking.walk.progress[0] == 1, "no question comes before the answer is on disk"
        assert screen.typed == "calm"
        other.execute("ROLLBACK")
        other.close()
        while screen.typed != "next":
            await asyncio.sleep(0.01)
        assert list(walk_of(app, Phase.PRE_SESSION).known().values()) == ["calm"]
        assert told(pilot) != WAITS

    at(screen, act)


def test_a_vault_that_stays_busy_is_reported_and_the_answer_stays(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_WAITS", 0.05)
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        other = connect(app.vault.path, app.vault.key)
        other.execute("BEGIN IMMEDIATE")
        await press(pilot, *"calm", "enter")
        await until(
            pilot,
            "The vault is busy: another window is writing to it. Your answer is still here. Enter tries again.",
        )
        other.execute("ROLLBACK")
        other.close()
        await press(pilot, "enter")
        assert isinstance(screen, WalkScreen)
        assert screen.walking.walk.progress[0] == 2

    at(screen, act)


def test_marks_and_notes_wait_too_and_keep_their_text(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "s")
        other = connect(app.vault.path, app.vault.key)
        other.execute("BEGIN IMMEDIATE")
        type_at_once(pilot, "n", *"slow", "enter", "r", "w")
        await until(pilot, WAITS)
        other.execute("ROLLBACK")
        other.close()
        await until(pilot, "Marked at 09:00: possible rupture (withdrawal).")
        assert marks(screen.page.run)[1:] == [("note", "", "slow"), ("rupture", "withdrawal", "")]  # type: ignore[arg-type]

    at(screen, act)


def test_the_end_of_a_walk_waits_without_blocking(app: App) -> None:
    run = walk_of(app, Phase.PRE_SESSION)
    others = list[Connection]()

    def finished() -> Text:
        if not others:
            others.append(connect(app.vault.path, app.vault.key))
            others[0].execute("BEGIN IMMEDIATE")
        run.finish()
        return literal("closed")

    screen = WalkScreen(screen_of(run).page._replace(finished=finished))

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"calm", "enter")
        while not others:
            type_at_once(pilot, "enter")
            await asyncio.sleep(0.05)
        await until(pilot, WAITS)
        assert not screen.is_closing
        type_at_once(pilot, "enter")
        await asyncio.sleep(0.05)
        assert told(pilot) == WAITS, "the key comes after the end"
        others[0].execute("ROLLBACK")
        others[0].close()
        while not pilot.app.return_value:
            await asyncio.sleep(0.01)
        assert screen.is_closing

    assert at(screen, act) == Leaving(Left.ENDED)


def test_an_end_that_cannot_be_saved_names_the_key_that_tries_again(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_WAITS", 0.05)
    run = walk_of(app, Phase.PRE_SESSION)
    fails = [VaultBusy("The vault is busy.")] * 40

    def finished() -> None:
        if fails:
            raise fails.pop()
        run.finish()

    screen = WalkScreen(screen_of(run).page._replace(finished=finished))

    async def act(pilot: Pilot[Leaving]) -> None:
        while screen.walking.step is not None:
            await press(pilot, "enter")
        await until(pilot, "The vault is busy. Enter tries again.")
        await pilot.pause()
        assert "Enter try again" in str(screen.query_one(KeyLine).render())
        fails.clear()
        await press(pilot, "enter")

    assert at(screen, act) == Leaving(Left.ENDED)
