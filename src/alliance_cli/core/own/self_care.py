"""Reads the clinician's check-ins, and words a reminder after several low ones in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.ratings import OWN_SCALES
from alliance_cli.core.settings.sections import SelfCareSettings
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.translation import _n

LINE, RESTORES, RESTORES_TOO = "line", "restores", "restores-too"
"""The prompts of a check-in that the program reads, besides those named after ratings."""
LOOKED_BACK = timedelta(days=60)
"""The age beyond which check-ins bring no reminder."""
_LOAD = "load"
_ENDS = 1 + 10
"""The sum of both ends of the scale, from which a rating is subtracted to reverse it."""


class CheckIn(Struct, frozen=True):
    """One check-in. ``ratings`` has the given ratings (1 to 10), and ``restores`` the chosen options."""

    on: date
    ratings: Mapping[str, int] = field(default_factory=dict)
    line: str = ""
    restores: tuple[str, ...] = ()
    restores_too: str = ""

    @property
    def level(self) -> float | None:
        """The mean of energy, presence and reversed load; None if none was given."""
        counted = [_ENDS - value if name == _LOAD else value for name, value in self.ratings.items()]
        return sum(counted) / len(counted) if counted else None

    def is_low(self, settings: SelfCareSettings) -> bool:
        """Whether it counts as low; a check-in without a rating does not."""
        return self.level is not None and self.level <= settings.low


class SelfCareHint(Struct, frozen=True):
    """A reminder for the clinician, and the actions it suggests."""

    says: str
    do: tuple[Action, ...]


def read_check_in(record: WalkRecord) -> CheckIn:
    """The check-in in a record; a clinician's own script may leave parts of it empty."""
    given = {name: record.number(name) for name in OWN_SCALES}
    chosen = record.answers.get(RESTORES)
    return CheckIn(
        record.on,
        {name: value for name, value in given.items() if value is not None},
        record.said(LINE),
        chosen if isinstance(chosen, tuple) else (),
        record.said(RESTORES_TOO),
    )


def low_in_a_row(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> int:
    """How many of the latest check-ins in a row are low; those without a rating are skipped."""
    count = 0
    for each in reversed(check_ins):
        if each.level is not None and not each.is_low(settings):
            break
        count += each.is_low(settings)
    return count


def most_restoring(check_ins: Iterable[CheckIn]) -> tuple[tuple[str, int], ...]:
    """Each option chosen as restoring with its count, most frequent first; ties stay in order of first mention."""
    return tuple(Counter(each for check_in in check_ins for each in check_in.restores).most_common())


def self_care_hint(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> SelfCareHint | None:
    """A reminder if enough check-ins in a row were low; None otherwise, or if the setting turns it off."""
    count = low_in_a_row(check_ins, settings)
    if not 0 < settings.run <= count:
        return None
    says = _n(
        "A low check-in. Less load, a colleague or supervisor, or your own doctor may help:",
        "{count} low check-ins in a row. Less load, a colleague or supervisor, or your own doctor may help:",
        count,
    )
    card = Action(ActionKind.LEARN, target="self-care low-for-a-while")
    return SelfCareHint(says, (card, Action(ActionKind.CHECK_IN)))
