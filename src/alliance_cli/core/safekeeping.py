"""Backups, and what is found when a vault is looked through: counts and places, never a word of what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contents:
    """What a vault holds, in counts."""

    clients: int
    sessions: int
    answers: int
    ratings: int
    moments: int
    last_on: date | None
    """The date of the last session."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and verified, and the older ones that were taken away for it."""

    path: Path
    contents: Contents
    removed: tuple[Path, ...] = ()
    trouble: str = ""
    """Why the vault could not note that it was made; empty where it did."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: what, and where. ``row`` is an id, ``column`` the name of a field."""

    what: str
    table: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What came of looking through a vault."""

    schema: int | None
    """Which schema it has; None where that cannot be read."""
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class Carried:
    """How much of a table was carried into a new vault."""

    table: str
    rows: int
    left: int
    """Places that could not be read; each may have held a row."""
