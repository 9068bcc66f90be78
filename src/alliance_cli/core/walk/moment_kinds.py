"""Defines answers about moments: the kinds of moments, and the questions about each."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from alliance_cli.core.walk.kinds import Kind, OwnWords, TextKind, Value, YesNoKind, short_answer
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.translation import NC_, _, _c

NO_MOMENT = YesNoKind.NO | {"none", "nothing", "kein", "keine", "keiner", "keinen", "nichts"}
"""Answers at the prompt for a moment that mean there was none."""


class MomentKind(StrEnum):
    """A strong moment of the alliance, or a possible rupture."""

    STRONG = "strong"
    RUPTURE = "rupture"


class MomentNote(TextKind, frozen=True):
    """What happened in a moment, in a few words; a bare yes or no is refused."""

    def read(self, typed: str) -> Value:
        if short_answer(typed) in YesNoKind.YES | NO_MOMENT:
            raise InvalidAnswer(_("Say in a few words what happened; :x removes the moment."))
        return typed

    @staticmethod
    def denies(typed: str) -> bool:
        """Whether this answer means that there was no such moment."""
        return short_answer(typed) in NO_MOMENT


class MomentField(Struct, frozen=True):
    """One question about a moment. ``id`` is the field in which the answer is stored (see ``MOMENT_FIELDS``)."""

    id: str
    ask: str
    purpose: str
    kind: Kind
    optional: bool = False
    """Whether it is asked only in a walk with optional questions, or if it was answered before."""


SIGNS = ("change-of-subject", "short-replies", "posture", "agreement", "challenge")
"""Signs of a possible rupture: changing or avoiding a subject, shorter replies, shifts in posture or eye contact,
agreement without engagement, and an open challenge."""
MOMENT_FIELDS: dict[str, tuple[str, ...]] = {
    "note": (),
    "noticed_by": ("clinician", "client", "both"),
    "signs": SIGNS,
    "marker": ("withdrawal", "confrontation", "mixed"),
    "component": ("goals", "tasks", "bond"),
    "own_part": (),
    "plan": (),
}
"""The fields of a moment with their words: one of them, or any number of ``signs``; free text if none are listed."""
SEVERAL = frozenset({"signs"})
"""The fields that can have several of their words."""
ADDED_LATER = frozenset({"mixed"})
"""Words that may be missing from moment forms in older scripts."""
_IN_WORDS = {
    "strong": NC_("moment", "strong moment"),
    "rupture": NC_("moment", "possible rupture"),
    "clinician": NC_("moment", "noticed by you"),
    "client": NC_("moment", "noticed by the client"),
    "both": NC_("moment", "noticed by both"),
    "withdrawal": NC_("moment", "withdrawal"),
    "confrontation": NC_("moment", "confrontation"),
    "mixed": NC_("moment", "mixed"),
    "change-of-subject": NC_("moment", "change of subject or something avoided"),
    "short-replies": NC_("moment", "short replies"),
    "posture": NC_("moment", "posture or eye contact"),
    "agreement": NC_("moment", "agreeing without taking part"),
    "challenge": NC_("moment", "open challenge"),
    "goals": NC_("moment", "goals"),
    "tasks": NC_("moment", "tasks"),
    "bond": NC_("moment", "bond"),
}


def moment_word(kept: str) -> str:
    """The name of a word stored with a moment; empty for none."""
    return _c("moment", _IN_WORDS[kept]) if kept in _IN_WORDS else kept


def moment_text(value: Value | None) -> str:
    """The text to store for an answer about a moment, several words separated by spaces; empty for none."""
    return "" if value is None else " ".join(value) if isinstance(value, tuple) else str(value)


def moment_value(field: str, text: str) -> Value | None:
    """The answer for a stored text; None for an empty one."""
    return (tuple(text.split()) if field in SEVERAL else text) or None


def answer_kind(kind: Kind) -> Kind:
    """The kind of answer that conditions refer to; for a prompt for moments, whether one was noted."""
    return YesNoKind() if isinstance(kind, MomentsKind) else kind


class MomentsKind(OwnWords, Struct, frozen=True):
    """Up to ``most`` moments of one kind. For each, the prompt asks for its note, and ``fields`` follow."""

    name: ClassVar[str] = "moments"
    records: MomentKind
    most: int
    fields: tuple[MomentField, ...] = ()
    again: str = ""
    """The question for another moment; if empty, the prompt's own question."""
