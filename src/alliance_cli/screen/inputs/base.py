"""Defines the interface that all inputs of the full screen share."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from textual.message import Message
from textual.widget import Widget

from alliance_cli.translation import N_, _

_NAMES = frozenset({N_("Ctrl"), N_("Enter"), N_("Esc"), N_("Space"), N_("Backspace"), N_("PgUp"), N_("PgDn")})


def key_named(key: str) -> str:
    """Names one or more keys as keyboards of the chosen language do: ``Ctrl-B`` is ``Strg-B`` in German."""
    return " ".join("-".join(_(part) if part in _NAMES else part for part in one.split("-")) for one in key.split(" "))


class Rank(IntEnum):
    """How important a key is when the bottom line has no room for all of them."""

    ALWAYS = 0
    """Never left out; shown at the end of the line."""
    MAIN = 1
    USUAL = 2
    SPARE = 3
    """Left out first."""


class KeyHint(NamedTuple):
    """A key that works now, such as ``Ctrl-J``, and its label in the chosen language."""

    key: str
    does: str
    in_line: bool = True
    """Whether the bottom line shows it; the help page shows every key."""
    short: str = ""
    """A shorter label for a narrow line; empty for none."""
    rank: Rank = Rank.USUAL
    group: str = ""
    """Its group on the help page."""


def enter_hint(does: str = "") -> KeyHint:
    """The hint for Enter, which goes on unless ``does`` names another effect."""
    return KeyHint("Enter", does or _("go on"), rank=Rank.MAIN)


class AnswerInput(Widget):
    """Takes one answer and returns it as a person would type it in line mode.

    An input checks nothing; the kind of the step parses ``typed``. Only Enter submits the answer. A key in a rating or
    a choice just selects, so a slip can be corrected.
    """

    class Changed(Message):
        """The text has changed."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Entered(Message):
        """The person pressed Enter; an empty text means no answer."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    DEFAULT_CSS = """
    AnswerInput { width: 1fr; height: auto; }
    """

    @property
    def typed(self) -> str:
        """The current answer as a person would type it in line mode; empty for none."""
        return ""

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys that work in this input."""
        return ()

    def changed(self) -> None:
        """Post ``Changed``."""
        self.post_message(self.Changed(self.typed))

    def enter(self) -> None:
        """Post ``Entered``."""
        self.post_message(self.Entered(self.typed))
