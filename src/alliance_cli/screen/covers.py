"""Screens that hide the one below: when nobody types, when a key blanks it, and when the window is too small."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.translation import N_, _

COVER_KEYS = ("uncover", "stop")
"""The application's actions that work while a cover is shown."""


class Cover(Screen[None]):
    """Shows one sentence and hides the screen below, which receives no keys."""

    DEFAULT_CSS = """
    Cover { align: center middle; }
    Cover Static { width: auto; max-width: 90%; text-align: center; }
    """
    SAYS: ClassVar[str]
    BINDINGS: ClassVar[list[Any]] = []

    def compose(self) -> ComposeResult:
        yield Static(_(self.SAYS), markup=False)


class Cleared(Cover):
    """Hides a session after a while without a key, until Enter is pressed."""

    SAYS = N_("Cleared, because nothing was typed for a while. Enter shows the question again.")
    BINDINGS: ClassVar[list[Any]] = [("enter", "app.uncover")]


class Blank(Cover):
    """Shows nothing until the same key is pressed again; any other key names that key."""

    SAYS = N_("b or F3 shows the screen again.")
    BINDINGS: ClassVar[list[Any]] = [("b,f3", "app.uncover")]

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def on_key(self) -> None:
        self.query_one(Static).update(_(self.SAYS))


class TooSmall(Cover):
    """Hides a screen that does not fit until the window is larger."""

    SAYS = N_("The window is too small. Make it larger to go on; Esc stops and keeps what you typed.")
    BINDINGS: ClassVar[list[Any]] = [("escape,ctrl+c,ctrl+q", "app.stop")]


class TooSmallForClient(TooSmall, inherit_bindings=False):
    """The same for a client who has the keyboard; no key ends the program."""

    SAYS = N_("The window is too small. Please make it larger to go on.")
    BINDINGS: ClassVar[list[Any]] = []
