"""Finds the clinician's check-ins by day, and reads their ratings."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from alliance_cli.core.own.self_care import CheckIn
from alliance_cli.core.ratings import OWN_SCALES
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.answer_text import value_of
from alliance_cli.storage.file.vault import Vault

_STEPS = ", ".join(f"'{scale}'" for scale in OWN_SCALES)
_MINE = "phase = :phase AND client IS NULL AND session IS NULL"
_BEGUN = f"""
SELECT id FROM walk WHERE {_MINE} AND dated = :day AND (:finished OR finished_at IS NULL) ORDER BY id DESC LIMIT 1
"""  # noqa: S608 - constant
_RATED = f"""
SELECT walk.id, dated, step, value FROM walk CROSS JOIN answer ON answer.walk = walk.id
WHERE {_MINE} AND dated >= :since AND step IN ({_STEPS}) AND value IS NOT NULL
ORDER BY dated, walk.id
"""  # noqa: S608 - constant


class CheckIns:
    """Check-ins and their ratings; their text is read through ``Records``."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def begun(self, day: date, *, finished: bool = False) -> str:
        """The id of the last unfinished check-in of a day; ``finished`` includes finished ones. Empty for none."""
        given = {"phase": Phase.SELF_CARE, "day": day.isoformat(), "finished": finished}
        rows = self._vault.rows(_BEGUN, given)
        return str(rows[0]["id"]) if rows else ""

    def since(self, day: date) -> tuple[CheckIn, ...]:
        """The rated check-ins on or after a day, oldest first."""
        rows = self._vault.rows(_RATED, {"phase": Phase.SELF_CARE, "since": day.isoformat()})
        ratings: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for row in rows:
            value = value_of(row["value"])
            if isinstance(value, int) and not isinstance(value, bool):
                ratings[row["id"], row["dated"]][row["step"]] = value
        return tuple(CheckIn(date.fromisoformat(on), given) for (_, on), given in ratings.items())
