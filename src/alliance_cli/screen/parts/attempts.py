"""Runs actions that may fail on a screen: shows the error and leaves the typed text in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

from textual import events

from alliance_cli.core.errors import AllianceError, Locked, Refused
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.answer import AnswerPlace
from alliance_cli.screen.parts.patience import PatientScreen, Trouble
from alliance_cli.screen.parts.question import Sentence
from alliance_cli.translation import _

T = TypeVar("T")


class Undone(NamedTuple):
    """An action that failed, and its error; the text is still in the input."""

    act: Callable[[], object]
    trouble: AllianceError


class AttemptScreen(PatientScreen):
    """A screen with a question and a message below it; each action leads to the next question."""

    undone: Undone | None = None
    """The last action, if it failed."""
    is_stuck = False
    """Whether the current question, or the end of the walk, could not be shown; Enter then tries again."""

    @property
    def answer(self) -> AnswerPlace:
        """The area with the input."""
        return self.query_one(AnswerPlace)

    @property
    def typed(self) -> str:
        """The text typed at the current question but not entered."""
        return self.answer.typed

    async def ask(self) -> None:
        """Show the current question with a new input, or the end of the walk; raises AllianceError."""
        raise NotImplementedError

    async def show_question(self) -> None:
        """Show the current question or the end of the walk, or else the error."""
        self.answer.let_go()
        self.is_stuck = False
        try:
            await self.ask()
        except AllianceError as trouble:
            await self.cannot_show(trouble)

    async def cannot_show(self, trouble: Trouble) -> None:
        """Show why the question cannot be shown; Enter tries again."""
        self.is_stuck = True
        await self.answer.clear()
        self.say_why(trouble, _("{trouble} Enter tries again.", trouble=sentence_of(trouble)))
        self.show_keys()

    def tell(self, sentence: str) -> None:
        """Show a message below the input until the next question."""
        self.query_one("#told", Sentence).say(sentence)

    async def attempt(self, act: Callable[[], object], otherwise: str = "", after: Callable[[], str] = str) -> None:
        """Run an action that may save, then show the next question and below it the message returned by ``after``.

        If the action returns False, there was nothing to do, and the message is ``otherwise``.
        """

        async def go_on(done: object) -> None:
            self.undone = None
            if done is False and otherwise:
                self.tell(otherwise)
            else:
                await self.show_question()
                if said := after():
                    self.tell(said)

        await self.patiently(act, go_on, partial(self._cannot, act))

    async def _cannot(self, act: Callable[[], object], trouble: Trouble) -> None:
        said = sentence_of(trouble)
        if isinstance(trouble, AllianceError):
            self.undone = Undone(act, trouble)
            if isinstance(trouble, Refused):
                said = _("{refusal} Yours is still here; Esc keeps it as a draft.", refusal=said)
            else:
                said = _("{trouble} Your answer is still here. Enter tries again.", trouble=said)
        self.say_why(trouble, said)

    def say_why(self, trouble: Trouble, said: str = "") -> None:
        """Show the error, or the longer sentence ``said``; if the vault is locked, leave the full screen."""
        if isinstance(trouble, Locked):
            self.app.exit(Leaving(Left.LOCKED, self.typed))
        else:
            self.tell(said or sentence_of(trouble))

    def on_key(self, event: events.Key) -> None:
        """Show why one of the screen's keys does nothing now; letters are ignored."""
        if not event.is_printable and (why := self.why_not(event.key)):
            self.tell(why)

    def why_not(self, key: str) -> str:
        """Why a key does nothing now; empty for a key that the screen does not use."""
        return ""

    def tried(self, act: Callable[[], T]) -> T | None:
        """Returns the result of an action; if it fails, shows the error and returns None."""
        try:
            return act()
        except AllianceError as trouble:
            self.say_why(trouble)
        return None

    async def stops(self, trouble: Trouble) -> None:
        """``say_why`` as a coroutine."""
        self.say_why(trouble)


def sentence_of(trouble: Trouble) -> str:
    """The error in one sentence."""
    return trouble.sentence if isinstance(trouble, AllianceError) else str(trouble)
