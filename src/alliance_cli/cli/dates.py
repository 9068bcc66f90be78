"""Reads dates from the command line: free forms at a terminal, ISO dates only in a script or a pipe."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.typed_day import NoDate, iso_day, typed_day
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.cli.setup import Program
    from alliance_cli.core.course.client import Client

TAKES = N_("{option} takes a date.")
_YEARS_BACK = 80
_AHEAD = timedelta(days=2)
"""How far ahead of the local date a session may lie after a journey west."""


def day_typed(run: Program, typed: str, option: str, takes: str = TAKES, *, past: bool = True) -> date:
    """Return the date; raises WrongUse, which says what the option ``takes`` and in which form.

    With ``past``, words that count back from today, such as yesterday, are accepted too.
    """
    try:
        return _day(run, typed, past=past)
    except NoDate as unfit:
        raise WrongUse(_(takes, option=option), unfit.hint) from None


def past_date(run: Program, typed: str | None) -> date:
    """Return a date up to today, the default; raises WrongUse for a later date or an invalid one."""
    on = run.clock.today if typed is None else _day(run, typed)
    if on > run.clock.today:
        raise _future()
    return _within_a_life(run, on)


def session_date(run: Program, typed: str | None) -> date:
    """Return the date of a session; raises WrongUse for an invalid date or one over two days ahead.

    After a journey west a session may lie in the local future. Once the client is known, ``ensure_held`` checks that.
    """
    on = run.clock.today if typed is None else _day(run, typed)
    if on > run.clock.today + _AHEAD:
        raise _ahead()
    return _within_a_life(run, on)


def ensure_held(run: Program, who: Client | str, on: date) -> None:
    """Raise WrongUse for a day in the local future, unless the client has a session that day."""
    if on > run.clock.today and (isinstance(who, str) or run.app.repository.sessions.on(who, on) is None):
        raise _ahead()


def _day(run: Program, typed: str, *, past: bool = True) -> date:
    today = run.clock.today
    return typed_day(typed, today, past=past) if run.on_terminal else iso_day(typed, today)


def _within_a_life(run: Program, on: date) -> date:
    """Return the date; raises WrongUse for one over 80 years back, such as one with a mistyped century."""
    if on.year < run.clock.today.year - _YEARS_BACK:
        raise WrongUse(_("That date is more than {years} years back; check the year.", years=_YEARS_BACK))
    return on


def _ahead() -> WrongUse:
    return WrongUse(
        _("That date is in the future."),
        _("A session is noted on its own day or later. To prepare ahead, leave out --on; session asks about it then."),
    )


def _future() -> WrongUse:
    return WrongUse(_("That date is in the future."), _("A session is noted on its own day or later."))
