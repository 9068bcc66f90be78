"""The place in which a person types: one input, whose half-typed text is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.geometry import Size
from textual.widget import Widget

from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.by_kind import input_for
from alliance_cli.screen.inputs.picking import PickInput

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.walking import Walking

_DRAFTS = 0.5
"""Seconds between two looks at whether the text has changed."""


class AnswerPlace(Vertical):
    """Shows the input of the present question, or another widget in its place, or nothing."""

    def __init__(self, walking: Walking) -> None:
        super().__init__(id="answer")
        self._walking = walking
        self._shown: Widget | None = None
        self._keep: Callable[[str], object] | None = None
        """What keeps the half-typed text of that input; None where nothing does."""
        self._step = ""
        """The key of the step whose input is shown; empty for anything else."""
        self._began = ""
        """What that input began with."""
        self.is_changed = False
        """Whether a person has changed it."""

    def on_mount(self) -> None:
        self.set_interval(_DRAFTS, self.keep_draft)

    @property
    def asks(self) -> bool:
        """Whether the input of the present question is shown."""
        step = self._walking.step
        return step is not None and step.key == self._step

    @property
    def typed(self) -> str:
        """What is typed in the input that is shown; empty where none is."""
        return self._shown.typed if isinstance(self._shown, AnswerInput) else ""

    def rows_of_options(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that all options of a closed choice take, at so many columns; 0 for any other input."""
        return self.get_content_height(container, viewport, width) if self.has_class("picks") else 0

    @property
    def has_changed(self) -> bool:
        """Whether what is typed at the question is not what its input began with."""
        return self.asks and self.typed != self._began

    async def ask(self, begins: str = "", *, shows_kept: bool = True) -> AnswerInput:
        """Show the input of the present question; it begins with ``begins``, or else with the draft or what is kept.

        Without ``shows_kept`` nothing is shown that was kept before this walk was taken up.
        """
        walking, step = self._walking, self._walking.step
        if step is None:
            raise ValueError("the walk is finished")
        shown = input_for(step.kind, begins or walking.draft, walking.walk.known if shows_kept else walking.given_here)
        await self.show(shown, self._keep_at_question)
        self._step = step.key
        return shown

    def _keep_at_question(self, typed: str) -> None:
        """Keep it as a draft, unless the walk has gone on since."""
        if self.asks:
            self._walking.type(typed)

    async def show(self, widget: Widget, keep: Callable[[str], object] | None = None) -> None:
        """Show a widget, and let it have the keys; ``keep`` is called with what is half typed in it."""
        await self.clear()
        self.set_class(isinstance(widget, PickInput), "picks")
        await self.mount(widget)
        # ``focus`` would come after the next key, which may be here already
        self.screen.set_focus(next((each for each in (widget, *widget.query("*")) if each.focusable), None))
        self._shown, self._keep = widget, keep
        self._began, self.is_changed = self.typed, False

    async def clear(self) -> None:
        """Show nothing."""
        self.let_go()
        self.remove_class("picks")
        await self.remove_children()
        self.screen.set_focus(None)

    def let_go(self) -> None:
        """The question is over: what its input still shows is neither typed nor a draft."""
        self._shown, self._keep, self._step = None, None, ""

    def keep_draft(self) -> None:
        """Keep what is typed, once it is not what the input began with any more."""
        typed = self.typed
        self.is_changed = self.is_changed or typed != self._began
        if self._keep and self.is_changed:
            self._keep(typed)
