"""How the work with a client ended."""

from __future__ import annotations

from enum import StrEnum

from alliance_cli.core.errors import WrongUse


class Ending(StrEnum):
    """Whether an ending was agreed on and prepared, or came about otherwise."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"


def ending_meant(typed: str) -> Ending:
    """The ending meant by its word or the first letter of it; raises WrongUse."""
    word = typed.strip().casefold()
    for ending in Ending:
        if word in (ending, ending[0]):
            return ending
    raise WrongUse(f"--ending takes {Ending.PLANNED} or {Ending.UNPLANNED}.")
