"""Asks the client alone on the full screen: one question at a time, and nothing of the clinician's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from alliance_cli.core.errors import AllianceError
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.screen.app import Companion
from alliance_cli.screen.inputs.base import AnswerInput, key_named
from alliance_cli.screen.inputs.by_kind import input_for
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.lines import KeyLine
from alliance_cli.screen.shortcuts import Shortcut, bindings
from alliance_cli.translation import N_, _
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.hand_back import HandBack
    from alliance_cli.usecases.alone.hand_over import HandOver
    from alliance_cli.usecases.walks.walking import Walking

_DRAFTS = 0.5
"""Seconds between two looks at whether the text has changed."""


class ClientsWindow(Companion, inherit_bindings=False):
    """The full screen while a client has it: no help, no palette, and no key that ends it."""

    BINDINGS: ClassVar[list[Any]] = []

    def action_help(self) -> None:
        """Show nothing of what the clinician can do."""

    def action_palette(self) -> None:
        """As with the help."""

    def action_stop(self) -> None:
        """Stay."""

    def put_aside(self) -> None:
        """Stay."""

    def _end_by(self, name: str) -> None:
        super()._end_by(name)
        self._keep_drafts()
        self.exit(Leaving(Left.STOPPED))

    @property
    def _signals(self) -> dict[str, Any]:
        return {name: act for name, act in super()._signals.items() if name in ("SIGTERM", "SIGHUP")}


class HandOverScreen(Screen[None], inherit_bindings=False):
    """The client's questions, then the place where the clinician takes the keyboard back."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("ctrl+b,shift+tab", "back", "Ctrl-B", N_("back")),
        Shortcut("escape", "stop_here", "Esc", N_("hand the device back")),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, run: HandOver, walking: Walking, door: HandBack) -> None:
        super().__init__()
        self._run, self.walking, self._door = run, walking, door
        self._asked = ""
        """The key of the step whose input is shown; empty at the door."""
        self._began = ""
        self.trouble: AllianceError | None = None
        """What kept an answer from being kept."""
        self.is_taken_back = False
        self.entered = asyncio.Event()
        """Set once Enter has done what it does."""

    @property
    def typed(self) -> str:
        """Nothing that a clinician's screen should begin with."""
        return ""

    def compose(self) -> ComposeResult:
        with Vertical(id="room"), Vertical(id="alone"):
            yield from (Static(id=name) for name in ("progress", "about", "ask"))
            yield Vertical(id="answer")
            yield Static(id="told")
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        self.set_interval(_DRAFTS, self.keep_draft)
        if self.walking.step is None:
            await self._show_door()
        else:
            await self._do(lambda: None)

    async def _do(self, act: Callable[[], object]) -> None:
        """Do something and show the question that comes then; what stands in the way leads to the door."""
        try:
            act()
            await self._show_question()
        except InvalidAnswer as unfit:
            self._tell(str(unfit))
        except AllianceError as trouble:
            self.trouble = trouble
            await self._show_door()

    async def _show_question(self) -> None:
        walk, step = self.walking.walk, self.walking.step
        if step is None:
            self._run.finish()
            await self._show_door()
            return
        number, count = walk.progress
        self._say(_("{number} of {count}", number=number, count=count), step.prompt.about, step.ask)
        widget = input_for(step.kind, self.walking.draft, walk.known)
        await self._put(widget)
        self._asked, self._began = step.key, widget.typed
        hints = [(key_named(hint.key), hint.does) for hint in widget.hints() if hint.in_line]
        self.query_one(KeyLine).say([*hints, *(each.in_words for each in self.KEYS)])

    async def _show_door(self) -> None:
        """Ask for the device, and for the PIN or the passphrase."""
        self.keep_draft()
        self._asked = ""
        if self.trouble:
            said = _("That could not be kept. Please hand the device back.")
        elif self._goes_on:
            said = _("Please hand the device back.")
        else:
            said = _("Thank you. Please hand the device back.")
        prompt = _("PIN or passphrase: ") if self._door.takes_pin else _("Passphrase: ")
        secret = Input(password=True, placeholder=prompt.strip(" :"))
        secret.cursor_blink = False
        await self._put(secret)
        self._say("", "", said, _("Enter alone goes back to the questions.") if self._goes_on else "")
        self.query_one(KeyLine).say([])

    @property
    def _goes_on(self) -> bool:
        return self.walking.step is not None and self.trouble is None

    async def _put(self, widget: AnswerInput | Input) -> None:
        room = self.query_one("#answer")
        await room.remove_children()
        await room.mount(widget)
        self.set_focus(next((each for each in (widget, *widget.query("*")) if each.focusable), None))

    def _say(self, progress: str, about: str, ask: str, told: str = "") -> None:
        for name, text in (("progress", progress), ("about", about), ("ask", ask), ("told", told)):
            shown = self.query_one(f"#{name}", Static)
            shown.update(literal(text))
            shown.display = bool(text)

    def _tell(self, sentence: str) -> None:
        told = self.query_one("#told", Static)
        told.update(literal(sentence))
        told.display = True

    # -- what a person does

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        event.stop()
        await self._do(partial(self.walking.enter, event.typed))
        self.entered.set()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the door, or say that this was not it; the next try may have to wait."""
        event.stop()
        typed = event.value
        event.input.clear()
        if not typed and self._goes_on:
            await self._do(lambda: None)
        elif self._door.opens(typed):
            self.is_taken_back = True
            self.app.exit(Leaving(Left.ENDED))
        elif typed:
            self._tell(_("That is not it."))
            self._wait(event.input)
        self.entered.set()

    def _wait(self, door: Input) -> None:
        """Take no further try for as long as the wrong ones ask for."""

        def again() -> None:
            door.disabled = False
            door.focus()

        if seconds := self._door.wait:
            door.disabled = True
            self.set_timer(seconds, again)

    def key_enter(self) -> None:
        self.entered.set()

    async def action_back(self) -> None:
        if self._asked:
            self.keep_draft()
            await self._do(self.walking.back)

    async def action_stop_here(self) -> None:
        if self._asked:
            await self._show_door()

    def keep_draft(self) -> None:
        """Keep what the client has typed, once it is not what the input began with any more."""
        found, step = self.query(AnswerInput), self.walking.step
        if step and step.key == self._asked and found and (typed := found.first().typed) != self._began:
            self._began = typed
            self.walking.type(typed)
