"""Draws every full screen of the program in three sizes and two themes, from the demo's clients on a fixed day.

The program runs as a person starts it, over a vault of its own; only the window is not there. ``python docs/pictures.py
--screens`` writes the pictures to tests/screen/pictures, where a test compares them.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import PropertyMock, patch

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.pilot import Pilot

from alliance_cli.cli.root import run
from alliance_cli.cli.setup import Program
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.clock import Clock
from alliance_cli.line.front import LineFront
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.safe_app import SafeApp
from alliance_cli.screen.themes import PALETTES, InPalette
from alliance_cli.storage.file.keys import random_key
from alliance_cli.usecases import demo_caseload
from alliance_cli.usecases.vault.credentials import create_vault

FOLDER = Path(__file__).parent.parent / "tests" / "screen" / "pictures"
DAY = Clock(lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
CLIENTS = 3
"""How many of the demo's clients there are."""
FRAMES = tuple(product(("dark", "light"), ((60, 20), (100, 30), (140, 50))))
"""Theme, columns and rows of each picture of a screen."""
Frame = tuple[str, tuple[int, int]]


_ANSWERS = shipped_folder() / "demo" / "in-session.yaml"


class Pictured(NamedTuple):
    """A screen: its name, the commands of which the last shows it, and the keys pressed before it is drawn.

    Where another screen of that command comes first, ``typed`` is entered on it, or the keys ``before`` lead on.
    """

    name: str
    command: str
    keys: tuple[str, ...] = ()
    typed: str = ""
    before: tuple[str, ...] = ()


SCREENS = (
    Pictured("prep", "prep J7", tuple("Calm, and a little tired.")),
    Pictured("session", "session J7"),
    Pictured("help", "session J7", ("f1",)),
    Pictured("repair", "repair J7", ("enter",)),
    Pictured("handing-over", "session J7", ("h",)),
    Pictured("hand-over", "rate J7 --hand-over", before=(*"2580", "enter") * 2),
    Pictured("reflect", f"session J7 --answers {_ANSWERS}; reflect J7"),
    Pictured("rating", "reflect J7", ("enter",) * 3),
    Pictured("day", "day"),
    Pictured("result", "day", typed="moments J7"),
    Pictured("browse", "history J7 --browse"),
)

_TEMPLATE = """<svg viewBox="0 0 {terminal_width} {terminal_height}" xmlns="http://www.w3.org/2000/svg"
role="img" aria-label="@label@">
<title>@label@</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect width="100%" height="100%" fill="@background@"/>
<g clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def svg(app: SafeApp, name: str, theme: str) -> str:
    """What is on the screen now."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, safe_box=False,
    )  # fmt: skip
    shown = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens, simplify=True)
    console.print(shown)
    background, text = PALETTES[theme].background, PALETTES[theme].text
    plain = Color.parse(background).rgb, Color.parse(text).rgb
    template = _TEMPLATE.replace("@label@", f"alliance {name}").replace("@background@", background)
    colours = TerminalTheme(*plain, [plain[1]] * 8)
    return console.export_svg(theme=colours, code_format=template, unique_id=f"{name}-{theme}")


async def _drawn(app: SafeApp, pictured: Pictured, frames: Sequence[Frame]) -> dict[str, str]:
    """The screen by the end of its file's name, such as ``60x20-dark``."""
    found = dict[str, str]()
    async with app.run_test(size=frames[0][1]) as pilot:
        await _settled(pilot)
        await pilot.press(*pictured.keys)
        await _settled(pilot)  # what a key opens is there before the window is resized
        for theme, (columns, rows) in frames:
            app.theme = theme
            app.__dict__["_own_filters"] = [InPalette(theme)]
            await pilot.resize_terminal(columns, rows)
            await _settled(pilot)
            found[f"{columns}x{rows}-{theme}"] = svg(app, pictured.name, theme)
    return found


async def _led_on(app: SafeApp, pictured: Pictured) -> Leaving:
    """How the screen is left that comes before the one to be drawn."""
    if pictured.typed:
        return Leaving(Left.ENDED, pictured.typed)
    async with app.run_test() as pilot:
        await pilot.press(*pictured.before)
        await _settled(pilot)
    return app.return_value or Leaving(Left.STOPPED)


async def _settled(pilot: Pilot[Any]) -> None:
    """Wait until the screen stays as it is."""
    before, shown = [], [None]
    while before != shown:
        for _ in range(3):
            await pilot.pause()
        before, shown = shown, [str(strip.text) for strip in pilot.app.screen._compositor.render_strips()]


class _Window(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def screens(frames_of: Callable[[Pictured], Sequence[Frame]] = lambda _: FRAMES) -> Iterator[tuple[Path, str]]:
    """The pictures of every screen, all of them or some frames of each: file and content."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        for name in ("stdout", "stderr", "stdin"):
            stack.enter_context(patch.object(sys, name, _Window()))
        for name in ("on_terminal", "takes_full_screen"):
            stack.enter_context(patch.object(Program, name, new_callable=PropertyMock, return_value=True))
        stack.enter_context(patch.object(demo_caseload, "INVENTED", demo_caseload.INVENTED[:CLIENTS]))
        program = Program(Path(folder) / "home", clock=DAY, key=random_key(), named_language="en")
        create_vault(program.app, program.front)
        demo_caseload.build(program.app)
        for pictured in SCREENS:
            drawn: dict[str, str] = {}

            comes_first = [pictured] if pictured.typed or pictured.before else []

            def leave(app: SafeApp, taken=drawn, of=pictured, first=comes_first) -> Leaving:  # type: ignore[no-untyped-def]
                if first:
                    return asyncio.run(_led_on(app, first.pop()))
                if not taken:
                    taken |= asyncio.run(_drawn(app, of, frames_of(of)))
                raise KeyboardInterrupt

            with patch.object(SafeApp, "leave", leave), patch.object(LineFront, "secret", lambda *_: "2580"):
                for command in pictured.command.split("; "):
                    run(command.split(), program.inside())
            yield from ((FOLDER / f"{pictured.name}-{end}.svg", picture) for end, picture in drawn.items())
        program.app.repository.close()
