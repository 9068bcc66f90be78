"""Defines the marks made while a session runs, which wait to be worded afterwards."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from alliance_cli.translation import NC_, _c


class MarkKind(StrEnum):
    """What is marked: a strong moment, a possible rupture, or a short note that stands by itself."""

    STRONG = "strong"
    RUPTURE = "rupture"
    NOTE = "note"

    @property
    def waits(self) -> bool:
        """Whether such a mark waits to be worded; a note is words already."""
        return self is not MarkKind.NOTE


_SAID = {
    "strong": NC_("mark", "strong moment"),
    "rupture": NC_("mark", "possible rupture"),
    "note": NC_("mark", "note"),
    "withdrawal": NC_("mark", "withdrawal"),
    "confrontation": NC_("mark", "confrontation"),
    "mixed": NC_("mark", "mixed"),
}


class Mark(Struct, frozen=True):
    """A moment or a note that was marked while a session ran.

    ``marker`` is how a possible rupture showed, empty for any other kind; ``words`` are those of a note; ``at`` is
    local time.
    """

    id: str
    session: str
    kind: MarkKind
    at: datetime
    marker: str = ""
    words: str = ""
    settled: bool = False
    """Whether it was worded as a moment, or said to be none."""

    @property
    def waits(self) -> bool:
        """Whether it still is to be worded."""
        return self.kind.waits and not self.settled

    @property
    def time(self) -> str:
        """``14:32``"""
        return f"{self.at:%H:%M}"

    @property
    def named(self) -> str:
        """``withdrawal``; for other kinds ``strong moment`` or ``note``."""
        return mark_named(self.kind, self.marker)


def mark_named(kind: str, marker: str) -> str:
    """Names a mark by how the possible rupture showed, or else by its kind."""
    return _c("mark", _SAID[marker or kind])
