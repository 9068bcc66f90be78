"""The same answers store the same rows in line mode and on the full screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from alliance_cli.core.clock import Clock
from alliance_cli.core.walk.script import Phase
from alliance_cli.line.asking import Questioner
from alliance_cli.line.input.lines import UNTOLD, Typing
from alliance_cli.line.output.console import Screen as Console
from alliance_cli.screen.app import Companion
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.editor import Editor
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.repair import repair_walk
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest
from alliance_cli.usecases.walks.walk_run import WalkRun
from tests.new_vault import KEY, new_vault
from tests.screen.conftest import NOW, TODAY, screen_of

BACK, REMOVE, REST, LEAVE = "<", ":x", ">", ""
"""The commands of line mode that stand for actions other than answering."""
KEYS = {BACK: "ctrl+b", REMOVE: "ctrl+r", REST: "ctrl+l"}
ODD = "[bold]not bold[/] \x07\x1b[31m 👩🏽‍⚕️ 漢字 é\tx " + "long " * 400
PREP = ["Calm, rather", BACK, REMOVE, ODD.strip(), LEAVE, "stay with it"]
SESSION = ["Opened", LEAVE, BACK, "Half-way: [i]both[/i]", ODD.strip(), "y", "He fell silent", "4", LEAVE, REST]
REFLECT = [
    "I felt it",
    "bond",
    LEAVE,
    "Went quiet",
    "1",
    "withdrawal",
    "goals",
    ODD.strip(),
    BACK,
    REMOVE,
    "Mine",
    "Ask",
    REST,
]
REPAIR = ["He fell silent", BACK, REMOVE, "It went quiet", ODD.strip(), LEAVE, LEAVE, REST]
WALKS: list[tuple[str, Sequence[str]]] = [
    ("prep", PREP),
    ("session", SESSION),
    ("reflect", REFLECT),
    ("repair", REPAIR),
]
OWN = {"id", "client", "session", "walk", "moment", "repair_of"}
"""Columns with ids; the names of stamps end in ``_at``."""
COUNTED = {"tally", "access", "draft", "part_file", "resumption", "sqlite_sequence"}
"""Tables that count changes or contain work in progress."""


class Typed:
    """Lines typed by a person at a terminal."""

    interactive, fills = True, False

    def __init__(self, lines: Sequence[str]) -> None:
        self._left = list(lines)

    def next(self, _typing: Typing = UNTOLD) -> str | None:
        return self._left.pop(0) if self._left else ":q"

    def unlock(self) -> None:
        raise AssertionError("the vault is open")


def app_in(folder: Path) -> App:
    places = Places(folder)
    places.make_home()
    app = App(places, Clock(lambda: NOW), unlock=_never, notify=_never, key=KEY)
    app.vault = new_vault(places.vault)
    app.repository.clients.add("J7", TODAY)
    return app


def _never(*_: object) -> Vault:
    raise AssertionError("the vault is open")


def walk_of(app: App, name: str) -> WalkRun:
    client = app.repository.clients.find("J7")
    assert client is not None
    if name == "repair":
        return repair_walk(app, client, TODAY, None)
    phases = {"prep": Phase.PRE_SESSION, "session": Phase.IN_SESSION, "reflect": Phase.POST_SESSION}
    return SessionWalk(app, client, WalkRequest(phases[name], TODAY))


def by_line(run: WalkRun, typed: Sequence[str]) -> None:
    lines = Typed(typed)
    walk = Questioner(lines, Console(plain=True), lambda step, value: run.keep([(step, value)])).run(run.begin())
    if walk.at is None:
        run.finish()


def by_screen(run: WalkRun, typed: Sequence[str]) -> None:
    screen = screen_of(run)

    async def act(pilot: Pilot[Leaving]) -> None:
        for each in typed:
            while (step := screen.walking.step) is not None and step.is_shown_only:  # line mode moves on by itself
                await _does(pilot, screen, LEAVE)
            if screen.walking.step is not None:
                await _does(pilot, screen, each)

    async def shown() -> None:
        async with Companion(screen).run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            await act(pilot)

    asyncio.run(shown())


async def _does(pilot: Pilot[Leaving], screen: WalkScreen, typed: str) -> None:
    if typed in KEYS:
        await pilot.press(KEYS[typed])
    elif typed == LEAVE:
        await pilot.press("enter")
    elif editors := screen.query(Editor):
        editors.first().select_all()
        pilot.app.post_message(events.Paste(typed))
        await pilot.press("enter")
    else:
        screen.post_message(AnswerInput.Entered(typed))
    await pilot.pause()


def rows(app: App) -> dict[str, list[tuple[Any, ...]]]:
    """All tables, without ids and stamps."""
    found = {}
    for table in app.vault.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        if (name := table["name"]) not in COUNTED:
            kept = [dict(row) for row in app.vault.rows(f"SELECT * FROM {name}")]
            found[name] = sorted(repr(sorted((k, v) for k, v in row.items() if not _own(k))) for row in kept)
    return found


def _own(column: str) -> bool:
    return column in OWN or column.endswith("_at")


Front = Callable[[WalkRun, Sequence[str]], None]


def kept_by(front: Front, folder: Path, walks: Sequence[tuple[str, Sequence[str]]]) -> dict[str, Any]:
    app = app_in(folder)
    try:
        for name, typed in walks:
            front(walk_of(app, name), typed)
        return rows(app)
    finally:
        app.vault.close()


def test_both_fronts_store_the_same_rows(tmp_path: Path) -> None:
    line, screen = (kept_by(front, tmp_path / front.__name__, WALKS) for front in (by_line, by_screen))
    assert line == screen
    assert len(line["walk"]) == len(WALKS)
    assert any("not bold" in row for row in line["answer"])
    assert len(line["moment"]) >= 2
    assert line["rating"]
