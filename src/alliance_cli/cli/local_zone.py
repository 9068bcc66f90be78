"""The time zone of this machine, with the right offset for each moment instead of today's offset for all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """Reads offsets from the system. If an offset is too large for a date (TZ=UTC+25), the zone is UTC."""

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """Return the offset of a local time; in a repeated hour, ``fold`` says which one is meant."""
        return None if at is None else _system_offset(at.replace(tzinfo=None))

    def dst(self, at: datetime | None) -> timedelta | None:
        """Return None; the offset includes daylight saving time."""

    def tzname(self, at: datetime | None) -> str | None:
        """Return None; the zone has no name."""

    def fromutc(self, at: datetime) -> datetime:
        """Convert a moment in UTC to local time."""
        offset = _system_offset(at.replace(tzinfo=UTC))
        local = at + offset
        return local if self.utcoffset(local) == offset else local.replace(fold=1)


def _system_offset(at: datetime) -> timedelta:
    """Return the offset at an aware moment or a naive local time."""
    try:
        return at.astimezone().utcoffset() or timedelta()
    except (ValueError, OverflowError):  # also near the first and last dates
        return timedelta()


LOCAL_ZONE = LocalZone()
