"""Tracks how a client likes to be worked with: current answers, changes, and when to review them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.core.settings.sections import TailorSettings
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.translation import _, _n

FACTORS = ("communication", "emotion", "authority", "help-seeking")
"""The prompts for the four factors of cultural humility, whose answers the card shows first."""
PREFERENCES = ("direction", "intensity", "past-or-present", "challenge")
"""The prompts for a client's preferences, whose answers the card shows below the factors."""


class Change(Struct, frozen=True):
    """A change made by a revision; ``now`` is empty if the answer was removed."""

    on: date
    step: str
    asked: str
    now: str


def current(revisions: Sequence[WalkRecord]) -> tuple[ShownAnswer, ...]:
    """Returns all answers of the latest revision, changed or not."""
    return revisions[-1].words if revisions else ()


def main_factors(revisions: Sequence[WalkRecord]) -> tuple[ShownAnswer, ...]:
    """Returns the answers on the four factors and the preferences, or, if there are none, the first other answers."""
    words = current(revisions)
    return tuple(said for said in words if said.step in (*FACTORS, *PREFERENCES)) or words[: len(FACTORS)]


def changes(revisions: Sequence[WalkRecord]) -> Iterator[Change]:
    """Every change, oldest first."""
    before: dict[str, ShownAnswer] = {}
    for revision in revisions:
        now = {said.step: said for said in revision.words}
        for step, said in now.items():
            if step not in before or before[step].shown != said.shown:
                yield Change(revision.on, step, said.asked, said.shown)
        for step, said in before.items():
            if step not in now:
                yield Change(revision.on, step, said.asked, "")
        before = now


def reminder(client: str, revisions: Sequence[WalkRecord], sessions: Sequence[date], settings: TailorSettings) -> str:
    """The reminder to review the answers, for a client with sessions on these dates; empty if none is due."""
    if not any(value for revision in revisions for value in revision.answers.values()):
        if len(sessions) < settings.by:
            return ""
        return _("Nothing is noted yet on how {client} likes to be worked with:", client=client)
    since = sum(day > revisions[-1].on for day in sessions)
    if since < settings.every:
        return ""
    return _n(
        "Last looked at {count} session ago, and things change:",
        "Last looked at {count} sessions ago, and things change:",
        since,
    )
