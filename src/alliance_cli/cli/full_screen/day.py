"""Runs a day on the full screen: shows the list, and each command's output on a screen of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from alliance_cli.cli.day.loop import ENDS, HELPS, HERE, MORE, DayLoop, DayPage
from alliance_cli.cli.full_screen.walking import AGAIN, show, unlock
from alliance_cli.cli.full_screen.window import Window
from alliance_cli.command_lines import command_line
from alliance_cli.core.resumption import Resumption
from alliance_cli.screen.day_screen import DayScreen
from alliance_cli.screen.leaving import Left
from alliance_cli.screen.result_screen import ResultScreen
from alliance_cli.translation import _

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.setup import Program
    from alliance_cli.core.action import Action
    from alliance_cli.usecases.caseload.day import DayAtDesk

_MOST_LINES = 2
"""Longer output gets its own screen; shorter output is shown above the input line."""


class DayFullScreen:
    """The list with a cursor, above an input line."""

    def __init__(self, run: Program, window: Window) -> None:
        self._run, self._window = run, window
        self._told: RenderableType = ""

    def ask(self, page: DayPage) -> str | Action | None:
        front = self._run.front
        here = front.resumption
        typed = ""
        if here and here.step == HERE:
            typed, front.resumption = here.typed, None
        with front.placed(lambda: Resumption(None, HERE)):
            while (left := show(self._run, screen := self._screen(page, typed))).how in AGAIN:
                typed = left.typed
                unlock(self._run, left)
        self._told = ""
        if left.how is not Left.ENDED or left.typed.strip().lower() in ENDS:
            return None
        return screen.action or left.typed.strip()

    def _screen(self, page: DayPage, typed: str) -> DayScreen:
        return DayScreen(page.day, page[1:], self._told, typed, tuple(map(_, MORE)))

    @contextmanager
    def taking(self, taken: str | Action) -> Iterator[None]:
        with self._window.holding():
            yield
        self._show(_title(taken))

    def ran(self, inside: Program, page: DayPage) -> None:
        """Do nothing: each result has its own screen."""

    def _show(self, title: str) -> None:
        """Show a command's output: above the input line if it is short, else on its own screen."""
        said, shown = self._window.said.strip(), self._window.shown
        self._window.forget()
        if said.count("\n") < _MOST_LINES:
            self._told = shown if said else ""
            return
        with self._run.front.placed(lambda: Resumption(None, HERE)):
            while (left := show(self._run, ResultScreen(title, shown))).how in AGAIN:
                unlock(self._run, left)


def _title(taken: str | Action) -> str:
    if not isinstance(taken, str):
        return command_line(taken)
    return _("What can be typed") if taken.lower() in HELPS else taken


def go_through_full_screen(run: Program, desk: DayAtDesk) -> None:
    """Run the day until the person ends it. Afterwards the terminal shows only why it ended early, if it did."""
    window = Window()
    run.take_window(window)
    day = DayLoop(run, desk, DayFullScreen(run, window))
    try:
        with window.kept():
            day.go()
    finally:
        sys.stderr.write(window.said)
