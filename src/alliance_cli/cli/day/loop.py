"""Goes through a day at the terminal: shows the list, reads a command, runs it with the vault that is open."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

import typer

from alliance_cli.cli import failures
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.root import run as run_command
from alliance_cli.cli.spoken import speech
from alliance_cli.command_lines import PROGRAM, command_words
from alliance_cli.core.errors import AllianceError, Locked, WrongUse
from alliance_cli.core.resumption import Resumption
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.find_client import code_or_row
from alliance_cli.views.due import day_view

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.setup import Program
    from alliance_cli.usecases.caseload.day import DayAtDesk

_HERE = "day"
"""The place at which a program that was locked at the list goes on."""
_HELPS = ("?", "help", "-h", "--help")
_ENDS = ("q", ":q", "quit", "exit")
_KEYS = N_("Enter takes the first   J7 reflect   + K9   ? more   q ends")
_KEYS_BELOW_A_RESULT = N_("Enter shows the list   J7 reflect   + K9   ? more   q ends")
_MORE = (
    N_("Enter or a number takes a row; J7 takes what comes next for J7."),
    N_("J7 prep, J7 session, J7 reflect walk one moment; add --on yesterday for another day."),
    N_("+ K9 takes up a code for today."),
    N_("find WORD, history J7, card J7, rate J7, repair J7 and every other command work here too."),
)
_BELOW_THE_LIST = 3
"""Rows for the keys and the place to type."""
_NOT_INSIDE = ("day", "init", "restore", "demo")
"""Commands that begin or replace what the day stands on."""
_SHORT = {"card": ("prep", "--card")}
"""Words for a command with an option."""


class DayLoop:
    """The day at the terminal, from the first list to ``q``."""

    def __init__(self, run: Program, desk: DayAtDesk) -> None:
        self._run, self._desk = run, desk
        self._day, due = desk.begin()
        self._hints = due.care, due.backup
        self._holds_list_back = False
        """Whether the list would push the result that was just shown out of the window."""

    def go(self) -> None:
        """Show the list and take commands until the person ends the day; raises Locked where the vault stays locked."""
        while (typed := self._ask()) is not None:
            self._hints = None, None
            if self._holds_list_back and not typed:
                self._holds_list_back = False
                continue
            self._holds_list_back = False
            try:
                self._take(typed)
            except AllianceError as error:
                failures.tell(error, in_one_line=True)
            except KeyboardInterrupt:
                self._run.screen.say()
            self._look()

    def _look(self) -> None:
        try:
            self._day = self._desk.look()
        except Locked as locked:
            # Another program has changed the passphrase, or a person could not open the vault again.
            self._run.screen.say(locked.sentence)
            self._run.lines.unlock()
            self._day = self._desk.look()

    def _ask(self) -> str | None:
        """The next line that was typed, without blanks around it; None at the end of the day."""
        screen, front = self._run.screen, self._run.front
        front.reached(_HERE)
        with (
            nullcontext() if self._holds_list_back else screen.below(lambda: screen.show(self._list())),
            front.placed(lambda: Resumption(None, _HERE)),
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
                return None if typed is None or typed.lower() in _ENDS else typed

    def _list(self) -> RenderableType:
        return day_view(self._day, *self._hints)

    def _take(self, typed: str) -> None:
        """Do what a line says; raises WrongUse, or whatever the rules for codes raise."""
        if not typed and not self._day.rows:
            raise WrongUse(_("Nothing is on the list."), _("Name a client and a moment, such as: J7 prep"))
        if typed.lower() in _HELPS:
            self._run.screen.say("\n".join(map(_, _MORE)))
        elif typed.startswith("+"):
            self._take_up(typed[1:].split())
        else:
            self._run_command(self._words(typed) if typed and not typed.isdigit() else self._number(typed or "1"))

    def _take_up(self, codes: Sequence[str]) -> None:
        if not codes:
            raise WrongUse(_("Which code? Such as: + K9"))
        for code in codes:
            self._desk.take_up(code)
            sys.orig_argv.append(code)  # a program that locks itself starts this command again

    def _number(self, typed: str) -> list[str]:
        """The words of a row, or of what comes next for a client whose code is the number; the person says which."""
        rows = {str(number): action for number, action in enumerate(self._day.rows, start=1)}
        row, called = rows.get(typed), self._desk.next_of(typed)
        if row and called and code_or_row(self._run.front, called.client, row.client) == row.client:
            called = None
        if action := called or row:
            return command_words(action)
        raise WrongUse(_("There is no such row."), _("A number from the list fits."))

    def _words(self, typed: str) -> list[str]:
        """The words of a command, where ``J7 reflect`` stands for ``reflect J7`` and ``J7`` for what comes next."""
        words = _split(typed)
        if words[:1] == [PROGRAM]:
            del words[0]
        if not words:
            return []
        first, *rest = words
        if first in COMMANDS or first in _SHORT or first.startswith("-"):
            return _spelt_out(first, rest)
        if rest and not rest[0].startswith("-"):
            named = rest[0].lower()
            is_known = named in COMMANDS or named in _SHORT or self._desk.next_of(first)
            return _spelt_out(named, [first, *rest[1:]]) if is_known else words
        follows = self._desk.next_of(first)
        return [*command_words(follows), *rest] if follows else words

    def _run_command(self, words: Sequence[str]) -> None:
        if words and words[0] in _NOT_INSIDE:
            raise WrongUse(_("That cannot be done inside a day."), _("End the day first: q"))
        inside = self._run.inside()
        code = run_command(words, inside)
        speech.speak((), *self._run.speaks)
        if not self._run.app.vault.is_open:  # it stays locked, and it was said why
            raise typer.Exit(code)
        if inside.follows:
            self._desk.walked(*inside.follows)
        elif rows := self._run.screen.rows:
            taken = inside.screen.rows_shown + self._run.screen.rows_drawn(self._list()) + _BELOW_THE_LIST
            self._holds_list_back = inside.screen.rows_shown > 0 and taken > rows


def go_through(run: Program, desk: DayAtDesk) -> None:
    """Go through the day until the person ends it."""
    DayLoop(run, desk).go()


def _split(typed: str) -> list[str]:
    try:
        return shlex.split(typed)
    except ValueError:
        raise WrongUse(_("A quotation mark is not closed."), _("Close it, or leave it out.")) from None


def _spelt_out(command: str, words: Sequence[str]) -> list[str]:
    name, *options = _SHORT.get(command, (command,))
    return [name, *words, *options]
