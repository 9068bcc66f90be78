"""Shows the question of a walk in parts; empty parts take no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from alliance_cli.screen.parts.answer import AnswerPlace
from alliance_cli.screen.parts.wording import about, other_wordings, signs
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.walk.interview import Interview
    from alliance_cli.core.walk.steps import Step

_PIECES = ("part", "ask", "say", "why", "signs")
_MOST_TOLD = 6
"""The most rows of the message below, including the blank row above it."""


class Sentence(Static):
    """Text that a person may have typed; without text it takes no room."""

    def say(self, words: str) -> None:
        """Replace the text."""
        self.update(literal(words))
        if words:
            self.styles.inline.clear_rule("display")  # the style sheet decides
        else:
            self.display = False


class QuestionPanel(VerticalScroll, can_focus=False):
    """Shows the question, its context, wording for the client, and its purpose.

    It shrinks to make room for the options of a choice or a rating, and for the message below them.
    """

    def compose(self) -> ComposeResult:
        yield from (Sentence(id=name) for name in _PIECES)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        rows = super().get_content_height(container, viewport, width)
        below = rows_below(self, container, viewport, width)
        return min(rows, max(1, container.height - below)) if below else rows

    def ask(self, walk: Interview, step: Step) -> None:
        """Show the current question of a walk."""
        self._say(
            about(walk, step),
            step.ask,
            "\n".join(other_wordings(step)),
            step.purpose,
            "\n".join(f"- {sign}" for sign in signs(step)),
        )

    def clear(self) -> None:
        """Remove the question."""
        self._say(*[""] * len(_PIECES))

    def _say(self, *words: str) -> None:
        for name, each in zip(_PIECES, words, strict=True):
            self.query_one(f"#{name}", Sentence).say(each)


def rows_below(panel: Widget, container: Size, viewport: Size, width: int) -> int:
    """The rows of the options of a choice or a rating and of the message below; 0 for any other input."""
    options = panel.screen.query_one(AnswerPlace).rows_of_options(container, viewport, width)
    told = panel.screen.query_one("#told", Sentence)
    if not options or not told.display:
        return options
    said = told.get_content_height(container, viewport, width) + told.styles.margin.height
    return options + min(said, _MOST_TOLD)
