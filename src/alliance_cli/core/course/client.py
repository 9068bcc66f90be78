"""Defines a client, and checks the dates on which the work began and ended, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import either, plain_day
from alliance_cli.translation import NC_, _, _c


class Termination(StrEnum):
    """How the work ended: planned by agreement, or otherwise."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"

    @property
    def in_words(self) -> str:
        return _c("ending", _ENDINGS[self])


_ENDINGS = {
    Termination.PLANNED: NC_("ending", "planned"),
    Termination.UNPLANNED: NC_("ending", "unplanned"),
}


class Client(Struct, frozen=True):
    """A client, known by a code (unique without regard to case)."""

    id: str
    code: str
    opened_on: date
    closed_on: date | None = None
    ending: Termination | None = None
    """How the work ended; None while it goes on, or if it was not recorded."""
    keep_until: date | None = None
    """The file is kept at least until this day, whatever the retention period; for example until a child is of age."""


def checked_opening(on: date, client: Client, sessions: Sequence[date], today: date) -> date:
    """Returns the day the work began; raises WrongUse for one after the first session, the closing or today.

    ``sessions`` are the dates of the client's sessions, oldest first.
    """
    latest = min(sessions[0] if sessions else client.closed_on or today, today)
    if on > latest:
        raise WrongUse(_("The work began on {day} or earlier, going by what is kept.", day=plain_day(latest)))
    return on


def checked_closing(on: date, client: Client, sessions: Sequence[date], today: date) -> date:
    """Returns the day the work ended; raises WrongUse for one before the last session or opening, or in the future."""
    if on > today:
        raise WrongUse(_("That date is in the future."), _("Close a client on the day the work ends, or later."))
    earliest = sessions[-1] if sessions else client.opened_on
    if on < earliest:
        if sessions:
            after = _("There is a session on {day}, after that date.", day=plain_day(earliest))
        else:
            after = _("The client was opened on {day}, after that date.", day=plain_day(earliest))
        raise WrongUse(after, _("Name a later day, such as: --on {day}", day=earliest))
    return on


def read_termination(typed: str) -> Termination:
    """Returns the termination named by its word or first letter; raises WrongUse for anything else."""
    word = typed.strip().casefold()
    for ending in Termination:
        if word in (ending, ending[0], ending.in_words.casefold()):
            return ending
    raise WrongUse(_("--ending takes {words}.", words=either(list(Termination))))
