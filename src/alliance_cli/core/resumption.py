"""Says where a person was when the program locked itself, so that a new start of it goes on there."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.action import Action


class Resumption(NamedTuple):
    """One place to go on at: the question that waited, and the walk it belongs to."""

    action: Action | None
    """What goes on with the walk; None for a question outside of any walk, whose command asks it again."""
    step: str
    """The key of the step, or the question where it belongs to no walk."""
    session: str = ""
    """The id of the session, where that is kept."""
    full: bool = False
    again: bool = False
    new: bool = False
    """Whether the walk was begun with optional questions, as a second session of its date, or for a new client."""
    typed: str = ""
    """What was typed and not entered."""
