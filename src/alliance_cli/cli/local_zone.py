"""The time zone of this machine, with the offset that holds at each moment, not only the one of today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """Reads offsets from the system. Where it gives none that a date can have (TZ=UTC+25), the zone is UTC."""

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """The offset of a local time; of a repeated hour, ``fold`` tells which one is meant."""
        return None if at is None else _system_offset(at.replace(tzinfo=None))

    def dst(self, at: datetime | None) -> timedelta | None:
        """Unknown: the offset includes it."""

    def tzname(self, at: datetime | None) -> str | None:
        """Unnamed."""

    def fromutc(self, at: datetime) -> datetime:
        """The local time of a moment that is given in UTC."""
        offset = _system_offset(at.replace(tzinfo=UTC))
        local = at + offset
        return local if self.utcoffset(local) == offset else local.replace(fold=1)


def _system_offset(at: datetime) -> timedelta:
    """The offset at an aware moment, or at a naive local time."""
    try:
        return at.astimezone().utcoffset() or timedelta()
    except (ValueError, OverflowError):  # also at the ends of the calendar
        return timedelta()


LOCAL_ZONE = LocalZone()
