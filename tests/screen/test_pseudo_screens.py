"""Every sentence of the full screen is translated: in the pseudo-language, none of our words is in Latin letters."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from unittest.mock import PropertyMock

import pytest

from alliance_cli import translation
from alliance_cli.cli.root import run
from alliance_cli.cli.setup import Program
from alliance_cli.core.clock import Clock
from alliance_cli.line.front import LineFront
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.safe_app import SafeApp
from alliance_cli.storage.file.keys import random_key
from alliance_cli.usecases.vault.credentials import create_vault
from tests.pseudo import IDS_IN_WORDS, LANGUAGE, TITLES, left_over, write_catalogue, write_prompts

NOW = Clock(lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
KEYS = frozenset(
    [
        "Esc",
        "Enter",
        "Tab",
        "Shift",
        "Ctrl",
        "Alt",
        "Space",
        "PageUp",
        "PageDown",
        "Home",
        "End",
        "Up",
        "Down",
        "Left",
        "Right",
    ]
)
"""Names of keyboard keys, which are translated only if a language has its own."""
TYPED = frozenset(("prep", "session", "reflect", "English", "Deutsch", LANGUAGE))
"""Commands of the day, which are never translated, and languages in the hand-over, under their own names."""
SETTING_UP = (
    "client add J7",
    *(f"rate J7 --on 2026-11-0{day} --understood 9 --goals 9 --tasks 8 --bond 9 --tension no" for day in (2, 9)),
    "rate J7 --on 2026-11-16 --understood 3 --goals 4 --tasks 3 --bond 4 --tension yes",
    "rate J7 --on 2026-11-16 --rater clinician --understood 9 --goals 9 --tasks 8 --bond 9",
)


class Window(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Shown(NamedTuple):
    """A full-screen command, and the keys to press, with the screen checked after each."""

    command: str
    keys: tuple[str, ...]


EVERYWHERE = ("f1", "escape", "ctrl+p", "escape")
ENTERS = ("enter",) * 9
PINS = ("f1", "escape", *"1111", "enter", *"1111", "enter")
ENDS = ("enter", "enter", "enter", "escape", *"1111", "enter", "escape")
SHOWN = (
    Shown("prep J7", (*EVERYWHERE, "f2", "f2", "ж", "enter", "ctrl+b", "ctrl+r", "ctrl+z", *ENTERS)),
    Shown(
        "session J7",
        (
            *EVERYWHERE,
            "s",
            "r",
            "1",
            "r",
            "2",
            "r",
            "3",
            "n",
            "ж",
            "enter",
            "R",
            "R",
            "b",
            "b",
            "space",
            "f1",
            "escape",
            "space",
            "space",
            "left",
            "ctrl+t",
            "f1",
            "escape",
            "enter",
            "enter",
            "escape",
            "escape",
            "escape",
        ),
    ),
    Shown("session J7", ("h", "escape", "enter")),
    Shown(
        "rate J7 --hand-over", (*PINS, *"4", "enter", *"5", "enter", "f1", *"6", "enter", *"7", "enter", *"2", *ENDS)
    ),
    Shown("reflect J7", (*EVERYWHERE, "ж", "enter", "1", "enter", "ctrl+o", "ctrl+s", "escape", *ENTERS, *ENTERS)),
    Shown("repair J7", (*EVERYWHERE, "enter", "ж", "enter", *ENTERS)),
    Shown("history J7 --browse", (*EVERYWHERE, "left", "enter", "f1", "escape", "escape", "r", "1", "2", "right")),
    Shown("day", (*EVERYWHERE, "down", "ж", "enter", "escape", "backspace", "?")),
    Shown("practice", (*EVERYWHERE, "1", "enter", *ENTERS)),
    Shown("selfcare", (*EVERYWHERE, "3", "enter", "0", "0", "enter", *ENTERS)),
    Shown("tailor J7", (*EVERYWHERE, "ж", *ENTERS)),
)


def text_of(app: SafeApp) -> str:
    """The text of the top screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program over a separate vault, in the pseudo-language, as if it had a window."""
    home, locale = tmp_path_factory.mktemp("made-up") / "home", tmp_path_factory.mktemp("locale")
    write_catalogue(locale)
    write_prompts(home / "prompts" / LANGUAGE)
    home.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "CATALOGUES", str(locale))
        for name in ("on_terminal", "takes_full_screen"):
            patch.setattr(Program, name, PropertyMock(return_value=True))
        patch.setattr(LineFront, "secret", lambda *_: "1111")
        program = Program(home, clock=NOW, key=random_key(), named_language=LANGUAGE)
        create_vault(program.app, program.front)
        for command in SETTING_UP:
            assert run(["--language", LANGUAGE, *command.split()], program.inside()) == 0, command
        yield program
        program.app.repository.close()


def test_no_sentence_escapes_translation(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert escaped(program, monkeypatch, SHOWN) == {}


def escaped(program: Program, monkeypatch: pytest.MonkeyPatch, shown: tuple[Shown, ...]) -> dict[str, set[str]]:
    """The words in Latin letters on the screens, by command."""
    for name in ("stdout", "stderr", "stdin"):  # pytest replaces them before each test
        monkeypatch.setattr(sys, name, Window())
    found: dict[str, set[str]] = {}
    for each in shown:
        looked: list[str] = []
        keys = list(each.keys)

        def leave(app: SafeApp, looked: list[str] = looked, keys: list[str] = keys) -> Leaving:
            looked += asyncio.run(looks(app, keys))
            if not keys or app.return_value is None:
                raise KeyboardInterrupt
            return app.return_value

        monkeypatch.setattr(SafeApp, "leave", leave)
        run(["--language", LANGUAGE, *each.command.split()], program.inside())
        assert looked, f"{each.command} takes the window"
        words = {word for text in looked for word in left_over(text, KEYS | TITLES | IDS_IN_WORDS | TYPED)}
        if words:
            found[each.command] = words
    return found


async def looks(app: SafeApp, keys: list[str]) -> list[str]:
    """The screen before and after each key until it is left; used keys are removed from the list."""
    seen = []
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        seen.append(text_of(app))
        while keys:
            await pilot.press(keys.pop(0))
            if not app.is_running or app._exit:
                break
            if (now := text_of(app)) != seen[-1]:
                seen.append(now)
    return seen


def test_an_untranslated_sentence_would_be_found(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_cli.screen.help_screen._", lambda sentence, **_values: sentence)
    found = escaped(program, monkeypatch, (Shown("prep J7", ("f1",)),))
    assert {"Keys", "closes"} <= found["prep J7"]
