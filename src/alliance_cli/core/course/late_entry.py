"""Offers earlier sessions that are not finished when a walk is started without a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.core.caseload.due import WAITS_FOR
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import SHORT_DAY, day_in_words
from alliance_cli.core.walk.kinds import YesNoKind, short_answer
from alliance_cli.translation import _


class Waiting(Struct, frozen=True):
    """An earlier day with an unfinished session, and why: ``not reflected on yet`` or ``left unfinished``."""

    on: date
    what: str

    def __str__(self) -> str:
        return f"{day_in_words(self.on, SHORT_DAY)}, {self.what}"


def latest_first(found: Iterable[Waiting], today: date) -> tuple[Waiting, ...]:
    """The recent entries from earlier days, one for each day, latest first."""
    recent = {each.on: each for each in found if today - WAITS_FOR <= each.on < today}
    return tuple(recent[on] for on in sorted(recent, reverse=True))


def read_choice(waiting: Sequence[Waiting], today: date) -> Callable[[str], date]:
    """Returns a function that reads the answer: a row's number, ``n`` for today, or ``y`` if there is only one day."""
    days = {str(place): each.on for place, each in enumerate(waiting, start=1)}
    if len(waiting) == 1:
        days |= dict.fromkeys(YesNoKind.YES, waiting[0].on)
    days |= dict.fromkeys(YesNoKind.NO, today)

    def read(typed: str) -> date:
        day = days.get(short_answer(typed))
        if day is None:
            raise WrongUse(_("That is not one of them."))
        return day

    return read
