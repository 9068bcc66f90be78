"""A program with one text input for a real terminal; it writes the entered text to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import ComposeResult
from textual.screen import Screen

from alliance_cli.core.walk.kinds import TextKind
from alliance_cli.screen.app import Companion
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.by_kind import input_for
from alliance_cli.screen.leaving import Leaving, Left


class OneQuestion(Screen[None]):
    """A screen with only the input."""

    def compose(self) -> ComposeResult:
        yield input_for(TextKind())

    def on_mount(self) -> None:
        self.query_one(AnswerInput).focus()

    def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        self.app.exit(Leaving(Left.ENDED, event.typed))


if __name__ == "__main__":
    typed = Companion(OneQuestion()).leave().typed
    Path(sys.argv[1]).write_text(typed, encoding="utf-8", newline="")
