"""The interface that all inputs of the screen share."""

from __future__ import annotations

from typing import NamedTuple

from textual.message import Message
from textual.widget import Widget

from alliance_cli.translation import N_, _

_NAMES = frozenset({N_("Ctrl"), N_("Enter"), N_("Esc"), N_("Space"), N_("Backspace")})


def key_named(key: str) -> str:
    """A key as a keyboard of the chosen language names it: ``Ctrl-B`` is ``Strg-B`` in German."""
    return "-".join(_(part) if part in _NAMES else part for part in key.split("-"))


class KeyHint(NamedTuple):
    """A key that works in an input, such as ``Ctrl-J``, and what it does in the chosen language."""

    key: str
    does: str
    in_line: bool = True
    """Whether it stands in the bottom line; the others are on the help page."""


class AnswerInput(Widget):
    """Takes one answer and tells it as a person would type it in line mode.

    An input knows no rules: the kind of the step reads ``typed``. Nothing is entered before Enter: a key of a rating or
    a choice only picks, so that a slip can be mended.
    """

    class Changed(Message):
        """The text so far has changed."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Entered(Message):
        """The person wants to go on; an empty text answers nothing."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    DEFAULT_CSS = """
    AnswerInput { width: 1fr; height: auto; }
    """

    @property
    def typed(self) -> str:
        """The answer so far, as a person would type it in line mode; empty for none."""
        return ""

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys that work in this input, for the bottom line."""
        return ()

    def changed(self) -> None:
        """Tell that the text so far has changed."""
        self.post_message(self.Changed(self.typed))

    def enter(self) -> None:
        """Tell that the person wants to go on."""
        self.post_message(self.Entered(self.typed))
