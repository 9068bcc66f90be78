"""Works out the progress of each session of a day, its next step, and the order of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.due import DueGroup, DueItem, group_due
from alliance_cli.core.codes import code_order
from alliance_cli.core.walk.script import SESSION_PHASES, Phase

_RHYTHM = (timedelta(weeks=1), timedelta(weeks=2))
"""How long after the last session a client is expected again."""


class PhaseWalk(NamedTuple):
    """A walk of one phase of a session, with its script and whether it was finished."""

    phase: Phase
    script: str
    finished: bool


class DaySession(NamedTuple):
    """A client's session on a day: stored, added by hand, or expected.

    ``last_on`` is the day the client was last seen, if the session is only expected. ``at_least`` is the earliest phase
    that can come next. ``waits`` has the due items that the preparation will show.
    """

    client: str
    walks: tuple[PhaseWalk, ...] = ()
    at_least: Phase = Phase.PRE_SESSION
    last_on: date | None = None
    waits: tuple[DueGroup, ...] = ()

    def finished(self, phase: Phase) -> bool | None:
        """Whether all walks of a phase are finished; None if there are none."""
        walks = [each.finished for each in self.walks if each.phase is phase]
        return all(walks) if walks else None

    @property
    def next(self) -> PhaseWalk | None:
        """The next walk: an unfinished walk of the latest phase, or else the phase after it; None at the end."""
        furthest = max((SESSION_PHASES.index(each.phase) for each in self.walks), default=-1)
        begun = (each for each in self.walks if each.phase is SESSION_PHASES[furthest] and not each.finished)
        place = max(furthest + 1, SESSION_PHASES.index(self.at_least))
        anew = PhaseWalk(SESSION_PHASES[place], "", finished=False) if place < len(SESSION_PHASES) else None
        return next(begun, anew)

    @property
    def _order(self) -> tuple[bool, bool, int]:
        """The sort key within a day: unfinished walks first, then sessions by progress; finished ones come last."""
        follows = self.next
        if follows is None:
            return True, True, 0
        return False, follows not in self.walks, -SESSION_PHASES.index(follows.phase)


class Day(NamedTuple):
    """The sessions of a day, unfinished ones first, and the other due items."""

    on: date
    sessions: tuple[DaySession, ...]
    waiting: tuple[DueGroup, ...]

    def action(self, session: DaySession) -> Action | None:
        """The next step in a session, as an action on this day; None if it is done."""
        follows = session.next
        return session_action(session.client, follows.phase, self.on, follows.script or None) if follows else None

    @property
    def rows(self) -> tuple[Action, ...]:
        """The actions that can be chosen by number, counted from 1."""
        sessions = [self.action(each) for each in self.sessions]
        return (*filter(None, sessions), *(each.first.do for each in self.waiting))

    def next_of(self, client: str) -> Action:
        """The next step for a client today; a preparation if the client is not on the list."""
        found = (self.action(each) for each in self.sessions if each.client == client)
        return next(filter(None, found), session_action(client, Phase.PRE_SESSION, self.on))


def day_of(on: date, sessions: Iterable[DaySession], due: Sequence[DueItem], ahead: Mapping[str, Phase]) -> Day:
    """The day in order. Items that the preparation of a listed client shows are listed with the session.

    ``ahead`` maps a client to the next phase if a walk was skipped through and so stored nothing.
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
    """The sessions of clients seen exactly one or two weeks ago, last week's first."""
    due = [code for code, last in last_seen.items() if on - last in _RHYTHM]
    ordered = sorted(due, key=lambda code: (on - last_seen[code], code_order(code)))
    return tuple(DaySession(code, last_on=last_seen[code]) for code in ordered)


def _is_brought_up(due: DueItem) -> bool:
    """Whether the next preparation shows it, on whatever day."""
    return due.do.kind is ActionKind.PREPARE and due.do.on is None


def _later(one: Phase, other: Phase | None) -> Phase:
    return one if other is None else max(one, other, key=SESSION_PHASES.index)
