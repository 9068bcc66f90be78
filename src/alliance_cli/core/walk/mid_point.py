"""Decides when the mid-point of a running session is named."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.walk.script import Part


class MidPoint(NamedTuple):
    """Whether the mid-point is named: once, from minute ``at`` on (0: never), while the opening is still asked.

    A session whose later parts have begun needs no reminder.
    """

    at: int
    is_named: bool = False
    was_named: bool = False

    def after(self, minutes: int, part: Part | None) -> MidPoint:
        """After so many whole minutes of the session, at a question of this part."""
        is_due = not self.was_named and 0 < self.at <= minutes and part is Part.OPENING
        return self._replace(is_named=True, was_named=True) if is_due else self

    def gone_on(self) -> MidPoint:
        """The person has gone on, and so has seen it."""
        return self._replace(is_named=False)
