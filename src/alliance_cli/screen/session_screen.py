"""Shows a running session: one prompt at a time, moments marked by one key, the steps of a repair, and a blank."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.widgets import Static

from alliance_cli.core.errors import AllianceError, Locked
from alliance_cli.core.walk.marks import Mark, MarkKind
from alliance_cli.core.walk.script import Part
from alliance_cli.screen.covers import Blank
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.lines import TopLine
from alliance_cli.screen.phase_screen import PhaseScreen
from alliance_cli.screen.shortcuts import Shortcut, bindings
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import Undone, WalkScreen
from alliance_cli.translation import N_, _, _n

if TYPE_CHECKING:
    from rich.console import RenderableType

_LOOKS = 10.0
"""Seconds between two looks at the time."""


class SessionTools(NamedTuple):
    """What can be done in a running session beside answering.

    ``repair`` shows the steps of a repair, worded for a rupture of a marker (empty: of any), on so many rows.
    ``minutes`` counts since the session began, and ``reminder`` is the minute from which its mid-point is named (0:
    never).
    """

    mark: Callable[[MarkKind, str, str], Mark]
    take_back: Callable[[], Mark | None]
    repair: Callable[[str, int], RenderableType]
    minutes: Callable[[], int]
    reminder: int = 0


class Mode(Enum):
    """What the keys do: a letter is a key only where nothing can be typed."""

    WATCHING = "the prompt alone"
    ANSWERING = "the input of the prompt"
    NOTING = "the input of a short note"
    MARKING = "which kind of rupture"


class SessionScreen(PhaseScreen, inherit_bindings=False):
    """A walk whose answers are seldom typed at once: the input opens with Enter and closes with Esc."""

    OWN: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("space,right", "next", "Space", N_("next")),
        Shortcut("enter,tab", "answer", "Enter", N_("answer")),
        Shortcut("s", "mark_strong", "s", N_("strong")),
        Shortcut("r", "mark_rupture", "r", N_("rupture")),
        Shortcut("n", "note", "n", N_("note")),
        Shortcut("b", "blank", "b", N_("blank")),
        Shortcut("R", "repair", "R", N_("repair")),
        Shortcut("h", "hand_over", "h", N_("hand over")),
        Shortcut("u", "take_back", "u", N_("take back"), in_line=False),
        Shortcut("left", "previous", "←", N_("previous question"), in_line=False),
        Shortcut("down", "next_part", "↓", N_("next part of the session"), in_line=False),
        Shortcut("up", "previous_part", "↑", N_("part of the session before"), in_line=False),
        Shortcut("w", "marker('withdrawal')", "w", N_("withdrawal")),
        Shortcut("c", "marker('confrontation')", "c", N_("confrontation")),
        Shortcut("m", "marker('mixed')", "m", N_("mixed")),
        Shortcut("f3", "blank_now", "F3", N_("blank"), in_line=False),
        Shortcut("escape,ctrl+c,ctrl+q", "close", "Esc", N_("close")),
    )
    KEYS: ClassVar[tuple[Shortcut, ...]] = (*OWN, *PhaseScreen.KEYS)
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: WalkPage, tools: SessionTools) -> None:
        super().__init__(page)
        self.tools = tools
        self._mode = Mode.ANSWERING if page.typed else Mode.WATCHING
        self._part = _part(self)
        self._marker = ""
        self._shows_repair = False
        self._reminds = self._reminded = False

    async def on_mount(self) -> None:  # that of a walk runs too
        self.set_interval(_LOOKS, self._show_place)

    @property
    def typed(self) -> str:
        """What is typed at the present question, or as a short note, and not entered."""
        found = self.query(AnswerInput)
        return found.first().typed if self._asked and found else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key works in the present mode."""
        name = action.partition("(")[0]
        if name == "close":
            return self._mode is not Mode.WATCHING or self._shows_repair
        if name == "stop":
            return not self.check_action("close", ())
        if name == "marker":
            return self._mode is Mode.MARKING
        if name in _WATCHING_ONLY:
            return self._mode is Mode.WATCHING and not self._is_closing
        if name in _OF_A_WALK and self._mode not in (Mode.WATCHING, Mode.ANSWERING):
            return False
        return super().check_action(action, parameters)

    async def show_question(self) -> None:
        if (part := _part(self)) is not self._part:
            self._part, self._mode = part, Mode.WATCHING
        self.set_class(self._mode is not Mode.ANSWERING, "watching")
        await super().show_question()
        if self._mode is Mode.WATCHING and self.walking.step is not None:
            if self.walking.draft:
                self.tell(_("Half typed: Enter goes on with it."))
            elif self.walking.kept_words:
                self.tell(_("Answered already: Enter shows it."))

    async def _put(self, widget: AnswerInput) -> None:
        if self._mode is Mode.ANSWERING:
            await super()._put(widget)
        else:
            await self.query_one("#answer").remove_children()
            self.set_focus(None)

    def _show_beside(self) -> None:
        rows = self.size.height - (4 if self.has_class("-wide") else 2)
        shown = self._tried(partial(self.tools.repair, self._marker, rows)) if self._shows_repair else None
        self.set_class(shown is not None, "shows-beside")
        if shown is not None:
            self.query_one("#beside-text", Static).update(shown)

    def _show_place(self) -> None:
        """Say at the top how long the session runs, and once, from the set minute on, that it is half over."""
        super()._show_place()
        minutes, top = self.tools.minutes(), self.query_one(TopLine)
        is_due = 0 < self.tools.reminder <= minutes and self._part is Part.OPENING
        self._reminds = self._reminds or (is_due and not self._reminded)
        self._reminded = self._reminded or is_due
        since = _n("{count} minute", "{count} minutes", minutes)
        top.say(top.left, (_("The mid-point: how is it going?"), since) if self._reminds else (since, *top.right))

    def keep_draft(self) -> None:
        """Keep what is typed as an answer; a short note is none."""
        if self._mode is Mode.ANSWERING:
            super().keep_draft()

    # -- what a person does

    async def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        """Keep a short note; an answer is kept as in any walk."""
        self._reminds = False
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

    async def action_next(self) -> None:
        await self._go(self.walking.go_to(self.walking.walk.progress[0] + 1))

    async def action_previous(self) -> None:
        await self._go(self.walking.go_to(self.walking.walk.progress[0] - 1))

    async def action_next_part(self) -> None:
        await self._go(self.walking.next_part())

    async def action_previous_part(self) -> None:
        await self._go(self.walking.previous_part())

    async def _go(self, has_gone: bool) -> None:
        self._reminds = False
        if has_gone:
            await self.show_question()

    def action_mark_strong(self) -> None:
        self._mark(MarkKind.STRONG)

    def action_mark_rupture(self) -> None:
        self._take_mode(Mode.MARKING)
        self.tell(_("A possible rupture: w withdrawal, c confrontation, m mixed. Esc: none."))

    def action_marker(self, marker: str) -> None:
        self._take_mode(Mode.WATCHING)
        if self._mark(MarkKind.RUPTURE, marker):
            self._marker = marker
            self._show_beside()

    async def action_note(self) -> None:
        self._take_mode(Mode.NOTING)
        self.tell(_("A short note: Enter keeps it, Esc does not."))
        note = WordsInput(lines=False)
        await self.query_one("#answer").mount(note)
        self._focus_at_once(note)
        self._show_place()

    async def _close_note(self) -> None:
        self._take_mode(Mode.WATCHING)
        await self.query_one("#answer").remove_children()
        self.set_focus(None)
        self._show_place()

    def action_take_back(self) -> None:
        def take() -> str:
            gone = self.tools.take_back()
            return gone.taken_back if gone else _("There is no mark to take back.")

        if said := self._tried(take):
            self.tell(said)

    def action_repair(self) -> None:
        self._shows_repair = not self._shows_repair
        self._show_beside()
        self._show_place()

    def action_hand_over(self) -> None:
        """Give the keyboard to the client."""
        self.keep_draft()
        self.app.exit(Leaving(Left.HANDED_OVER))

    def action_blank(self) -> None:
        self.app.push_screen(Blank())

    def action_blank_now(self) -> None:
        self.action_blank()

    def _take_mode(self, mode: Mode) -> None:
        self._mode = mode
        self.set_class(mode not in (Mode.ANSWERING, Mode.NOTING), "watching")
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


_WATCHING_ONLY = frozenset(each.action for each in SessionScreen.OWN) - {"close", "blank_now"}
"""What a key does only while nothing can be typed."""
_OF_A_WALK = frozenset(each.action for each in PhaseScreen.KEYS) - {"hide_code"}
"""What would take the question away from below a note or a choice."""


def _part(screen: WalkScreen) -> Part | None:
    return step.prompt.part if (step := screen.walking.step) is not None else None
