"""What stands behind a preparation besides the last session."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_cli.core.walk.records import Record, ShownAnswer


@dataclass(frozen=True, slots=True)
class Background:
    """Shown beneath the carry-over card; empty parts are left out."""

    client: str
    tailoring: tuple[ShownAnswer, ...] = ()
    reminder: str = ""
    supervision: tuple[Record, ...] = ()
    """What came out of supervision since the last session."""
    skill: str = ""
    """The micro-skill that is practised now."""
    wording: str = ""
    """Wording to begin with, for that skill."""
