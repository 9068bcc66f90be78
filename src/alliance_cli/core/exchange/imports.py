"""Defines the rows and the result of an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alliance_cli.core.walk.kinds import Rater


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What was added, or would be; where the file differs from what is kept, which stays as it is."""

    added: Mapping[str, int]
    """Table to number of rows."""
    differing: tuple[str, ...] = ()
    """Places in the file."""
    unworded: int = 0
    """Walks that were left out, since the questions asked in them are not in the file."""

    @property
    def nothing_new(self) -> str:
        """Why nothing was added, in a few words."""
        if not self.differing:
            return "nothing, all of it is here already"
        many = len(self.differing)
        return (
            "nothing. One place differs and stays as it is"
            if many == 1
            else f"nothing. {many} places differ and stay as they are"
        )


@dataclass(frozen=True, slots=True)
class RatedRow:
    """What one rater gave on one day, and the line of the file it is from. A scale that is absent was not rated."""

    line: int
    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]
