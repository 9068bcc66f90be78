"""Describes where a person was when the program locked itself, so that the next start can go on there."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.action import Action


class Resumption(NamedTuple):
    """One place at which to go on: the question that was open, and the walk it belongs to."""

    action: Action | None
    """The action that resumes the walk; None for a question outside of a walk, which its command asks again."""
    step: str
    """The key of the step; outside of a walk, the question."""
    session: str = ""
    """The id of the session, if it is stored already."""
    full: bool = False
    again: bool = False
    new: bool = False
    """Whether the walk was begun with optional questions, as a second session of its date, or for a new client."""
    typed: str = ""
    """What was typed but not entered."""
