"""Asks a walk in which single keys mark moments while no input is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from alliance_cli.core.errors import Locked
from alliance_cli.core.walk.marks import Mark, MarkKind
from alliance_cli.screen.inputs.base import AnswerInput, key_named
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.parts.attempts import Undone, sentence_of
from alliance_cli.screen.parts.patience import Trouble
from alliance_cli.screen.parts.reading import READS
from alliance_cli.screen.phase_screen import PhaseScreen
from alliance_cli.screen.session.session_keys import OF_A_SESSION, Mode
from alliance_cli.screen.walk_page import SessionTools, WalkPage
from alliance_cli.translation import _


class MarkingScreen(PhaseScreen, inherit_bindings=False):
    """A walk that opens its input with Enter and closes it with Esc, since answers are rarely typed at once.

    While the input is closed, one or two keys mark a moment, and one opens the input for a short note.
    """

    def __init__(self, page: WalkPage, tools: SessionTools) -> None:
        super().__init__(page)
        self.tools = tools
        self.mode = Mode.NOTING if tools.note.text else Mode.ANSWERING if self._begins else Mode.WATCHING
        self.marker = ""
        """The marker of the possible rupture that was marked last."""
        self._asks_to_drop = ""
        """The text of a note that the next Esc discards, as the message below it says."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key works in the current mode."""
        name = action.partition("(")[0]
        if name == "close":
            return self.is_open
        if name == "stop":
            return not self.is_open
        if not self.mode.lets(name) or (self.walking.step is None and name in OF_A_SESSION):
            return False
        if self.mode.keeps_question and name in _OF_A_WALK:
            return False
        return super().check_action(action, parameters)

    @property
    def is_open(self) -> bool:
        """Whether Esc has something to close."""
        return self.mode is not Mode.WATCHING

    @property
    def typed(self) -> str:
        """The text typed at the current question; a half-typed note does not count."""
        return "" if self.mode is Mode.NOTING else super().typed

    async def ask(self) -> None:
        self.set_class(not self.mode.takes_text, "watching")
        await super().ask()
        if self.mode.keeps_question:
            self.tell(self._open)

    async def _open_input(self) -> None:
        if self.mode is Mode.ANSWERING:
            await super()._open_input()
        elif self.mode is Mode.NOTING:
            note = self.tools.note
            await self.answer.show(WordsInput(note.text, lines=False, enter=_("keep the note")), note.keep)
        else:
            await self.answer.clear()

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        """Save a short note; an answer is saved as in any walk."""
        if self.mode is Mode.NOTING:
            event.prevent_default()
            event.stop()
            self.keep_draft()
            words = event.typed.strip()
            if words:
                await self._mark(partial(self.tools.note.enter, words), self._close_note)
            else:
                await self._close_note()
            self.entered.set()

    async def action_answer(self) -> None:
        self.mode = Mode.ANSWERING
        await self.show_question()
        self.entered.set()

    async def action_close(self) -> None:
        """Close the input of a prompt and keep its draft, or close a note or a choice."""
        if self.mode is Mode.ANSWERING:
            self.keep_draft()
            self.mode = Mode.WATCHING
            await self.show_question()
        elif self.mode is Mode.NOTING:
            await self._drop_note()
        else:
            self._take_mode(Mode.WATCHING)
            self.tell("")

    async def _drop_note(self) -> None:
        """Discard a note; if it has text, only the second Esc does."""
        words = self.answer.typed
        if words.strip() and words != self._asks_to_drop:
            self._asks_to_drop = words
            self.tell(_("{key} again throws the note away; Enter keeps it.", key=key_named("Esc")))
            return
        await self._close_note()
        self.tell("")

    def action_leave_at_once(self) -> None:
        """Leave even if something is open; half-typed text is restored next time."""
        super().action_stop()

    def why_not(self, key: str) -> str:
        """While a note or a choice is open, names what has to be done first."""
        if self.mode.keeps_question and any(key in each.key.split(",") for each in PhaseScreen.KEYS):
            return self._open
        return super().why_not(key)

    async def action_mark_strong(self) -> None:
        await self._mark(partial(self.tools.mark, MarkKind.STRONG, ""))

    def action_mark_rupture(self) -> None:
        self._take_mode(Mode.MARKING)
        self.tell(self._open)

    async def action_marker(self, marker: str) -> None:
        async def show_its_steps() -> None:
            self.marker = marker
            self._show_beside()

        self._take_mode(Mode.WATCHING)
        await self._mark(partial(self.tools.mark, MarkKind.RUPTURE, marker), show_its_steps)

    async def action_note(self) -> None:
        self._take_mode(Mode.NOTING)
        self.tell(self._open)
        await self._open_input()
        self._show_place()

    async def action_take_back(self) -> None:
        async def say(gone: Mark | None) -> None:
            self.tell(gone.taken_back if gone else _("There is no mark to take back."))

        await self.patiently(self.tools.take_back, say, self.stops)

    @property
    def _open(self) -> str:
        """How to finish a note or a choice."""
        if self.mode is Mode.MARKING:
            return _("A possible rupture: w withdrawal, c confrontation, m mixed. Esc: none.")
        return _("A short note: Enter keeps it, Esc does not.")

    async def _close_note(self) -> None:
        """Close the input of a note and delete its draft."""
        self._asks_to_drop = ""
        self.tools.note.keep("")
        self._take_mode(Mode.WATCHING)
        await self.answer.clear()
        self._show_place()

    def _take_mode(self, mode: Mode) -> None:
        self.mode = mode
        self.set_class(not mode.takes_text, "watching")
        self._show_place()

    async def _mark(self, act: Callable[[], Mark], then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Save a mark, call ``then``, and show that the mark was saved."""

        async def say(made: Mark) -> None:
            if then is not None:
                await then()
            self.tell(made.confirmed)

        await self.patiently(act, say, partial(self._cannot_mark, act))

    async def _cannot_mark(self, act: Callable[[], Mark], trouble: Trouble) -> None:
        if isinstance(trouble, Locked):
            self.undone = Undone(act, trouble)
        self.say_why(trouble, _("{trouble} The mark is not kept; make it again.", trouble=sentence_of(trouble)))


_OF_A_WALK = frozenset(each.action for each in PhaseScreen.KEYS) - {"hide_code"} - READS
"""Actions that would replace the question while a note or a choice is open."""
