"""Decides when a running session shows the reminder of its mid-point."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.walk.script import Part


class MidPoint(NamedTuple):
    """Whether the mid-point is named: once, from minute ``at`` on (0: never), and only during the opening.

    A session that has reached its later parts needs no reminder.
    """

    at: int
    is_named: bool = False
    was_named: bool = False

    def after(self, minutes: int, part: Part | None) -> MidPoint:
        """The state after this many whole minutes of the session, at a question of this part."""
        is_due = not self.was_named and 0 < self.at <= minutes and part is Part.OPENING
        return self._replace(is_named=True, was_named=True) if is_due else self

    def gone_on(self) -> MidPoint:
        """The state after the person went on, and so has seen the reminder."""
        return self._replace(is_named=False)
