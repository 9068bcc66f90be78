"""Runs a day: what is due, how far each session is, and which codes were added to today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.caseload.day import Day, DaySession, day_of, expected
from alliance_cli.core.codes import new_client_code
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.due import DueList, due_now

if TYPE_CHECKING:
    from alliance_cli.core.action import Action
    from alliance_cli.core.walk.script import Phase
    from alliance_cli.usecases.app import App


class DayAtDesk:
    """One day of the clinician's work.

    Everything is read from the vault each time, except the added codes and the walks that stored nothing; both
    only decide what comes next.
    """

    def __init__(self, app: App, codes: Sequence[str]) -> None:
        self.app = app
        self.codes: tuple[str, ...] = ()
        self._ahead: dict[str, Phase] = {}
        for each in codes:
            self.take_up(each)

    def begin(self) -> tuple[Day, DueList]:
        """The day and all that is due, with its hints; noted in the access log."""
        due = due_now(self.app)
        day = self._day(due)
        log_access(self.app)
        return day, due

    def look(self) -> Day:
        """The day as it is now."""
        return self._day(due_now(self.app))

    def take_up(self, typed: str) -> None:
        """Add the code of a client or of a new client to today's list; raises WrongUse or Refused."""
        client = self.app.repository.clients.find(typed)
        code = client.code if client else new_client_code(typed)
        if code not in self.codes:
            self.codes = (*self.codes, code)

    def walked(self, code: str, follows: Phase | None) -> None:
        """Note that the end of a walk was reached today, and which phase follows it."""
        if follows is not None:
            self.take_up(code)
            self._ahead[code] = follows

    def next_of(self, typed: str) -> Action | None:
        """The next step today for a client; None if nobody has that code and it was not added."""
        client = self.app.repository.clients.find(typed)
        code = client.code if client else typed
        return self.look().next_of(code) if client or code in self.codes else None

    def _day(self, due: DueList) -> Day:
        on, caseload = self.app.clock.today, self.app.repository.caseload
        held = caseload.on(on)
        seen = {each.client for each in held}
        taken = [DaySession(code) for code in self.codes if code not in seen]
        elsewhere = seen | set(self.codes) | caseload.missed_on(on)
        last = {
            each.client: each.last_on
            for each in caseload.glances()
            if each.last_on and not each.closed and each.client not in elsewhere
        }
        return day_of(on, (*held, *taken, *expected(last, on)), due.items, self._ahead)
