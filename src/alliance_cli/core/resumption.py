"""Defines the place at which the program resumes after it locked itself."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.action import Action


class Resumption(NamedTuple):
    """A place to resume: the open question, and the walk it belongs to."""

    action: Action | None
    """The action that resumes the walk; None for a question outside a walk, which its command asks again."""
    step: str
    """The key of the step; outside a walk, the question."""
    session: str = ""
    """The id of the session, if it has been stored."""
    full: bool = False
    again: bool = False
    new: bool = False
    """Whether the walk was begun with optional questions, as another session of its date, or for a new client."""
    typed: str = ""
    """The text that was typed but not entered."""
