"""Works out how far each session of a day has come, what comes next, and the order of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.due import DueGroup, DueItem, group_due
from alliance_cli.core.codes import code_order
from alliance_cli.core.walk.script import SESSION_PHASES, Phase

_RHYTHM = (timedelta(weeks=1), timedelta(weeks=2))
"""How long after the last session a client is expected."""


class PhaseWalk(NamedTuple):
    """A walk of one phase of a session: its script, and whether its end was reached."""

    phase: Phase
    script: str
    finished: bool


class DaySession(NamedTuple):
    """A client's session on a day: one that is stored, one that was added by hand, or one that is expected.

    ``last_on`` is the day the client was last seen, if the session is only expected. ``at_least`` is the earliest
    phase that may come next, and ``waits`` holds what the preparation will bring up.
    """

    client: str
    walks: tuple[PhaseWalk, ...] = ()
    at_least: Phase = Phase.PRE_SESSION
    last_on: date | None = None
    waits: tuple[DueGroup, ...] = ()

    def finished(self, phase: Phase) -> bool | None:
        """Whether all walks of a phase were finished; None if there is none."""
        walks = [each.finished for each in self.walks if each.phase is phase]
        return all(walks) if walks else None

    @property
    def next(self) -> PhaseWalk | None:
        """What comes next: an unfinished walk of the furthest phase, or else the phase after it; None at the end."""
        furthest = max((SESSION_PHASES.index(each.phase) for each in self.walks), default=-1)
        begun = (each for each in self.walks if each.phase is SESSION_PHASES[furthest] and not each.finished)
        place = max(furthest + 1, SESSION_PHASES.index(self.at_least))
        anew = PhaseWalk(SESSION_PHASES[place], "", finished=False) if place < len(SESSION_PHASES) else None
        return next(begun, anew)

    @property
    def _order(self) -> tuple[bool, bool, int]:
        """The sort key within a day: unfinished walks first, then the furthest sessions; finished ones come last."""
        follows = self.next
        if follows is None:
            return True, True, 0
        return False, follows not in self.walks, -SESSION_PHASES.index(follows.phase)


class Day(NamedTuple):
    """The sessions of a day, those with something left to do first, and what else waits."""

    on: date
    sessions: tuple[DaySession, ...]
    waiting: tuple[DueGroup, ...]

    def action(self, session: DaySession) -> Action | None:
        """What comes next in a session, as an action on this day; None if it is done."""
        follows = session.next
        return session_action(session.client, follows.phase, self.on, follows.script or None) if follows else None

    @property
    def rows(self) -> tuple[Action, ...]:
        """The actions that can be chosen by number, counted from 1."""
        sessions = [self.action(each) for each in self.sessions]
        return (*filter(None, sessions), *(each.first.do for each in self.waiting))

    def next_of(self, client: str) -> Action:
        """What comes next for a client today; a preparation if the client has no session in the list."""
        found = (self.action(each) for each in self.sessions if each.client == client)
        return next(filter(None, found), session_action(client, Phase.PRE_SESSION, self.on))


def day_of(on: date, sessions: Iterable[DaySession], due: Sequence[DueItem], ahead: Mapping[str, Phase]) -> Day:
    """The day in order; what waits for a client of the day is listed with the session instead of below.

    ``ahead`` has the phase that comes next for a client whose walk was skipped through and stored nothing.
    """
    listed = [each._replace(at_least=_later(each.at_least, ahead.get(each.client))) for each in sessions]
    codes = {each.client for each in listed}
    rows = {(each.client, each.next.phase) for each in listed if each.next}
    waits = group_due(each for each in due if each.client in codes and _is_brought_up(each))
    waiting = [
        each
        for each in due
        if not (each.client in codes and _is_brought_up(each))
        and not (each.since == on and (each.client, each.phase) in rows)
    ]
    listed = [each._replace(waits=tuple(one for one in waits if one.first.client == each.client)) for each in listed]
    return Day(on, tuple(sorted(listed, key=lambda each: each._order)), group_due(waiting))


def expected(last_seen: Mapping[str, date], on: date) -> tuple[DaySession, ...]:
    """Clients seen one or two weeks ago to the day, those seen last week first."""
    due = [code for code, last in last_seen.items() if on - last in _RHYTHM]
    ordered = sorted(due, key=lambda code: (on - last_seen[code], code_order(code)))
    return tuple(DaySession(code, last_on=last_seen[code]) for code in ordered)


def _is_brought_up(due: DueItem) -> bool:
    """Whether the next preparation brings it up, whatever its day."""
    return due.do.kind is ActionKind.PREPARE and due.do.on is None


def _later(one: Phase, other: Phase | None) -> Phase:
    return one if other is None else max(one, other, key=SESSION_PHASES.index)
