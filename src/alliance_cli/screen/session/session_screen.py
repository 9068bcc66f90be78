"""Shows a running session: its prompts one at a time, the minutes so far, and the steps of a repair."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events

from alliance_cli.core.walk.mid_point import MidPoint
from alliance_cli.screen.inputs.base import AnswerInput, key_named
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.beside import BesidePanel
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.phase_screen import PhaseScreen
from alliance_cli.screen.session.marking_screen import MarkingScreen
from alliance_cli.screen.session.session_keys import SESSION_KEYS, Mode
from alliance_cli.screen.shortcuts import Shortcut, bindings
from alliance_cli.screen.walk_page import SessionTools, WalkPage
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.plan import Planned

_LOOKS = 10.0
"""Seconds between two checks of the time."""


class SessionScreen(MarkingScreen, inherit_bindings=False):
    """Moves through a session with single keys; also shows the steps of a repair and starts a hand-over."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (*SESSION_KEYS, *PhaseScreen.KEYS)
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: WalkPage, tools: SessionTools) -> None:
        super().__init__(page, tools)
        self._part = self.walking.part
        self._shows_repair = False
        self._mid_point = MidPoint(tools.reminder)
        self._asks_to_leave = False
        """Whether the next Esc leaves the session, as the message below the prompt says."""
        self.planned: Planned | None = None
        """The planned hand-over, if the screen was left for one."""

    async def on_mount(self) -> None:  # WalkScreen.on_mount runs too
        self.set_interval(_LOOKS, self._show_place)

    def on_screen_suspend(self) -> None:
        self._stay()  # a blank, the help or another screen covers it

    @property
    def is_open(self) -> bool:
        return super().is_open or self._shows_repair

    async def ask(self) -> None:
        if (part := self.walking.part) is not self._part:
            self._part, self.mode = part, Mode.WATCHING
        await super().ask()
        if self.mode is Mode.WATCHING and self.walking.step is not None:
            if self.walking.draft:
                self.tell(_("Half typed: Enter goes on with it."))
            elif self.walking.kept_words:
                self.tell(_("Answered already: Enter shows it."))

    def _show_beside(self) -> None:
        rows = self.size.height - (5 if self.has_class("-wide") else 3)
        shown = self.tried(partial(self.tools.repair, self.marker, rows)) if self._shows_repair else None
        self.query_one(BesidePanel).show(shown)

    def _show_place(self) -> None:
        """Show the minutes so far in the top line and, once the set minute is reached, the mid-point reminder."""
        self.query_one(KeyLine).rows = 2
        super()._show_place()
        minutes, top = self.tools.minutes(), self.query_one(TopLine)
        self._mid_point = self._mid_point.after(minutes, self.walking.part)
        since = _n("{count} minute", "{count} minutes", minutes)
        named = (_("The mid-point: how is it going?"), since)
        top.say(top.left, named if self._mid_point.is_named else (since, *top.right))

    # -- keys and input

    def on_key(self, event: events.Key) -> None:  # AttemptScreen.on_key runs too
        """Explain why a number does nothing while no input is open."""
        if self.mode is Mode.WATCHING and event.key.isdecimal() and self.walking.step is not None:
            self.tell(_("Enter opens the answer first."))

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:  # WalkScreen.on_mount runs too
        self._mid_point = self._mid_point.gone_on()

    async def action_close(self) -> None:
        """Close what is open; the steps of a repair are closed last."""
        if self.mode is Mode.WATCHING:
            self.action_repair()
        else:
            await super().action_close()

    def action_stop(self) -> None:
        """Leave; if nothing is open, only the second Esc does."""
        if self._asks_to_leave or self.walking.step is None:
            super().action_stop()
            return
        self.tell(_("{key} again leaves; what is kept stays kept.", key=key_named("Esc")))
        self._asks_to_leave = True

    def _stay(self) -> None:
        """Withdraw the warning that the next Esc leaves, since another key was pressed."""
        if self._asks_to_leave:
            self.tell("")

    def tell(self, sentence: str) -> None:
        self._asks_to_leave = False
        self.set_class(bool(sentence), "tells")
        super().tell(sentence)

    async def action_next(self) -> None:
        """Go to the next question, or to the next one that was passed over if no others are left."""
        if self.walking.walk.catches_up:
            await self.attempt(self.walking.leave)
            return
        last = _("This is the last question. {key} finishes the session.", key=key_named("Ctrl-L"))
        await self._go(self.walking.go_to(self.walking.walk.progress[0] + 1), last)

    async def action_previous(self) -> None:
        await self._go(self.walking.go_to(self.walking.walk.progress[0] - 1), _("This is the first question."))

    async def action_next_part(self) -> None:
        await self._go(self.walking.next_part(), _("This is the last part of the session."))

    async def action_previous_part(self) -> None:
        await self._go(self.walking.previous_part(), _("This is the first question."))

    async def _go(self, has_gone: bool, otherwise: str) -> None:
        self._mid_point = self._mid_point.gone_on()
        if has_gone:
            await self.show_question()
        else:
            self.tell(otherwise)

    def action_repair(self) -> None:
        self._stay()
        self._shows_repair = not self._shows_repair
        self._show_beside()
        self._show_place()

    def action_hand_over(self) -> None:
        """Ask for the options of a hand-over, then give the keyboard to the client."""
        from alliance_cli.screen.alone.handing_over import HandingOverScreen

        asking = self.tools.hand_over
        if asking and (choices := self.tried(asking.choices)):
            self.app.push_screen(HandingOverScreen(choices, asking.plan), self._give)

    def _give(self, planned: Planned | None) -> None:
        if planned is not None:
            self.planned = planned
            self.app.exit(Leaving(Left.HANDED_OVER))

    def action_hide_code(self) -> None:
        self._stay()
        super().action_hide_code()

    async def action_blank(self) -> None:
        await self.run_action("app.blank")
