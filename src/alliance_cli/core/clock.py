"""Defines the clock that every part of the program receives as an argument."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from msgspec import Struct


class Clock(Struct, frozen=True):
    """The time of day. ``now`` returns an aware datetime in the clinician's time zone, which has all its offsets."""

    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        """The local date."""
        return self.now().date()

    @property
    def stamp(self) -> str:
        """The current time in UTC as ISO 8601 text; its alphabetical order is the order in time."""
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds")

    def local(self, stamp: str) -> datetime:
        """A stamp as a datetime in the clinician's time zone, with the offset of that time."""
        return datetime.fromisoformat(stamp).astimezone(self.now().tzinfo)

    def start_of(self, day: date) -> str:
        """The first moment of a local day, in UTC, as text that sorts with stamps."""
        try:
            return datetime.combine(day, time(), self.now().tzinfo).astimezone(UTC).isoformat()
        except OverflowError:  # the first or last representable day has no UTC equivalent
            return day.isoformat()

    def new_id(self) -> str:
        """Returns a random id that sorts by its time of creation (the layout of UUID version 7, RFC 9562)."""
        import secrets  # slow to load, and most commands make no id
        import uuid

        milliseconds = int(self.now().timestamp() * 1000) & (1 << 48) - 1
        bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
        return str(uuid.UUID(int=bits))
