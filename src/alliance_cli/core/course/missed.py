"""Defines missed sessions, and detects gaps in which a session may have been missed without a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from alliance_cli.translation import NC_, _c


class Missed(StrEnum):
    """Why an agreed session was not held."""

    NO_SHOW = "no-show"
    CANCELLED = "cancelled"
    LATE = "late"
    """Cancelled too late to offer the hour to someone else."""

    @property
    def in_words(self) -> str:
        """The reason in words, such as ``did not come``."""
        return _c("missed", _IN_WORDS[self])


_IN_WORDS = {
    Missed.NO_SHOW: NC_("missed", "did not come"),
    Missed.CANCELLED: NC_("missed", "cancelled"),
    Missed.LATE: NC_("missed", "cancelled late"),
}


class MissedSession(Struct, frozen=True):
    """A session that was agreed on but not held. It has neither a number nor ratings."""

    id: str
    on: date
    why: Missed
    intention: str = ""
    """The intention noted in its preparation, if there was one."""


SHOWN_FOR = 2
"""For how many preparations a missed session is shown."""
RHYTHM_FROM = 3
"""How many of the latest gaps between sessions determine a rhythm; fewer are not enough."""
RHYTHMS = range(6, 16)
"""The rhythms recognised, in days: weekly and fortnightly."""
SKIPPED_FROM = 1.8
"""How many times the usual gap is long enough to contain a missed session."""
LONGEST_GAP = timedelta(days=60)
"""The longest gap after which the program asks about a single session."""


def recently_missed(missed: Sequence[MissedSession], held: Sequence[date], coming: date) -> tuple[MissedSession, ...]:
    """The missed sessions that the preparation of a session on ``coming`` shows, newest first.

    ``held`` are the dates of the sessions held before it.
    """
    return tuple(
        each for each in reversed(missed) if each.on <= coming and sum(day >= each.on for day in held) < SHOWN_FOR
    )


def skipped_on(held: Sequence[date], missed: Sequence[date], coming: date) -> date | None:
    """The date on which a session was expected after the last one, if none was held or noted as missed since.

    ``held`` has the dates of the sessions before ``coming``, oldest first. None if there is no weekly or fortnightly
    rhythm, or no gap in it. The numbers above are conventions of this program.
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(held)][-RHYTHM_FROM:]
    if len(gaps) < RHYTHM_FROM or (rhythm := sorted(gaps)[RHYTHM_FROM // 2]) not in RHYTHMS:
        return None
    last = max((*held[-1:], *(day for day in missed if day <= coming)))
    gap = coming - last
    return last + timedelta(days=rhythm) if rhythm * SKIPPED_FROM <= gap.days and gap <= LONGEST_GAP else None
