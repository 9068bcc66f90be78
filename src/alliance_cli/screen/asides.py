"""Starts another walk from within a walk, on top of its screen, and returns to the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from alliance_cli.screen.inputs.base import AnswerInput, Rank
from alliance_cli.screen.inputs.choices import ChoiceInput
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.shortcuts import ON_THE_WAY, Shortcut, bindings
from alliance_cli.translation import N_, _
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.screen.walk_page import WalkPage

ASIDES = (
    Shortcut(
        *("ctrl+t", "take_up_repair", "Ctrl-T", N_("begin a repair, then back here"), N_("begin repair")),
        rank=Rank.SPARE,
        group=ON_THE_WAY,
    ),
    Shortcut(
        *("ctrl+s", "take_up_question", "Ctrl-S", N_("question for supervision"), N_("supervision")),
        rank=Rank.SPARE,
        group=ON_THE_WAY,
    ),
)
"""The keys that start another walk; a walk offers at most one of them."""


class Aside(Protocol):
    """A walk that ``action`` starts from within another walk; ``open`` is its page while it runs."""

    action: str
    question: str
    """The question that asks for one of the choices."""
    open: WalkPage | None

    def choices(self) -> Sequence[str]:
        """The subjects to choose from, ending with a new one; empty if there is nothing to choose."""

    def begin(self, chosen: int | None) -> WalkPage:
        """Begin it with the chosen subject, counted from 1; None if there was nothing to choose."""

    def left(self, left: Leaving) -> str:
        """Called when the walk is left; returns a sentence about the result."""


class ChoosingScreen(ModalScreen[int | None]):
    """Asks for one of the rows; returns its number, counted from 1, or None if the person goes back."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (Shortcut("escape,ctrl+c,ctrl+q", "dismiss(None)", "Esc", N_("go back")),)
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)
    DEFAULT_CSS = """
    ChoosingScreen { align: center middle; background: $background; }
    ChoosingScreen > VerticalScroll {
        width: 84; max-width: 94%; height: auto; max-height: 90%;
        padding: 1 2; background: $panel; border: round $border;
    }
    ChoosingScreen Static { height: auto; }
    ChoosingScreen .title { text-style: bold; margin: 0 0 1 0; }
    ChoosingScreen .quiet { color: $text-muted; margin: 1 0 0 0; }
    """

    def __init__(self, question: str, rows: Sequence[str]) -> None:
        super().__init__()
        self._question, self._rows = question, tuple(rows)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(literal(self._question), classes="title")
            yield ChoiceInput(self._rows, 1)
            says = _("Choose with a number or the arrow keys; Enter takes it, Esc goes back.")
            yield Static(literal(says), classes="quiet")

    def on_mount(self) -> None:
        self.query_one(ChoiceInput).focus()

    def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        event.stop()
        if event.typed:
            self.dismiss(int(event.typed))
