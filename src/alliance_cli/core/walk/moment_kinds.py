"""Defines answers that are moments: how many, of which kind, and the questions about each."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from alliance_cli.core.walk.kinds import Kind, OwnWords, TextKind, Value, YesNoKind, short_answer
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.translation import NC_, _, _c

NO_MOMENT = YesNoKind.NO | {"none", "nothing", "kein", "keine", "keiner", "keinen", "nichts"}
"""How people say, at the prompt for a moment, that there was none."""


class MomentKind(StrEnum):
    """A moment in which the alliance was strong, or one in which it may have ruptured."""

    STRONG = "strong"
    RUPTURE = "rupture"


class MomentNote(TextKind, frozen=True):
    """What happened in a moment, in a few words: a bare yes or no says that there was one or none, not what it was."""

    def read(self, typed: str) -> Value:
        if short_answer(typed) in YesNoKind.YES | NO_MOMENT:
            raise InvalidAnswer(_("A few words on what happened fit here; :x takes a moment away."))
        return typed

    @staticmethod
    def denies(typed: str) -> bool:
        """Whether this says that there was no such moment."""
        return short_answer(typed) in NO_MOMENT


class MomentField(Struct, frozen=True):
    """One question about a moment. ``id`` names the place it is kept (see ``MOMENT_FIELDS``)."""

    id: str
    ask: str
    purpose: str
    kind: Kind


MOMENT_FIELDS: dict[str, tuple[str, ...]] = {
    "note": (),
    "noticed_by": ("clinician", "client", "both"),
    "marker": ("withdrawal", "confrontation"),
    "component": ("goals", "tasks", "bond"),
    "plan": (),
}
"""What is kept of a moment: free text where nothing stands behind it, else one of the words."""
_IN_WORDS = {
    "strong": NC_("moment", "strong moment"),
    "rupture": NC_("moment", "possible rupture"),
    "clinician": NC_("moment", "noticed by you"),
    "client": NC_("moment", "noticed by the client"),
    "both": NC_("moment", "noticed by both"),
    "withdrawal": NC_("moment", "withdrawal"),
    "confrontation": NC_("moment", "confrontation"),
    "goals": NC_("moment", "goals"),
    "tasks": NC_("moment", "tasks"),
    "bond": NC_("moment", "bond"),
}


def moment_word(kept: str) -> str:
    """One of the words that are kept of a moment, as it is said to a person; empty for none."""
    return _c("moment", _IN_WORDS[kept]) if kept in _IN_WORDS else kept


class MomentsKind(OwnWords, Struct, frozen=True):
    """Up to ``most`` moments of one kind. Each opens with the prompt itself (its note); ``fields`` follow."""

    name: ClassVar[str] = "moments"
    records: MomentKind
    most: int
    fields: tuple[MomentField, ...] = ()
    again: str = ""
    """How a further moment is asked for; the prompt's own question where it is empty."""
