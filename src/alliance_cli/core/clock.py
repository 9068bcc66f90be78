"""Time and identity, handed in rather than looked up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """``now`` returns an aware datetime in the clinician's own time zone."""

    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        """The local date."""
        return self.now().date()

    @property
    def stamp(self) -> str:
        """The moment in UTC, as ISO 8601 text that sorts by time."""
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds")

    def new_id(self) -> str:
        """A random id that sorts by the time it was made (the layout of UUID version 7, RFC 9562)."""
        import secrets  # most commands make no id, and these two are slow to load
        import uuid

        milliseconds = int(self.now().timestamp() * 1000) & (1 << 48) - 1
        bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
        return str(uuid.UUID(int=bits))
