"""Reads dates typed on the command line."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.errors import WrongUse


def day_typed(typed: str, option: str, also: str = "") -> date:
    """The date meant; raises WrongUse with the form that fits, and with what else does."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise WrongUse(f"{option} takes a date{also}.", "Write it as year-month-day, such as 2026-11-20.") from None


def session_date(typed: str | None, today: date) -> date:
    """The session's date; raises WrongUse for the future and for what is no date."""
    try:
        on = today if typed is None else date.fromisoformat(typed)
    except ValueError:
        raise WrongUse("That is not a date.", f"Write it as year-month-day, such as {today}.") from None
    if on > today:
        raise WrongUse("That date is in the future.", "A session is noted on its own day or later.")
    return on
