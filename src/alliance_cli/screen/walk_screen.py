"""Asks a walk on the full screen. It shows questions and reads keys; the interview has the rules."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, key_named
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.answer import AnswerPlace
from alliance_cli.screen.parts.attempts import AttemptScreen
from alliance_cli.screen.parts.beside import BesidePanel, WithoutCode
from alliance_cli.screen.parts.closing import Closing
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.parts.question import QuestionPanel, Sentence
from alliance_cli.screen.parts.reading import READING, READS
from alliance_cli.screen.parts.wording import kept, place
from alliance_cli.screen.shortcuts import BLANK, QUESTIONS, Shortcut, bindings, keys_of
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import RenderableType

    from alliance_cli.screen.walk_page import WalkPage


_OF_A_QUESTION = ("take_away", "open_further", "rest")


class WalkScreen(AttemptScreen):
    """Shows one question at a time: a top line, the question with its input, the panel beside it, and the keys."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-tall")]  # noqa: RUF012
    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("ctrl+b,shift+tab", "back", "Ctrl-B", N_("previous question"), N_("back"), group=QUESTIONS),
        Shortcut(
            "ctrl+r", "take_away", "Ctrl-R", N_("remove the answer"), N_("remove"), rank=Rank.SPARE, group=QUESTIONS
        ),
        Shortcut("ctrl+o", "open_further", "Ctrl-O", N_("more questions"), in_line=False, group=QUESTIONS),
        Shortcut("ctrl+l", "rest", "Ctrl-L", N_("skip the rest"), in_line=False, group=QUESTIONS),
        Shortcut("ctrl+z", "bring_back", "Ctrl-Z", N_("bring back what was removed"), in_line=False, group=QUESTIONS),
        *READING,
        Shortcut("f2", "hide_code", "F2", N_("hide the code, or show it"), in_line=False),
        Shortcut("escape,ctrl+c,ctrl+q", "stop", "Esc", N_("stop and keep"), N_("stop"), rank=Rank.ALWAYS),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: WalkPage) -> None:
        super().__init__()
        self.page = page
        self.walking = page.walking
        self._begins = page.typed
        self.entered = asyncio.Event()
        """Set once Enter has been handled."""
        self._hides_code = False
        self._is_finished = False

    def at_once(self) -> AbstractContextManager[None]:
        return self.page.run.at_once()

    @property
    def is_closing(self) -> bool:
        """Whether the walk is finished and its end is shown."""
        return self._is_finished and self.walking.step is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow the keys that change a question only while one is asked.

        A removed answer can be restored only if the input is unchanged; otherwise the same key undoes typing.
        """
        if action in READS:
            return super().check_action(action, parameters)
        if action == "bring_back":
            return bool(self.walking.removed) and not self.answer.has_changed
        return self.walking.step is not None or action not in _OF_A_QUESTION

    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        with Horizontal(id="room"):
            yield BesidePanel()
            with Vertical(id="asked"):
                yield QuestionPanel(id="question")
                yield AnswerPlace(self.walking)
                yield Sentence(id="told")
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        self._show_beside()
        await self.show_question()

    def on_resize(self) -> None:
        self._show_beside()
        self.call_after_refresh(self._show_place)

    def on_screen_resume(self) -> None:
        self._show_beside()  # the window may have changed while the help was open

    def _show_beside(self) -> None:
        height = self.size.height
        rows = height - 4 if self.has_class("-wide") else (height - 2) * 45 // 100 - 1  # as in the style sheet
        shown = self.page.beside(max(1, rows))
        if self._hides_code and shown is not None:
            shown = WithoutCode(shown, self.page.run.about[0])
        self.query_one(BesidePanel).show(shown)

    async def show_question(self) -> None:
        await super().show_question()
        self._show_place()

    async def ask(self) -> None:
        step = self.walking.step
        if step is None:
            await self.patiently(self.page.finished, self._close, self.cannot_show)
            return
        self.remove_class("closes")
        walk = self.walking.walk
        self.query_one(QuestionPanel).ask(walk, step)
        self.tell(kept(walk, step, further=walk.further, half_typed=bool(self.walking.draft)))
        await self._open_input()

    async def _open_input(self) -> None:
        begins, self._begins = self._begins, ""
        await self.answer.ask(begins)

    def _show_place(self) -> None:
        """Update the top line and the line of keys."""
        code, *rest = self.page.run.about
        left = (*([] if self._hides_code else [code]), self.page.run.script.title, *rest)
        self.query_one(TopLine).say(left, (place(self.walking.walk),))
        self.query_one(KeyLine).say(self._keys())

    def show_keys(self) -> None:
        self._show_place()

    def _keys(self) -> list[KeyHint]:
        if self.is_stuck:
            return [KeyHint(key_named("Enter"), _("try again")), *keys_of(self, in_line=True)]
        if self.is_closing:
            scrolls = [hint for closing in self.query(Closing) for hint in closing.hints()]
            return [KeyHint(key_named("Enter"), _("leave")), *scrolls, BLANK.in_words]
        return keys_of(self, in_line=True)

    async def _close(self, closing: RenderableType | None) -> None:
        self._is_finished = True
        self.add_class("closes")
        self.query_one(QuestionPanel).clear()
        if closing is None:
            self.leave(Leaving(Left.ENDED))
            return
        self.tell("")
        await self.answer.show(Closing(closing))
        self.call_after_refresh(self._show_place)

    # -- keys and input

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        event.stop()
        await self.attempt(partial(self.walking.enter, event.typed))
        self.entered.set()

    async def key_enter(self, event: Key) -> None:
        if self.is_stuck:
            event.stop()  # otherwise the new input would handle it too
            await self.show_question()
        elif self.is_closing:
            self.leave(Leaving(Left.ENDED))
        self.entered.set()

    async def action_back(self) -> None:
        self.keep_draft()
        await self.attempt(self.walking.back, _("This is the first question."))

    async def action_take_away(self) -> None:
        walking, removed, was = self.walking, len(self.walking.removed), self.walking.walk.known

        def said() -> str:
            if len(walking.removed) > removed:
                return _("Removed. {key} brings it back.", key=key_named("Ctrl-Z"))
            if was is None:
                return ""
            return _(
                "Removed for good: {key} brings back only what was noted in this sitting.", key=key_named("Ctrl-Z")
            )

        await self.attempt(walking.take_away, _("There is nothing to remove here."), said)

    async def action_bring_back(self) -> None:
        await self.attempt(self.walking.bring_back)

    async def action_open_further(self) -> None:
        self.keep_draft()
        await self.attempt(self.walking.open_further, _("There is no further question here."))

    async def action_rest(self) -> None:
        self.keep_draft()
        if self.answer.is_changed and self.typed.strip():
            self.tell(_("Enter keeps what you typed here; then the rest can be skipped."))
        else:
            await self.attempt(self.walking.rest)

    def action_hide_code(self) -> None:
        self._hides_code = not self._hides_code
        self._show_beside()
        self._show_place()

    def action_stop(self) -> None:
        self.keep_draft()
        self.leave(Leaving(Left.ENDED if self._is_finished else Left.STOPPED, self.typed))

    def leave(self, left: Leaving) -> None:
        """Leave the walk, at its end or before."""
        self.app.exit(left)

    def keep_draft(self) -> None:
        """Save the text typed at the question as a draft."""
        self.answer.keep_draft()
