"""Says how a person left the full screen."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Left(Enum):
    """Why the full screen was left."""

    ENDED = "ended"
    """The walk came to its end."""
    STOPPED = "stopped"
    IDLE = "idle"
    """Nothing was typed for so long that the program locks itself."""
    HANDED_OVER = "handed over"
    """The client is to answer alone; the same screen comes back afterwards."""
    LOCKED = "locked"
    """The vault does not open with the key at hand any more, and what was typed last could not be saved."""


class Leaving(NamedTuple):
    """How the full screen was left, and what was typed at its question and not entered."""

    how: Left
    typed: str = ""
