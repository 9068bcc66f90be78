"""How the work with a client ended."""

from __future__ import annotations

from enum import StrEnum


class Ending(StrEnum):
    """Whether an ending was agreed on and prepared, or came about otherwise."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
