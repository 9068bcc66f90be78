"""One time that an instrument was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alliance_cli.core.walk.kinds import Rater


@dataclass(frozen=True, slots=True)
class Administration:
    """Item number to answer, as given; an item that was left out is absent. ``session`` is empty for none."""

    id: str
    session: str
    instrument: str
    version: str
    rater: Rater
    on: date
    values: Mapping[int, float]
