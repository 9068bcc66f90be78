"""Asks the client one question at a time on the full screen, and shows nothing that belongs to the clinician."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from alliance_cli.core.errors import AllianceError
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.screen.alone.door import DoorInput
from alliance_cli.screen.app import Companion
from alliance_cli.screen.covers import TooSmallForClient
from alliance_cli.screen.inputs.base import AnswerInput, Rank
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.answer import AnswerPlace
from alliance_cli.screen.parts.lines import KeyLine
from alliance_cli.screen.parts.patience import PatientScreen
from alliance_cli.screen.parts.question import Sentence
from alliance_cli.screen.parts.reading import READING
from alliance_cli.screen.shortcuts import Shortcut, bindings, own_keys_of
from alliance_cli.translation import N_, _
from alliance_cli.usecases.alone.hand_over import WELCOME

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from alliance_cli.usecases.alone.hand_back import HandBack
    from alliance_cli.usecases.alone.hand_over import HandOver
    from alliance_cli.usecases.walks.walking import Walking

_SAID = ("progress", "about", "ask")
"""The ids of the texts above the input."""


class ClientsWindow(Companion, inherit_bindings=False):
    """The full screen while a client uses it: no help, no palette, and no key that ends it."""

    BINDINGS: ClassVar[list[Any]] = []
    TOO_SMALL = TooSmallForClient

    def action_help(self) -> None:
        """Do nothing: the help lists the clinician's keys."""

    def action_palette(self) -> None:
        """Do nothing: the palette lists the clinician's commands."""

    def action_stop(self) -> None:
        """Do nothing: no key ends a hand-over."""

    def put_aside(self) -> None:
        """Do nothing: no key ends a hand-over."""

    def _end_by(self, name: str) -> None:
        super()._end_by(name)
        self._keep_drafts()
        self.exit(Leaving(Left.STOPPED))

    @property
    def _signals(self) -> dict[str, Any]:
        return {name: act for name, act in super()._signals.items() if name in ("SIGTERM", "SIGHUP")}


class HandOverScreen(PatientScreen, inherit_bindings=False):
    """Asks the client's questions, then waits for the clinician to take the keyboard back.

    Stored answers are not shown; Enter alone leaves them unchanged.
    """

    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("ctrl+b,shift+tab", "back", "Ctrl-B", N_("back")),
        *READING,
        Shortcut("escape", "stop_here", "Esc", N_("hand the device back"), N_("hand back"), rank=Rank.ALWAYS),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)
    WAITING = N_("One moment, please.")

    def __init__(self, run: HandOver, walking: Walking, door: HandBack) -> None:
        super().__init__()
        self._run, self.walking, self._door = run, walking, door
        self.trouble: AllianceError | None = None
        """The error that prevented an answer from being saved."""
        self.is_taken_back = False
        self.entered = asyncio.Event()
        """Set once Enter has been handled."""

    def at_once(self) -> AbstractContextManager[None]:
        return self._run.at_once()

    @property
    def typed(self) -> str:
        """Empty: the clinician's screen must not begin with a client's text."""
        return ""

    @property
    def _answer(self) -> AnswerPlace:
        return self.query_one(AnswerPlace)

    def compose(self) -> ComposeResult:
        with Vertical(id="room"), Vertical(id="alone"):
            with VerticalScroll(id="question", can_focus=False):
                yield from (Sentence(id=name) for name in _SAID)
            yield AnswerPlace(self.walking)
            yield Sentence(id="told")
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        if self.walking.step is None:
            await self._show_door()
        else:
            await self._do(lambda: None)

    async def _do(self, act: Callable[[], object]) -> None:
        """Perform an action and show the next question; an error leads to the request for the PIN."""

        async def go_on(_done: object) -> None:
            try:
                await self._show_question()
            except AllianceError as trouble:
                await self._cannot(trouble)

        await self.patiently(act, go_on, self._cannot)

    async def _cannot(self, trouble: AllianceError | InvalidAnswer) -> None:
        if isinstance(trouble, InvalidAnswer):
            self.tell(str(trouble))
        else:
            self.trouble = trouble
            await self._show_door()

    async def _show_question(self) -> None:
        step = self.walking.step
        if step is None:
            await self.patiently(self._run.finish, lambda _done: self._show_door(), self._cannot)
            return
        number, count = self.walking.walk.progress
        self._say(_("{number} of {count}", number=number, count=count), step.prompt.about, step.ask)
        if number == 1:
            self.tell(_(WELCOME))
        await self._answer.ask(shows_kept=False)
        self.show_keys()

    async def _show_door(self) -> None:
        """Ask the client to return the device, and the clinician for the PIN or passphrase."""
        self.keep_draft()
        if self.trouble:
            said = _("That could not be kept. Please hand the device back.")
        elif self._goes_on:
            said = _("Please hand the device back.")
        else:
            said = _("Thank you. Please hand the device back.")
        await self._answer.show(DoorInput(self._door))
        self._say("", "", said)
        self.tell(_("Enter alone goes back to the questions.") if self._goes_on else "")
        self.show_keys()

    def show_keys(self) -> None:
        self.query_one(KeyLine).say(each for each in own_keys_of(self) if each.in_line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow going back and stopping only while a question is asked."""
        return self._answer.asks if action in ("back", "stop_here") else super().check_action(action, parameters)

    @property
    def _goes_on(self) -> bool:
        return self.walking.step is not None and self.trouble is None

    def _say(self, *words: str) -> None:
        """Show the progress, the context and the question, and clear the message below."""
        for name, each in zip((*_SAID, "told"), (*words, ""), strict=True):
            self.query_one(f"#{name}", Sentence).say(each)

    def tell(self, sentence: str) -> None:
        self.query_one("#told", Sentence).say(sentence)

    # -- keys and input

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        event.stop()
        await self._do(partial(self.walking.enter, event.typed))
        self.entered.set()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """End the hand-over, or show that the PIN or passphrase was wrong."""
        event.stop()
        if not event.value and self._goes_on:
            await self._do(lambda: None)
        elif (door := self.query_one(DoorInput)).opens(event.value):
            self.is_taken_back = True
            self.app.exit(Leaving(Left.ENDED))
        elif event.value:
            self.tell(door.refuses)
        self.entered.set()

    def key_enter(self) -> None:
        self.entered.set()

    async def action_back(self) -> None:
        self.keep_draft()
        await self._do(self.walking.back)

    async def action_stop_here(self) -> None:
        await self._show_door()

    def keep_draft(self) -> None:
        """Save the client's half-typed text as a draft."""
        self._answer.keep_draft()
