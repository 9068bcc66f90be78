"""Shows a running session: one prompt at a time, moments marked by one key, the steps of a repair, and a blank."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from alliance_cli.core.errors import AllianceError, Locked
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.mid_point import MidPoint
from alliance_cli.screen.covers import Blank
from alliance_cli.screen.inputs.base import AnswerInput, key_named
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.attempts import Undone
from alliance_cli.screen.parts.beside import BesidePanel
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.parts.session_keys import OF_A_SESSION, SESSION_KEYS, Mode
from alliance_cli.screen.phase_screen import PhaseScreen
from alliance_cli.screen.shortcuts import Shortcut, bindings
from alliance_cli.screen.walk_page import SessionTools, WalkPage
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.plan import Planned

_LOOKS = 10.0
"""Seconds between two looks at the time."""


class SessionScreen(PhaseScreen, inherit_bindings=False):
    """A walk whose answers are seldom typed at once: the input opens with Enter and closes with Esc."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (*SESSION_KEYS, *PhaseScreen.KEYS)
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: WalkPage, tools: SessionTools) -> None:
        super().__init__(page)
        self.tools = tools
        self._mode = Mode.ANSWERING if page.typed else Mode.WATCHING
        self._part = self.walking.part
        self._marker = ""
        self._shows_repair = False
        self._mid_point = MidPoint(tools.reminder)
        self._asks_to_leave = False
        """Whether the next Esc leaves the session, which is said below the prompt."""
        self.planned: Planned | None = None
        """The hand-over for which the screen was left."""

    async def on_mount(self) -> None:  # that of a walk runs too
        self.set_interval(_LOOKS, self._show_place)

    def on_screen_suspend(self) -> None:
        self._stay()  # a blank, the help or another view lies over it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key works in the present mode."""
        name = action.partition("(")[0]
        if name == "close":
            return self._mode is not Mode.WATCHING or self._shows_repair
        if name == "stop":
            return not self.check_action("close", ())
        if not self._mode.lets(name) or (self.walking.step is None and name in OF_A_SESSION):
            return False
        if self._mode.keeps_question and name in _OF_A_WALK:
            return False
        return super().check_action(action, parameters)

    async def ask(self) -> None:
        if (part := self.walking.part) is not self._part:
            self._part, self._mode = part, Mode.WATCHING
        self.set_class(self._mode is not Mode.ANSWERING, "watching")
        await super().ask()
        if self._mode is Mode.WATCHING and self.walking.step is not None:
            if self.walking.draft:
                self.tell(_("Half typed: Enter goes on with it."))
            elif self.walking.kept_words:
                self.tell(_("Answered already: Enter shows it."))

    async def _open_input(self) -> None:
        if self._mode is Mode.ANSWERING:
            await super()._open_input()
        else:
            await self.answer.clear()

    def _show_beside(self) -> None:
        rows = self.size.height - (5 if self.has_class("-wide") else 3)
        shown = self.tried(partial(self.tools.repair, self._marker, rows)) if self._shows_repair else None
        self.query_one(BesidePanel).show(shown)

    def _show_place(self) -> None:
        """Say at the top how long the session runs, and once, from the set minute on, that it is half over."""
        self.query_one(KeyLine).rows = 2
        super()._show_place()
        minutes, top = self.tools.minutes(), self.query_one(TopLine)
        self._mid_point = self._mid_point.after(minutes, self.walking.part)
        since = _n("{count} minute", "{count} minutes", minutes)
        named = (_("The mid-point: how is it going?"), since)
        top.say(top.left, named if self._mid_point.is_named else (since, *top.right))

    # -- what a person does

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        """Keep a short note; an answer is kept as in any walk."""
        self._mid_point = self._mid_point.gone_on()
        if self._mode is Mode.NOTING:
            event.prevent_default()
            event.stop()
            words = event.typed.strip()
            if not words or self._mark(MarkKind.NOTE, "", words):
                await self._close_note()
            self.entered.set()

    async def action_answer(self) -> None:
        self._mode = Mode.ANSWERING
        await self.show_question()
        self.entered.set()

    async def action_close(self) -> None:
        """Close what is open: the input of a prompt with its draft kept, a note, a choice, or the steps of a repair."""
        if self._mode is Mode.ANSWERING:
            self.keep_draft()
            self._mode = Mode.WATCHING
            await self.show_question()
        elif self._mode is Mode.NOTING:
            await self._close_note()
            self.tell("")
        elif self._mode is Mode.MARKING:
            self._take_mode(Mode.WATCHING)
            self.tell("")
        else:
            self.action_repair()

    def action_stop(self) -> None:
        """Leave; with the prompt alone in view only at the second time, as there is nothing half done to close."""
        if self._asks_to_leave or self.walking.step is None:
            super().action_stop()
            return
        self.tell(_("{key} again leaves; what is kept stays kept.", key=key_named("Esc")))
        self._asks_to_leave = True

    def _stay(self) -> None:
        """Say no more that the next Esc leaves, since another key was pressed."""
        if self._asks_to_leave:
            self.tell("")

    def tell(self, sentence: str) -> None:
        self._asks_to_leave = False
        super().tell(sentence)

    def why_not(self, key: str) -> str:
        """What has to come first, where a note or a choice stands above the question."""
        if self._mode.keeps_question and any(key in each.key.split(",") for each in PhaseScreen.KEYS):
            return self._open
        return super().why_not(key)

    async def action_next(self) -> None:
        await self._go(self.walking.go_to(self.walking.walk.progress[0] + 1), _("This is the last question."))

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

    def action_mark_strong(self) -> None:
        self._mark(MarkKind.STRONG)

    def action_mark_rupture(self) -> None:
        self._take_mode(Mode.MARKING)
        self.tell(self._open)

    def action_marker(self, marker: str) -> None:
        self._take_mode(Mode.WATCHING)
        if self._mark(MarkKind.RUPTURE, marker):
            self._marker = marker
            self._show_beside()

    async def action_note(self) -> None:
        self._take_mode(Mode.NOTING)
        self.tell(self._open)
        await self.answer.show(WordsInput(lines=False))
        self._show_place()

    @property
    def _open(self) -> str:
        """What is to be done at a note or a choice."""
        if self._mode is Mode.MARKING:
            return _("A possible rupture: w withdrawal, c confrontation, m mixed. Esc: none.")
        return _("A short note: Enter keeps it, Esc does not.")

    async def _close_note(self) -> None:
        self._take_mode(Mode.WATCHING)
        await self.answer.clear()
        self._show_place()

    def action_take_back(self) -> None:
        def take() -> str:
            gone = self.tools.take_back()
            return gone.taken_back if gone else _("There is no mark to take back.")

        if said := self.tried(take):
            self.tell(said)

    def action_repair(self) -> None:
        self._stay()
        self._shows_repair = not self._shows_repair
        self._show_beside()
        self._show_place()

    def action_hand_over(self) -> None:
        """Ask what goes with it, then give the keyboard to the client."""
        from alliance_cli.screen.handing_over import HandingOverScreen

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

    def action_blank(self) -> None:
        self.app.push_screen(Blank())

    def action_blank_now(self) -> None:
        self.action_blank()

    def _take_mode(self, mode: Mode) -> None:
        self._mode = mode
        self.set_class(not mode.takes_text, "watching")
        self._show_place()

    def _mark(self, kind: MarkKind, marker: str = "", words: str = "") -> bool:
        """Keep a mark and say so; returns whether it is kept."""
        try:
            made = self.tools.mark(kind, marker, words)
        except Locked as locked:
            self.undone = Undone(lambda: self.tools.mark(kind, marker, words), locked)
            self.app.exit(Leaving(Left.LOCKED))
            return False
        except AllianceError as trouble:
            self.tell(_("{trouble} The mark is not kept; make it again.", trouble=trouble.sentence))
            return False
        self.tell(made.confirmed)
        return True


_OF_A_WALK = frozenset(each.action for each in PhaseScreen.KEYS) - {"hide_code"}
"""What would take the question away from below a note or a choice."""
