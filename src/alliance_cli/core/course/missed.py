"""Defines missed sessions, which of them a preparation shows, and when one may have been missed without being noted."""

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
    """Cancelled too late to offer the hour to somebody else."""

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
    """A session that was agreed on but not held. It has no number and no ratings."""

    id: str
    on: date
    why: Missed
    intention: str = ""
    """The intention for it, if the session had been prepared."""


SHOWN_FOR = 2
"""How many preparations after a missed session show it."""
RHYTHM_FROM = 3
"""How many gaps between sessions it takes to speak of a rhythm; only this many of the latest count."""
RHYTHMS = range(6, 16)
"""The rhythms in days that are recognised: weekly and fortnightly work."""
SKIPPED_FROM = 1.8
"""A gap this many times the usual one is long enough for a missed session."""
LONGEST_GAP = timedelta(days=60)
"""After a longer gap the program does not ask about a single session."""


def recently_missed(missed: Sequence[MissedSession], held: Sequence[date], coming: date) -> tuple[MissedSession, ...]:
    """The missed sessions that the preparation of a coming session shows, newest first.

    ``held`` are the dates of the sessions held before it.
    """
    return tuple(
        each for each in reversed(missed) if each.on <= coming and sum(day >= each.on for day in held) < SHOWN_FOR
    )


def skipped_on(held: Sequence[date], missed: Sequence[date], coming: date) -> date | None:
    """The date on which a session was due after the last one, if none was held or noted as missed since.

    ``held`` are the dates of the sessions before ``coming``, oldest first. None if there is no rhythm of one or two
    weeks, or no gap in it. The numbers above are conventions of this program.
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(held)][-RHYTHM_FROM:]
    if len(gaps) < RHYTHM_FROM or (rhythm := sorted(gaps)[RHYTHM_FROM // 2]) not in RHYTHMS:
        return None
    last = max((*held[-1:], *(day for day in missed if day <= coming)))
    gap = coming - last
    return last + timedelta(days=rhythm) if rhythm * SKIPPED_FROM <= gap.days and gap <= LONGEST_GAP else None
