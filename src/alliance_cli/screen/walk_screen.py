"""Asks a walk on the full screen. The rules of the walk are the interview's; only typing and showing is here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.core.errors import AllianceError, Locked, Refused
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.screen.inputs.base import AnswerInput, key_named
from alliance_cli.screen.inputs.by_kind import input_for
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.parts.question import QuestionPanel, Sentence
from alliance_cli.screen.parts.wording import kept, place
from alliance_cli.screen.shortcuts import Shortcut, bindings, keys_of
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.screen.walk_page import WalkPage

T = TypeVar("T")
_DRAFTS = 0.5
"""Seconds between two looks at whether the text has changed."""


class Undone(NamedTuple):
    """What a person wanted to do, and what stood in the way; the text is still in the input."""

    act: Callable[[], object]
    trouble: AllianceError


class WalkScreen(Screen[None]):
    """One question at a time: a top line, the question with its input, what stands beside it, and the keys."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012 - declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-tall")]  # noqa: RUF012
    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("ctrl+b,shift+tab", "back", "Ctrl-B", N_("back")),
        Shortcut("ctrl+r", "take_away", "Ctrl-R", N_("remove")),
        Shortcut("ctrl+o", "open_further", "Ctrl-O", N_("more questions"), in_line=False),
        Shortcut("ctrl+l", "rest", "Ctrl-L", N_("skip the rest"), in_line=False),
        Shortcut("f2", "hide_code", "F2", N_("hide the code"), in_line=False),
        Shortcut("escape,ctrl+c,ctrl+q", "stop", "Esc", N_("stop and keep")),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: WalkPage) -> None:
        super().__init__()
        self.page = page
        self.walking = page.walking
        self._begins = page.typed
        self._asked = ""
        """The key of the step whose input is shown; empty while another one comes."""
        self._began = ""
        """What the input of the present question began with."""
        self._is_changed = False
        self.undone: Undone | None = None
        self.entered = asyncio.Event()
        """Set once Enter has done what it does."""
        self._hides_code = False
        self._is_closing = False

    @property
    def typed(self) -> str:
        """What is typed at the present question and not entered."""
        return self.query(AnswerInput).first().typed if self._asked else ""

    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        with Horizontal(id="room"):
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="beside-text")
            with Vertical(id="asked"):
                yield QuestionPanel(id="question")
                yield Vertical(id="answer")
                yield Sentence(id="told")
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        self.set_interval(_DRAFTS, self.keep_draft)
        self._show_beside()
        await self.show_question()

    def on_resize(self) -> None:
        self._show_beside()

    def on_screen_resume(self) -> None:
        self._show_beside()  # the window may have changed below the help

    def _show_beside(self) -> None:
        height = self.size.height
        rows = height - 4 if self.has_class("-wide") else (height - 2) * 45 // 100 - 1  # as the stylesheet has it
        shown = self.page.beside(max(1, rows))
        self.set_class(shown is not None, "shows-beside")
        if shown is not None:
            self.query_one("#beside-text", Static).update(shown)

    async def show_question(self) -> None:
        """Show the present question with a new input, or what closes the walk."""
        self._asked, step = "", self.walking.step
        if step is None:
            await self._close()
            return
        walk = self.walking.walk
        self.query_one(QuestionPanel).ask(walk, step)
        self.tell(kept(walk, step, further=walk.further))
        begins, self._begins = self._begins or self.walking.draft, ""
        await self._put(input_for(step.kind, begins, walk.known))
        self._asked = step.key
        self._show_place()

    async def _put(self, widget: AnswerInput) -> None:
        room = self.query_one("#answer")
        await room.remove_children()
        await room.mount(widget)
        self._focus_at_once(widget)
        self._began, self._is_changed = widget.typed, False

    def _focus_at_once(self, widget: AnswerInput) -> None:
        """Focus an input before the next key, which may be here already; ``focus`` would come after it."""
        self.set_focus(next((each for each in (widget, *widget.query("*")) if each.focusable), None))

    def _show_place(self) -> None:
        """Say at the top where the person is, and below which keys work."""
        code, *rest = self.page.run.about
        left = (*([] if self._hides_code else [code]), self.page.run.script.title, *rest)
        self.query_one(TopLine).say(left, (place(self.walking.walk),))
        self.query_one(KeyLine).say(self._keys())

    def _keys(self) -> list[tuple[str, str]]:
        if self._is_closing:
            return [(key_named("Enter"), _("leave"))]
        return keys_of(self, in_line=True)

    async def _close(self) -> None:
        closing = self.page.finished()
        if closing is None:
            self.leave(Leaving(Left.ENDED))
            return
        self._is_closing = True
        await self.query_one("#answer").remove_children()
        self.query_one(QuestionPanel).clear()
        self.tell("")
        await self.query_one("#answer").mount(Static(closing))
        self._show_place()

    def tell(self, sentence: str) -> None:
        """Say something below the input until the next question."""
        self.query_one("#told", Sentence).say(sentence)

    # -- what a person does

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        event.stop()
        await self._do(partial(self.walking.enter, event.typed))
        self.entered.set()

    async def _do(self, act: Callable[[], object]) -> None:
        """Do something that may save; what stands in the way is said, and the text stays in the input."""
        try:
            act()
        except InvalidAnswer as unfit:
            self.tell(str(unfit))
        except AllianceError as trouble:
            self._cannot(Undone(act, trouble))
        else:
            self.undone = None
            await self.show_question()

    def _cannot(self, undone: Undone) -> None:
        self.undone, said = undone, undone.trouble.sentence
        if isinstance(undone.trouble, Locked):
            self.app.exit(Leaving(Left.LOCKED, self.typed))
        elif isinstance(undone.trouble, Refused):
            self.tell(_("{refusal} Yours is still here; Esc keeps it as a draft.", refusal=said))
        else:
            self.tell(_("{trouble} Your answer is still here. Enter tries again.", trouble=said))

    async def key_enter(self) -> None:
        if self._is_closing:
            self.leave(Leaving(Left.ENDED))
        self.entered.set()

    async def action_back(self) -> None:
        self.keep_draft()
        await self._do(self.walking.back)

    async def action_take_away(self) -> None:
        await self._do(self.walking.take_away)

    async def action_open_further(self) -> None:
        self.keep_draft()
        await self._do(self.walking.open_further)

    async def action_rest(self) -> None:
        self.keep_draft()
        if self._is_changed and self.typed.strip():
            self.tell(_("Enter keeps what you typed here; then the rest can be skipped."))
        else:
            await self._do(self.walking.rest)

    def action_hide_code(self) -> None:
        self._hides_code = not self._hides_code
        self._show_place()

    def action_stop(self) -> None:
        self.keep_draft()
        self.leave(Leaving(Left.ENDED if self._is_closing else Left.STOPPED, self.typed))

    def leave(self, left: Leaving) -> None:
        """The walk is left, at its end or before."""
        self.app.exit(left)

    def _tried(self, act: Callable[[], T]) -> T | None:
        """What an act returns; None where something stands in the way, which is said."""
        try:
            return act()
        except Locked:
            self.app.exit(Leaving(Left.LOCKED, self.typed))
        except AllianceError as error:
            self.tell(error.sentence)
        return None

    def keep_draft(self) -> None:
        """Keep what is typed, once it is not what the input began with any more."""
        if not self._asked:
            return
        typed = self.typed
        self._is_changed = self._is_changed or typed != self._began
        if self._is_changed:
            self.walking.type(typed)


class AsideScreen(WalkScreen):
    """A walk on the way through another; ``back`` is called when it is left, below which the other one waits."""

    def __init__(self, page: WalkPage, back: Callable[[Leaving], None]) -> None:
        super().__init__(page)
        self._back = back

    def leave(self, left: Leaving) -> None:
        self.app.pop_screen()
        self._back(left)
