"""Runs a day: asks for a command, runs it with the open vault and updates the list."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

import typer

from alliance_cli.cli import failures
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.root import run as run_command
from alliance_cli.cli.spoken import speech
from alliance_cli.command_lines import PROGRAM, command_words
from alliance_cli.core.action import Action
from alliance_cli.core.errors import AllianceError, Locked, WrongUse
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.find_client import code_or_row

if TYPE_CHECKING:
    from alliance_cli.cli.setup import Program
    from alliance_cli.core.caseload.day import Day
    from alliance_cli.core.own.self_care import SelfCareHint
    from alliance_cli.core.vault.safekeeping import LastBackup
    from alliance_cli.usecases.caseload.day import DayAtDesk

HERE = "day"
"""The step of a resumption for a program that was locked at the list."""
HELPS = ("?", "help", "-h", "--help")
ENDS = ("q", ":q", "quit", "exit")
MORE = (
    N_("Enter or a number takes a row; J7 takes the next step for J7."),
    N_("J7 prep, J7 session and J7 reflect start one walk; add --on yesterday for another day."),
    N_("+ K9 adds a code to today."),
    N_("find WORD, history J7, card J7, rate J7, repair J7 and every other command work here too."),
)
_NOT_INSIDE = ("day", "init", "restore", "demo")
"""Commands refused inside a day, because they start another day or replace the vault."""
_SHORT = {"card": ("prep", "--card")}
"""Shortcuts: a word for a command with an option."""


class DayPage(NamedTuple):
    """What a front shows: the day's list and, at the start of the day, hints on self-care and backups."""

    day: Day
    care: SelfCareHint | None = None
    backup: LastBackup | None = None


class DayFront(Protocol):
    """Shows a day and reads commands."""

    def ask(self, page: DayPage) -> str | Action | None:
        """Return the typed line, stripped, or the action of the chosen row; None ends the day."""

    def taking(self, taken: str | Action) -> AbstractContextManager[None]:
        """A context in which the command just taken runs."""

    def ran(self, inside: Program, page: DayPage) -> None:
        """Called after a command from which no next walk follows."""


class DayLoop:
    """A day, from the first list to ``q``."""

    def __init__(self, run: Program, desk: DayAtDesk, front: DayFront) -> None:
        self._run, self._desk, self._front = run, desk, front
        self._day, due = desk.begin()
        self._page = DayPage(self._day, due.care, due.backup)

    def go(self) -> None:
        """Show the list and run commands until the person ends the day; raises Locked if the vault stays locked."""
        while (taken := self._front.ask(self._page)) is not None:
            self._page = DayPage(self._day)
            with self._front.taking(taken):
                self._do(taken)
                self._look()

    def _do(self, taken: str | Action) -> None:
        try:
            if isinstance(taken, Action):
                self._run_command(command_words(taken))
            else:
                self._take(taken)
        except AllianceError as error:
            failures.tell(error, in_one_line=True, on=self._run.screen)
        except KeyboardInterrupt:
            self._run.screen.say()

    def _look(self) -> None:
        try:
            self._day = self._desk.look()
        except Locked as locked:
            # Another program changed the passphrase, or the vault was not unlocked again.
            self._run.screen.say(locked.sentence)
            self._run.guard.lock()
            self._run.guard.unlock()
            self._day = self._desk.look()
        self._page = DayPage(self._day)

    def _take(self, typed: str) -> None:
        """Run a typed line; raises WrongUse, also for an invalid code."""
        if not typed and not self._day.rows:
            raise WrongUse(_("The list is empty."), _("Name a client and a walk, such as: J7 prep"))
        if typed.lower() in HELPS:
            self._run.screen.say("\n".join(map(_, MORE)))
        elif typed.startswith("+"):
            self._take_up(typed[1:].split())
        else:
            self._run_command(self._words(typed) if typed and not typed.isdigit() else self._number(typed or "1"))

    def _take_up(self, codes: Sequence[str]) -> None:
        if not codes:
            raise WrongUse(_("Which code? Such as: + K9"))
        for code in codes:
            self._desk.take_up(code)
            sys.orig_argv.append(code)  # a locked program restarts with these arguments

    def _number(self, typed: str) -> list[str]:
        """Return the command of a row or of the client with this number as code; asks which, if both exist."""
        rows = {str(number): action for number, action in enumerate(self._day.rows, start=1)}
        row, called = rows.get(typed), self._desk.next_of(typed)
        if row and called and code_or_row(self._run.front, called.client, row.client) == row.client:
            called = None
        if action := called or row:
            return command_words(action)
        raise WrongUse(_("There is no such row."), _("Type a number from the list."))

    def _words(self, typed: str) -> list[str]:
        """Return the command words of a line: ``J7 reflect`` means ``reflect J7``, and ``J7`` its next step."""
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
            raise WrongUse(_("That does not work inside a day."), _("End the day first: q"))
        inside = self._run.inside()
        code = run_command(words, inside)
        speech.speak((), *self._run.speaks)
        if not self._run.app.vault.is_open:  # still locked; the reason was shown
            raise typer.Exit(code)
        if inside.follows:
            self._desk.walked(*inside.follows)
        else:
            self._front.ran(inside, self._page)


def _split(typed: str) -> list[str]:
    try:
        return shlex.split(typed)
    except ValueError:
        raise WrongUse(_("A quotation mark is not closed."), _("Close it, or leave it out.")) from None


def _spelt_out(command: str, words: Sequence[str]) -> list[str]:
    name, *options = _SHORT.get(command, (command,))
    return [name, *words, *options]
