"""Checks the dates on which the work with a client began and ended, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alliance_cli.core.course.entities import Client, Termination
from alliance_cli.core.errors import WrongUse


def checked_opening(on: date, client: Client, sessions: Sequence[date], today: date) -> date:
    """Returns the day the work began; raises WrongUse for one after the first session, the closing or today.

    ``sessions`` are the dates of the client's sessions, oldest first.
    """
    latest = min(sessions[0] if sessions else client.closed_on or today, today)
    if on > latest:
        raise WrongUse(f"The work began on {latest} at the latest, by what is kept.")
    return on


def checked_closing(on: date, client: Client, sessions: Sequence[date], today: date) -> date:
    """Returns the day the work ended; raises WrongUse for one before the last session or opening, or in the future."""
    if on > today:
        raise WrongUse("That date is in the future.", "Close a client on the day the work ends, or later.")
    earliest = sessions[-1] if sessions else client.opened_on
    if on < earliest:
        what = "There is a session" if sessions else "The client was opened"
        raise WrongUse(f"{what} on {earliest}, after that date.", f"Name a later day, such as: --on {earliest}")
    return on


def read_termination(typed: str) -> Termination:
    """Returns the termination named by its word or first letter; raises WrongUse for anything else."""
    word = typed.strip().casefold()
    for ending in Termination:
        if word in (ending, ending[0]):
            return ending
    raise WrongUse(f"--ending takes {Termination.PLANNED} or {Termination.UNPLANNED}.")
