"""Write the pictures of the README, drawn from what the demo shows: python docs/pictures.py [--screens]

With ``--screens`` the pictures of the full screen are written too, which a test compares (see screens.py).

Every picture is made in a light and a dark theme. The demo runs in a temporary folder on a fixed day with invented
clients, so the same program always makes the same bytes. Opening a picture loads nothing else.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from rich.console import Console, Group, RenderableType
from rich.segment import Segment, Segments
from rich.terminal_theme import TerminalTheme

from alliance_cli.cli.commands.demo import CLIENT, demo
from alliance_cli.cli.setup import Program
from alliance_cli.core.clock import Clock
from alliance_cli.line.output.console import Screen

FOLDER = Path(__file__).with_name("pictures")
COLUMNS, MARGIN = 88, 2
DAY = Clock(lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
PICTURES = {
    "history": (f"alliance history {CLIENT}", "The chart of client J7's ratings, as alliance history J7 shows it"),
}
"""Name of each picture: the command, and the text that stands for the picture where it cannot be seen."""

THEMES: Mapping[str, tuple[TerminalTheme, str, str]] = {
    "light": (
        TerminalTheme(
            (255, 255, 255), (31, 35, 40),
            [(31, 35, 40), (207, 34, 46), (26, 127, 55), (154, 103, 0),
             (9, 105, 218), (130, 80, 223), (9, 112, 132), (89, 99, 110)],
        ),
        "#d1d9e0", "#59636e",
    ),
    "dark": (
        TerminalTheme(
            (13, 17, 23), (230, 237, 243),
            [(110, 118, 129), (255, 123, 114), (86, 211, 100), (227, 179, 65),
             (121, 192, 255), (210, 168, 255), (86, 212, 221), (230, 237, 243)],
        ),
        "#3d444d", "#9198a1",
    ),
}  # fmt: skip
"""Name of each theme: its colours, the colour of the frame, and the colour of the title."""

TEMPLATE = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="@label@">
<title>@label@</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-name {{ font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; font-size: 17px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect x="1" y="1" width="@width@" height="@height@" rx="10" fill="@background@" stroke="@frame@"/>
<g fill="@frame@">
<circle cx="27" cy="23" r="6.5"/><circle cx="48" cy="23" r="6.5"/><circle cx="69" cy="23" r="6.5"/>
</g>
<text class="{unique_id}-name" fill="@title@" text-anchor="middle" x="50%" y="29">@name@</text>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def shown() -> Mapping[str, list[RenderableType]]:
    """What each command of the demo shows before its first question, by the words of the command."""
    every: list[RenderableType] = []

    def show(_: Screen, result: RenderableType, *, as_is: bool = False) -> None:
        every.append(result)

    with (
        patch.object(Screen, "show", show),
        patch.object(Screen, "draws_unicode", True),
        patch.object(sys, "stdin", io.StringIO()),
        patch.object(sys, "stderr", io.StringIO()),
    ):
        demo(SimpleNamespace(obj=Program(plain=True, clock=DAY)))
    found: dict[str, list[RenderableType]] = {}
    for place, result in enumerate(every):
        if isinstance(result, str) and result.startswith("\n$ "):
            views = takewhile(lambda view: not isinstance(view, str), every[place + 1 :])
            found[result.removeprefix("\n$ ").strip()] = list(views)
    return found


def lines(name: str, view: RenderableType) -> Iterator[list[Segment]]:
    """The lines of a picture; of the history the chart and the name of the course, without what stands below."""
    console = Console(width=COLUMNS, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    for line in console.render_lines(view, pad=False):
        text = "".join(segment.text for segment in line)
        if name == "history" and text.strip() in ("Open", "Worth a look"):
            return
        yield line


def svg(name: str, theme: str, view: RenderableType) -> str:
    """One picture."""
    colours, frame, title = THEMES[theme]
    command, label = PICTURES[name]
    console = Console(
        width=COLUMNS + 2 * MARGIN, file=io.StringIO(), color_system="truecolor", force_terminal=True, record=True
    )
    for line in ([], *_without_blank_end(list(lines(name, view))), []):
        console.print(Segments([Segment(" " * MARGIN), *line, Segment.line()]), end="")
    template = TEMPLATE
    for key, value in {
        "label": label, "name": command, "frame": frame, "title": title, "background": colours.background_color.hex,
    }.items():  # fmt: skip
        template = template.replace(f"@{key}@", value)
    drawn = console.export_svg(theme=colours, code_format=template, unique_id=f"{name}-{theme}")
    width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawn)[0])
    return drawn.replace("@width@", f"{width - 2:g}").replace("@height@", f"{height - 2:g}")


def _without_blank_end(every: list[list[Segment]]) -> list[list[Segment]]:
    while every and not "".join(segment.text for segment in every[-1]).strip():
        every.pop()
    return every


def pictures() -> Iterator[tuple[Path, str]]:
    """Every picture: its file, and its content."""
    found = shown()
    for name, (command, _) in PICTURES.items():
        for theme in THEMES:
            yield FOLDER / f"{name}-{theme}.svg", svg(name, theme, Group(*found[command]))


if __name__ == "__main__":
    from screens import FOLDER as OF_SCREENS
    from screens import screens

    FOLDER.mkdir(exist_ok=True)
    OF_SCREENS.mkdir(exist_ok=True)
    for path, content in (*pictures(), *(screens() if "--screens" in sys.argv else ())):
        path.write_text(content, encoding="utf-8", newline="\n")
