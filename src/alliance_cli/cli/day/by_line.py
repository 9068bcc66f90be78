"""Shows the list of a day line by line and reads a command below it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from alliance_cli.cli.day.loop import ENDS, HERE, DayPage
from alliance_cli.core.resumption import Resumption
from alliance_cli.translation import N_, _
from alliance_cli.views.due import day_view

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.setup import Program
    from alliance_cli.core.action import Action

_KEYS = N_("Enter takes the first   J7 reflect   + K9   ? more   q ends")
_KEYS_BELOW_A_RESULT = N_("Enter shows the list   J7 reflect   + K9   ? more   q ends")
_BELOW_THE_LIST = 3
"""Rows for the key help and the input line."""


class DayByLine:
    """The list above an input line. The list waits for Enter if it would push the last result out of the window."""

    def __init__(self, run: Program) -> None:
        self._run = run
        self._holds_list_back = False
        """Whether the list would push the result that was just shown out of the window."""

    def ask(self, page: DayPage) -> str | None:
        typed = self._line(page)
        if self._holds_list_back:
            self._holds_list_back = False
            return typed or (None if typed is None else self._line(page))
        return typed

    def taking(self, taken: str | Action) -> AbstractContextManager[None]:
        return nullcontext()

    def ran(self, inside: Program, page: DayPage) -> None:
        if rows := self._run.screen.rows:
            taken = inside.screen.rows_shown + self._run.screen.rows_drawn(_list(page)) + _BELOW_THE_LIST
            self._holds_list_back = inside.screen.rows_shown > 0 and taken > rows

    def _line(self, page: DayPage) -> str | None:
        screen, front = self._run.screen, self._run.front
        front.reached(HERE)
        with (
            nullcontext() if self._holds_list_back else screen.below(lambda: screen.show(_list(page))),
            front.placed(lambda: Resumption(None, HERE)),
        ):
            screen.say()
            screen.say(_(_KEYS_BELOW_A_RESULT if self._holds_list_back else _KEYS))
            while True:
                try:
                    typed = self._run.lines.next()
                except KeyboardInterrupt:
                    screen.say("\n" + _("q ends the day."))
                    continue
                typed = None if typed is None else typed.strip()
                return None if typed is None or typed.lower() in ENDS else typed


def _list(page: DayPage) -> RenderableType:
    return day_view(*page)
