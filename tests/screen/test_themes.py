"""Everything on the full screen is readable in each theme and without colours."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import combinations

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.color import Color
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, TextKind, YesNoKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.app import Companion
from alliance_cli.screen.browse_screen import BrowseScreen
from alliance_cli.screen.inputs.by_kind import input_for
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.parts.lines import KeyLine
from alliance_cli.screen.shortcuts import Shortcut
from alliance_cli.screen.themes import PALETTES
from alliance_cli.usecases.app import App
from tests.screen.conftest import screen_of, walk_of
from tests.screen.inputs.test_by_kind import OPTIONS, RATING
from tests.screen.test_browse_screen import page

_PRESSES = [(), ("tab",), ("tab", "tab", "tab", "down", "space"), ("f7",), ("f1",), ("ctrl+p",), ("ctrl+p", "b")]
"""The keys for an idle screen, a focused rating, several choices, selected text, the help, and the palette."""


class Gallery(Screen[None]):
    """One input of each kind, one of them with text, and the line of keys."""

    KEYS = (Shortcut("ctrl+b", "back", "Ctrl-B", "back"),)

    def compose(self) -> ComposeResult:
        yield Static("above", id="why")
        yield input_for(TextKind(), "some words")
        yield input_for(RATING, kept=7)
        yield input_for(ChoiceKind(OPTIONS), kept="mixed")
        yield input_for(ChoicesKind(OPTIONS), kept=("mixed",))
        yield input_for(YesNoKind(), kept=True)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).say([("Enter", "go on")])


def drawn(theme: str, keys: tuple[str, ...], screen: Screen[None] | None = None) -> list[Segment]:
    """The segments of a screen after some keys."""

    async def run() -> list[Segment]:
        app = Companion(screen or Gallery(), theme=theme)
        async with app.run_test(size=(100, 50)) as pilot:
            await pilot.pause()
            await _press(pilot, keys)
            return [segment for strip in app.screen._compositor.render_strips() for segment in strip]

    return asyncio.run(run())


async def _press(pilot: Pilot[Leaving], keys: tuple[str, ...]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    if "ctrl+p" in keys:
        await pilot.pause(0.3)


def _contrasts(segments: list[Segment]) -> Iterator[tuple[str, float]]:
    """Each piece of text with its contrast; borders consist of line-drawing characters."""
    for text, style, _control in segments:
        if style is None or not text.strip():
            continue
        assert style.color is not None
        assert style.bgcolor is not None
        yield text.strip(), contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return sum(part * each for part, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _is_border(text: str) -> bool:
    """Whether this is a line or a bar and not text."""
    return all(ord(character) in range(0x2500, 0x25A0) for character in text)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("keys", _PRESSES)
def test_text_and_borders_have_contrast(theme: str, keys: tuple[str, ...]) -> None:
    assert faint(theme, drawn(theme, keys)) == []


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("keys", [("down",), ("down", "enter")])
def test_charts_and_tables_have_contrast(theme: str, keys: tuple[str, ...]) -> None:
    assert faint(theme, drawn(theme, keys, BrowseScreen(page()))) == []


@pytest.mark.parametrize("theme", PALETTES)
def test_a_walk_has_contrast(app: App, theme: str) -> None:
    assert faint(theme, drawn(theme, ("enter", "enter", "7"), screen_of(walk_of(app, Phase.POST_SESSION)))) == []


def faint(theme: str, segments: list[Segment]) -> list[tuple[str, float]]:
    """Pieces with too little contrast: below 4.5 for text, 7 in high contrast, or 3 for lines and bars."""
    least = 7.0 if theme == "contrast" else 4.5
    found = list(_contrasts(segments))
    assert len(found) > 10
    return [(text, ratio) for text, ratio in found if ratio < (3.0 if _is_border(text) else least)]


@pytest.mark.parametrize("theme", PALETTES)
def test_a_theme_has_one_accent_and_distinguishable_shades(theme: str) -> None:
    own = PALETTES[theme]
    assert contrast(Color.parse(own.accent), Color.parse(own.background)) >= 4.5
    parts = (own.text, own.accent, own.background)
    assert all(contrast(Color.parse(one), Color.parse(other)) > 1.2 for one, other in combinations(parts, 2))


@pytest.mark.parametrize("keys", _PRESSES)
def test_without_colours_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for _text, style, _control in drawn("dark", keys):
        assert style is None or (style.color is None and style.bgcolor is None)


def test_without_colours_the_picked_option_still_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = "".join(segment.text for segment in drawn("dark", ()))
    assert "[7]" in text
    assert "●  3  Mixed" in text
    assert "[x]  3  Mixed" in text
    reversed_text = "".join(each.text for each in drawn("dark", ("f7",)) if each.style and each.style.reverse)
    assert "some words" in reversed_text


def test_nothing_moves_by_itself() -> None:
    async def run() -> None:
        app = Companion(Gallery())
        async with app.run_test() as pilot:
            await _press(pilot, ("ctrl+p",))
            assert app.animation_level == "none"
            blinking = [
                each for screen in app.screen_stack for each in screen.query("*") if getattr(each, "cursor_blink", 0)
            ]
            assert blinking == []

    asyncio.run(run())
