"""Earlier ratings on their way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alliance_cli.core.walk.kinds import Rater


@dataclass(frozen=True, slots=True)
class RatedRow:
    """What one rater gave on one day, and the line of the file it is from. A scale that is absent was not rated."""

    line: int
    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]
