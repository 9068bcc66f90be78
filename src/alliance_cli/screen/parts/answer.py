"""The area in which a person answers: shows one input and saves its half-typed text as a draft."""

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
"""Seconds between two checks whether the text has changed."""


class AnswerPlace(Vertical):
    """Shows the input of the current question, another widget, or nothing."""

    def __init__(self, walking: Walking) -> None:
        super().__init__(id="answer")
        self._walking = walking
        self._shown: Widget | None = None
        self._keep: Callable[[str], object] | None = None
        """Saves the half-typed text of that input; None if it is not saved."""
        self._step = ""
        """The key of the step whose input is shown; empty if something else is shown."""
        self._began = ""
        """The text that the input began with."""
        self.is_changed = False
        """Whether the person has changed that text."""

    def on_mount(self) -> None:
        self.set_interval(_DRAFTS, self.keep_draft)

    @property
    def asks(self) -> bool:
        """Whether the input of the current question is shown."""
        step = self._walking.step
        return step is not None and step.key == self._step

    @property
    def typed(self) -> str:
        """The text of the input; empty if none is shown."""
        return self._shown.typed if isinstance(self._shown, AnswerInput) else ""

    def rows_of_options(self, container: Size, viewport: Size, width: int) -> int:
        """How many rows all options of a choice or a rating take at this width; 0 for any other input."""
        return self.get_content_height(container, viewport, width) if self.has_class("picks") else 0

    @property
    def has_changed(self) -> bool:
        """Whether the text of the question differs from what its input began with."""
        return self.asks and self.typed != self._began

    async def ask(self, begins: str = "", *, shows_kept: bool = True) -> AnswerInput:
        """Show the input of the current question; it begins with ``begins``, the draft or the stored answer.

        Without ``shows_kept``, it ignores answers stored before this run. Raises ValueError if the walk is finished.
        """
        walking, step = self._walking, self._walking.step
        if step is None:
            raise ValueError("the walk is finished")
        shown = input_for(step.kind, begins or walking.draft, walking.walk.known if shows_kept else walking.given_here)
        await self.show(shown, self._keep_at_question)
        self._step = step.key
        return shown

    def _keep_at_question(self, typed: str) -> None:
        """Save the text as a draft, unless the walk has moved on since."""
        if self.asks:
            self._walking.type(typed)

    async def show(self, widget: Widget, keep: Callable[[str], object] | None = None) -> None:
        """Show a widget and focus it; ``keep`` is called with its half-typed text."""
        await self.clear()
        self.set_class(isinstance(widget, PickInput), "picks")
        await self.mount(widget)
        # ``focus`` takes effect later, and the next key may be waiting already
        self.screen.set_focus(next((each for each in (widget, *widget.query("*")) if each.focusable), None))
        self._shown, self._keep = widget, keep
        self._began, self.is_changed = self.typed, False

    async def clear(self) -> None:
        """Remove the widget."""
        self.let_go()
        self.remove_class("picks")
        await self.remove_children()
        self.screen.set_focus(None)

    def let_go(self) -> None:
        """Forget the input, which stays visible: its text no longer counts as typed and is not saved as a draft."""
        self._shown, self._keep, self._step = None, None, ""

    def keep_draft(self) -> None:
        """Save the text as a draft once it differs from what the input began with."""
        typed = self.typed
        self.is_changed = self.is_changed or typed != self._began
        if self._keep and self.is_changed:
            self._keep(typed)
