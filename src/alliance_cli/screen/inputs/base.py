"""The interface that all inputs of the screen share."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from textual.message import Message
from textual.widget import Widget

from alliance_cli.translation import N_, _

_NAMES = frozenset({N_("Ctrl"), N_("Enter"), N_("Esc"), N_("Space"), N_("Backspace"), N_("PgUp"), N_("PgDn")})


def key_named(key: str) -> str:
    """A key, or several, as a keyboard of the chosen language names it: ``Ctrl-B`` is ``Strg-B`` in German."""
    return " ".join("-".join(_(part) if part in _NAMES else part for part in one.split("-")) for one in key.split(" "))


class Rank(IntEnum):
    """How long a key stays in the bottom line where there is not room for all of them."""

    ALWAYS = 0
    """It is never left out, and stands at the end of the line."""
    MAIN = 1
    USUAL = 2
    SPARE = 3
    """It is left out first."""


class KeyHint(NamedTuple):
    """A key that works now, such as ``Ctrl-J``, and what it does in the chosen language."""

    key: str
    does: str
    in_line: bool = True
    """Whether it stands in the bottom line; the others are on the help page."""
    short: str = ""
    """What it does in fewer words, for a line without room; empty where there are none."""
    rank: Rank = Rank.USUAL
    group: str = ""
    """The title on the help page under which it stands."""


def enter_hint(does: str = "") -> KeyHint:
    """Enter, which goes on from an input unless it ``does`` something else."""
    return KeyHint("Enter", does or _("go on"), rank=Rank.MAIN)


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
