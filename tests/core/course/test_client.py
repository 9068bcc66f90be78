"""The days on which the work began and ended must be consistent with the sessions."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.course.client import Client, Termination, checked_closing, checked_opening, read_termination
from alliance_cli.core.errors import WrongUse


def on(day: int) -> date:
    return date(2026, 1, day)


TODAY, SESSIONS = on(20), (on(10), on(12))
OPEN, CLOSED = Client("c", "J7", on(5)), Client("c", "J7", on(5), closed_on=on(15))


@pytest.mark.parametrize(
    ("client", "sessions", "latest"),
    [(OPEN, SESSIONS, 10), (CLOSED, SESSIONS, 10), (CLOSED, (), 15), (OPEN, (), 20), (OPEN, (on(25),), 20)],
)
def test_the_work_begins_with_the_first_session_or_earlier(
    client: Client, sessions: tuple[date, ...], latest: int
) -> None:
    assert checked_opening(on(latest), client, sessions, TODAY) == on(latest)
    with pytest.raises(WrongUse, match=f"began on {on(latest)} or earlier"):
        checked_opening(on(latest + 1), client, sessions, TODAY)


@pytest.mark.parametrize(("sessions", "earliest", "why"), [(SESSIONS, 12, "a session"), ((), 5, "was opened")])
def test_the_work_ends_with_the_last_session_or_later_but_not_in_the_future(
    sessions: tuple[date, ...], earliest: int, why: str
) -> None:
    assert checked_closing(on(earliest), OPEN, sessions, TODAY) == on(earliest)
    assert checked_closing(TODAY, OPEN, sessions, TODAY) == TODAY
    with pytest.raises(WrongUse, match=f"{why} on {on(earliest)}"):
        checked_closing(on(earliest - 1), OPEN, sessions, TODAY)
    with pytest.raises(WrongUse, match="in the future"):
        checked_closing(on(21), OPEN, sessions, TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"), [("planned", Termination.PLANNED), (" P ", Termination.PLANNED), ("U", Termination.UNPLANNED)]
)
def test_an_ending_is_read_from_its_word_or_first_letter(typed: str, meant: Termination) -> None:
    assert read_termination(typed) is meant


@pytest.mark.parametrize("typed", ["", "pl", "x"])
def test_any_other_word_is_refused_as_an_ending(typed: str) -> None:
    with pytest.raises(WrongUse, match="planned or unplanned"):
        read_termination(typed)
