"""Implements the line front: asks a person at the terminal, or reads piped lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from alliance_cli.command_lines import with_command
from alliance_cli.core.action import Action
from alliance_cli.core.errors import AllianceError, Declined, Refused
from alliance_cli.core.resumption import Resumption
from alliance_cli.core.walk.kinds import YesNoKind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.line.input.idle import Continued, Idle, stopped, watched
from alliance_cli.line.input.lines import LineCommand, Lines, answer_line, parse_line
from alliance_cli.line.input.terminal import TerminalLines
from alliance_cli.line.output.console import Screen
from alliance_cli.translation import N_, _

T = TypeVar("T")
_PRIVATE = N_("The setting is screen.private.")
_LEAVES = N_("Enter or :q leaves the question.")


class LineFront:
    """Asks on stderr and reads answers line by line."""

    def __init__(
        self,
        screen: Screen,
        lines: Callable[[], Lines],
        *,
        interactive: bool,
        patience: Callable[[], float] = float,
        is_private: Callable[[], bool] = bool,
    ) -> None:
        self.screen = screen
        self._lines = lines
        self._patience = patience
        """Seconds to wait for a passphrase while a key is in memory; 0 for no limit."""
        self._interactive = interactive
        self._is_private = is_private
        """Whether others may see the screen; a person then has to press Enter before typed words are shown."""
        self._shows_words = False
        self.places: list[Callable[[], Resumption]] = []
        """The places at which the next start of the program would resume, outermost walk first."""
        self.resumption: Resumption | None = None
        """The place at which this start resumes; None once that question is reached."""
        self.in_the_room = False
        """Whether a client is present and the questions are read aloud."""
        self.handed_over = ""
        """The language of the client while the keyboard is handed over; empty otherwise."""
        self.holds_unsaved = False
        """Whether an answer that could not be saved is only in memory."""

    @property
    def lines(self) -> Lines:
        """The source of typed lines."""
        return self._lines()

    @property
    def interactive(self) -> bool:
        return self._interactive

    def ask_to_show_words(self) -> None:
        """Call this before typed words are shown: on a private screen, a person has to press Enter once in each run.

        Raises Declined for any other answer, and Refused if nobody is present. Output to a file or a pipe needs no
        question.
        """
        shown = self._shows_words or self.resumption is not None  # after a lock, the person has seen them already
        if shown or not (sys.stdout.isatty() or sys.stderr.isatty()) or not self._is_private():
            return
        if not self._interactive:
            raise Refused(
                _("What you typed is hidden on this screen, and there is no terminal to ask at."), _(_PRIVATE)
            )
        if self.ask(_("What you typed comes next. Enter shows it; n and Enter leaves it hidden.")) != "":
            raise Declined(_("It stays hidden."), _(_PRIVATE))
        self._shows_words = True

    def confirm(self, question: str, otherwise: str) -> bool:
        """Ask until y or n is typed; Enter and ``:q`` count as no, and ``?`` lists the possible answers."""
        self.screen.say(_("{question} y or n", question=question))
        while typed := self._typed():
            try:
                return YesNoKind().read(typed) is True
            except InvalidAnswer as invalid:
                self.screen.say(f"   {invalid} {otherwise}")
        return False

    def choose(self, question: str, rows: Sequence[str], read: Callable[[str], T], fits: str) -> T | None:
        """Show the rows, then ask until ``read`` accepts the line; Enter and ``:q`` return None."""
        for row in rows:
            self.screen.say(row)
        self.screen.say(question)
        lines = self.lines
        while typed := self._typed():
            if lines.interactive and parse_line(typed)[0] is LineCommand.WHY:
                self.screen.say(f"   {fits} {_(_LEAVES)}")
                continue
            try:
                return read(typed)
            except AllianceError as error:
                if not lines.interactive:
                    raise
                self.screen.say(f"   {error.sentence} {fits}")
        return None

    def _typed(self) -> str:
        """The next line without surrounding blanks; empty for Enter, for ``:q`` and at the end of input."""
        typed = (self.lines.next() or "").strip()
        return "" if parse_line(typed)[0] is LineCommand.STOP else typed

    def ask(self, question: str) -> str | None:
        """Ask for free text; a command such as ``:q`` returns None, and ``?`` asks again."""
        lines = self.lines
        self.reached(question)
        while True:
            self.screen.say(question)
            try:
                with self.placed(lambda: Resumption(None, question)):
                    line = answer_line(lines)
            except KeyboardInterrupt:
                self.screen.say()  # ends the line that was being typed
                raise
            if line is None and lines.interactive:
                return None
            command, answer = parse_line(line or "")
            if command is not LineCommand.WHY or not lines.interactive:
                return answer if command in (LineCommand.ANSWER, LineCommand.ENTER) else None
            fits = _("Answer in your own words, or type the word you are asked for.")
            self.screen.say(f"   {fits} {_(_LEAVES)}")

    @contextmanager
    def placed(self, place: Callable[[], Resumption], *, in_the_room: bool = False) -> Iterator[None]:
        """If the program locks itself inside the block, it resumes at this place; a client may be ``in_the_room``."""
        self.places.append(place)
        before, self.in_the_room = self.in_the_room, self.in_the_room or in_the_room
        try:
            yield
        finally:
            self.places.pop()
            self.in_the_room = before

    def reached(self, step: str) -> None:
        """If the program locked itself at this question, begin the next line with the text that was typed there."""
        place = self.resumption
        if place is None or (place.action is None and place.step != step):
            return
        self.resumption = None
        if place.step == step and isinstance(self.lines, TerminalLines):
            self.lines.begins = place.typed

    def secret(self, prompt: str) -> str | None:
        """Ask without echo; raises Locked if nothing is typed for the idle time while a key is in memory."""
        self.screen.asks()
        try:
            with watched(self._patience(), str):
                return ask_passphrase(prompt)
        except Continued:
            return self.secret(prompt)
        except Idle:
            self.screen.clear()
            raise stopped() from None

    def note(self, sentence: str, action: Action | None = None) -> None:
        self.screen.say(with_command(sentence, action))

    def show(self, value: object) -> None:
        """Show the view of a value."""
        from alliance_cli.views.by_type import view_of

        self.screen.show(view_of(value))


def ask_passphrase(prompt: str) -> str | None:
    """Read a passphrase without echo; None if stdin is not a terminal or the person gave up."""
    from alliance_cli.line.input.hidden import read_hidden

    if not sys.stdin.isatty():
        return None
    try:
        return read_hidden(prompt)
    except EOFError:
        return None
    except UnicodeDecodeError:
        sys.stderr.write(_("What was typed is not UTF-8 text.") + "\n")
        return ask_passphrase(prompt)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
