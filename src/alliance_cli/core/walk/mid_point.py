"""Decides when a running session shows the mid-point reminder."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.walk.script import Part


class MidPoint(NamedTuple):
    """Whether the reminder is shown: once, from minute ``at`` on (0: never), and only during the opening.

    A session that has reached a later part needs no reminder.
    """

    at: int
    is_named: bool = False
    was_named: bool = False

    def after(self, minutes: int, part: Part | None) -> MidPoint:
        """The state after this many whole minutes, at a question of this part of the session."""
        is_due = not self.was_named and 0 < self.at <= minutes and part is Part.OPENING
        return self._replace(is_named=True, was_named=True) if is_due else self

    def gone_on(self) -> MidPoint:
        """The state after the person has gone on and so has seen the reminder."""
        return self._replace(is_named=False)
