"""Defines how the full screen was left."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Left(Enum):
    """Why the full screen was left."""

    ENDED = "ended"
    """The end of the walk was reached."""
    STOPPED = "stopped"
    IDLE = "idle"
    """Nobody typed for the idle time, so the program locks itself."""
    HANDED_OVER = "handed over"
    """The client answers alone next; the same screen returns afterwards."""
    LOCKED = "locked"
    """The key no longer opens the vault, so the last answer could not be saved."""


class Leaving(NamedTuple):
    """How the full screen was left, and the text that was typed but not entered."""

    how: Left
    typed: str = ""
