"""Defines scripts: ordered prompts for one phase of the work, in a session or outside one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import Kind, Value
from alliance_cli.translation import NC_, _c


class Phase(StrEnum):
    """When a script is walked."""

    PRE_SESSION = "pre-session"
    IN_SESSION = "in-session"
    POST_SESSION = "post-session"
    REPAIR = "repair"
    TAILORING = "tailoring"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    SELF_CARE = "self-care"

    @property
    def in_words(self) -> str:
        return _c("phase", _PHASES[self])


_PHASES = {
    Phase.PRE_SESSION: NC_("phase", "pre-session"),
    Phase.IN_SESSION: NC_("phase", "in-session"),
    Phase.POST_SESSION: NC_("phase", "post-session"),
    Phase.REPAIR: NC_("phase", "repair"),
    Phase.TAILORING: NC_("phase", "tailoring"),
    Phase.PRACTICE: NC_("phase", "practice"),
    Phase.SUPERVISION: NC_("phase", "supervision"),
    Phase.SELF_CARE: NC_("phase", "self-care"),
}

SESSION_PHASES = (Phase.PRE_SESSION, Phase.IN_SESSION, Phase.POST_SESSION)
"""The three phases of a session, in order. Other phases are walked outside sessions."""


class Component(StrEnum):
    """The components of the alliance (Bordin 1979)."""

    GOALS = "goals"
    TASKS = "tasks"
    BOND = "bond"


class Part(StrEnum):
    """The part of the session that an in-session prompt belongs to."""

    OPENING = "opening"
    MID_POINT = "mid-point"
    CLOSING = "closing"

    @property
    def in_words(self) -> str:
        return _c("part of a session", _PARTS[self])


_PARTS = {
    Part.OPENING: NC_("part of a session", "opening"),
    Part.MID_POINT: NC_("part of a session", "mid-point"),
    Part.CLOSING: NC_("part of a session", "closing"),
}


class Condition(Struct, frozen=True):
    """A condition that an earlier prompt was answered with this value."""

    prompt: str
    value: Value


class Need(StrEnum):
    """Something that a prompt needs to be asked."""

    EARLIER_SESSION = "earlier-session"
    OPEN_RUPTURE = "open-rupture"
    """A possible rupture that was open when the session began; the prompt is asked once for each."""
    STRAIGHT_TENS = "straight-tens"
    """Several sessions in which the client rated nothing but tens."""


class FirstWording(Struct, frozen=True):
    """The wording of a prompt in a client's first session, when there is no earlier one to look back on."""

    ask: str
    say: str = ""


class OtherWording(Struct, frozen=True):
    """Alternative wording for the client; ``where`` says when it fits, in a few words.

    With a ``marker``, it is for a rupture with that marker, or with an unknown or mixed one.
    """

    where: str
    say: str
    marker: str = ""

    def fits(self, marker: str) -> bool:
        """Whether it fits a rupture with this marker (empty for none)."""
        return not self.marker or marker not in ("withdrawal", "confrontation") or marker == self.marker


class Prompt(Struct, frozen=True):
    """One question or, for the kind note, one text to show."""

    id: str
    ask: str
    purpose: str
    kind: Kind
    say: str = ""
    component: Component | None = None
    part: Part | None = None
    optional: bool = False
    when: Condition | None = None
    needs: Need | None = None
    """The need that must be met for the prompt to be asked."""
    signs: tuple[str, ...] = ()
    """Signs to look for, shown below the purpose."""
    or_say: tuple[OtherWording, ...] = ()
    first: FirstWording | None = None
    """Its wording in a client's first session."""
    about: str = ""
    """Context, shown if the question appears without it; never part of a file or a script version."""


class Script(Struct, frozen=True):
    """The prompts of one file, in order."""

    id: str
    phase: Phase
    title: str
    language: str
    prompts: tuple[Prompt, ...]


def worded_for(script: Script, *, is_first: bool) -> Script:
    """The script worded for a client's first session, or for a later one."""
    return replace(script, prompts=tuple(_worded(prompt, is_first=is_first) for prompt in script.prompts))


def _worded(prompt: Prompt, *, is_first: bool) -> Prompt:
    if prompt.first is None:
        return prompt
    if not is_first:
        return replace(prompt, first=None)
    return replace(prompt, ask=prompt.first.ask, say=prompt.first.say or prompt.say, first=None)


def worded_for_marker(script: Script, marker: str) -> Script:
    """The script without wordings for ruptures with a different marker."""
    prompts = (
        replace(prompt, or_say=tuple(each for each in prompt.or_say if each.fits(marker))) if prompt.or_say else prompt
        for prompt in script.prompts
    )
    return replace(script, prompts=tuple(prompts))


FIRST_SESSION, ENDING = "first-session", "ending"
"""The scripts offered before a client's first session and at the end of the work."""
TENSION_PROMPT = "tension"
"""The prompt that asks about tension; yes reports tension, no says there was none."""
TENSION_FLAG = "tension-reported"
"""The kind of flag that repeats a report of tension."""
TENSION_ASKED_IN: Mapping[Rater, Phase] = {Rater.CLIENT: Phase.IN_SESSION, Rater.CLINICIAN: Phase.POST_SESSION}
"""The phase in which each rater is asked about tension: the client in the session, the clinician in the reflection."""


def tension_rater(phase: Phase) -> Rater | None:
    """The rater asked about tension in this phase; None for nobody."""
    return next((rater for rater, asked in TENSION_ASKED_IN.items() if asked is phase), None)
