"""How the work with a client ended."""

from __future__ import annotations

from enum import StrEnum

from alliance_cli.core.errors import WrongUse


class Termination(StrEnum):
    """Whether an ending was agreed on and prepared, or came about otherwise."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"


def read_termination(typed: str) -> Termination:
    """The ending meant by its word or the first letter of it; raises WrongUse."""
    word = typed.strip().casefold()
    for ending in Termination:
        if word in (ending, ending[0]):
            return ending
    raise WrongUse(f"--ending takes {Termination.PLANNED} or {Termination.UNPLANNED}.")
