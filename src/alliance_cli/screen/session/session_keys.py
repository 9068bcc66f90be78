"""Defines the keys of a running session, and the modes in which they work."""

from __future__ import annotations

from enum import Enum

from alliance_cli.screen.inputs.base import Rank
from alliance_cli.screen.shortcuts import ON_THE_WAY, QUESTIONS, Shortcut
from alliance_cli.translation import N_

MARKS = N_("Marks")
"""The help page's title for the keys that mark moments."""
SESSION_KEYS = (
    Shortcut("space,right", "next", "Space", N_("next question"), N_("next"), rank=Rank.MAIN, group=QUESTIONS),
    Shortcut("enter,tab", "answer", "Enter", N_("answer"), rank=Rank.MAIN, group=QUESTIONS),
    Shortcut("s", "mark_strong", "s", N_("strong moment"), N_("strong"), group=MARKS),
    Shortcut("r", "mark_rupture", "r", N_("possible rupture"), N_("rupture?"), group=MARKS),
    Shortcut("n", "note", "n", N_("short note"), N_("note"), group=MARKS),
    Shortcut("R", "repair", "R", N_("show the repair steps"), N_("show repair"), rank=Rank.SPARE, group=ON_THE_WAY),
    Shortcut("h", "hand_over", "h", N_("hand over to the client"), N_("hand over"), group=ON_THE_WAY),
    Shortcut("b", "blank", "b", N_("blank the screen"), N_("blank")),
    Shortcut("u", "take_back", "u", N_("take back the last mark"), in_line=False, group=MARKS),
    Shortcut("left", "previous", "←", N_("previous question"), in_line=False, group=QUESTIONS),
    Shortcut("down", "next_part", "↓", N_("next part of the session"), in_line=False, group=QUESTIONS),
    Shortcut("up", "previous_part", "↑", N_("part of the session before"), in_line=False, group=QUESTIONS),
    Shortcut("w", "marker('withdrawal')", "w", N_("withdrawal"), rank=Rank.MAIN, group=MARKS),
    Shortcut("c", "marker('confrontation')", "c", N_("confrontation"), rank=Rank.MAIN, group=MARKS),
    Shortcut("m", "marker('mixed')", "m", N_("mixed"), rank=Rank.MAIN, group=MARKS),
    Shortcut("escape", "close", "Esc", N_("close"), rank=Rank.ALWAYS),
    Shortcut("ctrl+c,ctrl+q", "leave_at_once", "Ctrl-C", N_("leave at once, and keep what is typed"), in_line=False),
)
OF_A_SESSION = frozenset(each.action for each in SESSION_KEYS) - {"close", "leave_at_once"}
"""Actions whose keys work only while no input is open."""


class Mode(Enum):
    """The mode of the screen; letters act as keys only while no text can be typed."""

    WATCHING = "the prompt alone"
    ANSWERING = "the input of the prompt"
    NOTING = "the input of a short note"
    MARKING = "which kind of rupture"

    @property
    def takes_text(self) -> bool:
        """Whether text can be typed."""
        return self in (Mode.ANSWERING, Mode.NOTING)

    @property
    def keeps_question(self) -> bool:
        """Whether the question must stay because a note or a choice is open."""
        return self in (Mode.NOTING, Mode.MARKING)

    def lets(self, action: str) -> bool:
        """Whether an action of ``SESSION_KEYS`` is allowed; other actions always are."""
        if action.startswith("marker"):
            return self is Mode.MARKING
        return action not in OF_A_SESSION or self is Mode.WATCHING
