"""Screens that cover what is shown: while nobody types in a session, by a key, and where the window is too small."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.translation import N_, _

COVER_KEYS = ("uncover", "stop")
"""Actions of the application that a cover leaves to a person."""


class Cover(Screen[None]):
    """One sentence, and nothing of what lies below. Keys do not reach what is covered."""

    DEFAULT_CSS = """
    Cover { align: center middle; }
    Cover Static { width: auto; max-width: 90%; text-align: center; }
    """
    SAYS: ClassVar[str]
    BINDINGS: ClassVar[list[Any]] = []

    def compose(self) -> ComposeResult:
        yield Static(_(self.SAYS), markup=False)


class Cleared(Cover):
    """Hides a session that nobody touched for a while, until Enter."""

    SAYS = N_("Cleared, because nothing was typed for a while. Enter shows the question again.")
    BINDINGS: ClassVar[list[Any]] = [("enter", "app.uncover")]


class Blank(Cover):
    """Nothing at all, until the key that brought it is pressed again; any other key says which one that is."""

    SAYS = N_("b or F3 shows the screen again.")
    BINDINGS: ClassVar[list[Any]] = [("b,f3", "app.uncover")]

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def on_key(self) -> None:
        self.query_one(Static).update(_(self.SAYS))


class TooSmall(Cover):
    """Hides what does not fit, until the window is larger."""

    SAYS = N_("The window is too small. Make it larger to go on; Esc stops and keeps what you typed.")
    BINDINGS: ClassVar[list[Any]] = [("escape,ctrl+c,ctrl+q", "app.stop")]


class TooSmallForClient(TooSmall, inherit_bindings=False):
    """The same while a client has the keyboard, whom no key leads out."""

    SAYS = N_("The window is too small. Please make it larger to go on.")
    BINDINGS: ClassVar[list[Any]] = []
