"""Hands the terminal to the client: asks one question at a time on a clear screen until the clinician takes over."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError, WrongUse
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.line.input.idle import handled
from alliance_cli.line.input.lines import LineCommand, Typing, answer_line, as_text, parse_filled
from alliance_cli.line.input.terminal import TerminalLines
from alliance_cli.line.question import fill_of
from alliance_cli.line.saving import saving
from alliance_cli.translation import Speaking, _
from alliance_cli.usecases.alone.hand_over import WELCOME
from alliance_cli.usecases.walks.walking import Walking

if TYPE_CHECKING:
    from alliance_cli.line.front import LineFront
    from alliance_cli.usecases.alone.hand_back import HandBack
    from alliance_cli.usecases.alone.hand_over import HandOver

_KEPT_IN = ("SIGINT", "SIGQUIT", "SIGTSTP")
"""The signals of Ctrl-C, Ctrl-\\ and Ctrl-Z."""


def hand_over(front: LineFront, run: HandOver, door: HandBack) -> None:
    """Let the client answer until the clinician has taken the keyboard back.

    Raises WrongUse without a terminal, and, once the keyboard is back, the AllianceError if an answer was not saved.
    """
    if not isinstance(front.lines, TerminalLines):
        raise WrongUse(_("Handing over needs a terminal, where the client answers."))
    with _alone(front, run.language):
        trouble = _Alone(front, front.lines, run, door).run()
    if trouble is not None:
        raise trouble


@contextmanager
def _alone(front: LineFront, language: str) -> Iterator[None]:
    """Inside the block no key ends the program; afterwards the screen and its scrollback are cleared."""
    front.handed_over = language
    try:
        with kept_in(), front.screen.cleared_afterwards(), Speaking(language):
            yield
    finally:
        front.handed_over = ""


@contextmanager
def kept_in() -> Iterator[None]:
    """Inside the block, no key ends or stops the program.

    Afterwards the keys work as usual, even if the parent process had set their signals to be ignored.
    """
    try:
        with ExitStack() as stack:
            for name in _KEPT_IN:
                stack.enter_context(handled(name, signal.SIG_IGN))
            yield
    finally:
        for name in _KEPT_IN:
            if number := getattr(signal, name, None):
                signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)


class _Alone:
    """Asks one client who is alone at the keyboard."""

    def __init__(self, front: LineFront, lines: TerminalLines, run: HandOver, door: HandBack) -> None:
        self._screen, self._lines, self._run, self._door = front.screen, lines, run, door
        self._walking = Walking(run.begin(), saving(front, run), run.drafts)
        self._said = ""

    def run(self) -> AllianceError | None:
        """Ask until the clinician takes the keyboard back; returns the error if an answer could not be stored."""
        while True:
            try:
                self._ask_all()
            except AllianceError as trouble:
                self._wait_for_clinician(_("That could not be kept. Please hand the device back."))
                return trouble
            goes_on = self._walking.step is not None
            said = _("Please hand the device back.") if goes_on else _("Thank you. Please hand the device back.")
            if self._wait_for_clinician(said, goes_on=goes_on):
                return None

    def _ask_all(self) -> None:
        """Ask until the last question is answered or the client stops."""
        while self._walking.step is not None:
            if not self._ask():
                return
        self._run.finish()

    def _ask(self) -> bool:
        """Ask the current question; False if the client stops."""
        walking, step = self._walking, self._walking.walk.step
        if step is None:
            return True
        fill = fill_of(walking)
        self._screen.clear()
        number, count = walking.walk.progress
        with self._screen.under_heading("\n" + _("{number} of {count}", number=number, count=count)):
            for line in self._shown():
                self._screen.say(line)
            typed = answer_line(self._lines, Typing(fill.line, lambda line: walking.type(as_text(line))))
        if typed is None:
            _end_without_terminal()
            return True
        act, answer = parse_filled(fill.line, typed)
        if typed == fill.line and fill.kept and not fill.draft:
            act = LineCommand.ENTER
        return self._take(act, answer)

    def _shown(self) -> Iterator[str]:
        walk, step = self._walking.walk, self._walking.walk.step
        if step is None:
            return
        if walk.progress[0] == 1:
            yield from ("", _(WELCOME))
        yield from filter(None, ("", step.prompt.about))
        yield step.ask
        yield from filter(None, (step.kind.fits(), self._said))
        if walk.known is not None:
            yield _("Your answer: {answer}", answer=step.kind.show(walk.known))
        yield _("Enter goes on   < goes back   :q stops")

    def _take(self, act: LineCommand, answer: str) -> bool:
        self._said = ""
        if act is LineCommand.ENTER:
            self._walking.type("")
            self._walking.leave()
        elif act is LineCommand.BACK:
            self._walking.back()
        elif act is LineCommand.ANSWER:
            try:
                self._walking.answer(answer)
            except InvalidAnswer as unfit:
                self._said = str(unfit)
        return act is not LineCommand.STOP

    def _wait_for_clinician(self, sentence: str, *, goes_on: bool = False) -> bool:
        """Wait for the PIN or the passphrase; False if the client goes back to the questions instead."""
        more = "\n" + _("Enter alone goes back to the questions.") if goes_on else ""
        while True:
            self._screen.clear()
            with self._screen.under_heading(f"\n{sentence}{more}\n"):
                typed = self._lines.hidden(_("PIN or passphrase: ") if self._door.takes_pin else _("Passphrase: "))
            if self._door.opens(typed):
                return True
            if not typed:
                _end_without_terminal()
                if goes_on:
                    return False
            time.sleep(self._door.wait)


def _end_without_terminal() -> None:
    """Raises SystemExit if the terminal is gone, since nobody can type then."""
    if not sys.stdin.isatty():
        raise SystemExit(1)
