"""Does on a screen what may fail: what stands in the way is said, and what is typed stays."""

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
    """What a person wanted to do, and what stood in the way; the text is still in the input."""

    act: Callable[[], object]
    trouble: AllianceError


class AttemptScreen(PatientScreen):
    """A screen that shows a question, below it what is told, and after each act the question that comes then."""

    undone: Undone | None = None
    """The last act, where it failed."""
    is_stuck = False
    """Whether the present question, or what closes the walk, could not be shown; then Enter tries again."""

    @property
    def answer(self) -> AnswerPlace:
        """Where the question is answered."""
        return self.query_one(AnswerPlace)

    @property
    def typed(self) -> str:
        """What is typed at the present question and not entered."""
        return self.answer.typed

    async def ask(self) -> None:
        """Show the present question with a new input, or what closes the walk; raises AllianceError."""
        raise NotImplementedError

    async def show_question(self) -> None:
        """Show what is to be shown now; what stands in the way is said."""
        self.answer.let_go()
        self.is_stuck = False
        try:
            await self.ask()
        except AllianceError as trouble:
            await self.cannot_show(trouble)

    async def cannot_show(self, trouble: Trouble) -> None:
        """Say why there is nothing to be shown; Enter tries again."""
        self.is_stuck = True
        await self.answer.clear()
        self.say_why(trouble, _("{trouble} Enter tries again.", trouble=sentence_of(trouble)))

    def tell(self, sentence: str) -> None:
        """Say something below the input until the next question."""
        self.query_one("#told", Sentence).say(sentence)

    async def attempt(self, act: Callable[[], object], otherwise: str = "", after: Callable[[], str] = str) -> None:
        """Do something that may save, show the question that comes then, and below it what ``after`` says.

        Where the act returns False there was nothing to do, and ``otherwise`` says why.
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
        """Say what stands in the way, by itself or in a longer sentence; a vault that is locked leaves the screen."""
        if isinstance(trouble, Locked):
            self.app.exit(Leaving(Left.LOCKED, self.typed))
        else:
            self.tell(said or sentence_of(trouble))

    def on_key(self, event: events.Key) -> None:
        """Say why a key of the screen does nothing now; a letter says nothing."""
        if not event.is_printable and (why := self.why_not(event.key)):
            self.tell(why)

    def why_not(self, key: str) -> str:
        """Why a key does nothing now; empty for one that is not known here."""
        return ""

    def tried(self, act: Callable[[], T]) -> T | None:
        """What an act returns; None where something stands in the way, which is said."""
        try:
            return act()
        except AllianceError as trouble:
            self.say_why(trouble)
        return None

    async def stops(self, trouble: Trouble) -> None:
        """As ``say_why``, for what is waited for."""
        self.say_why(trouble)


def sentence_of(trouble: Trouble) -> str:
    """What stands in the way, in one sentence."""
    return trouble.sentence if isinstance(trouble, AllianceError) else str(trouble)
