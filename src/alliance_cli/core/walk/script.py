"""Defines scripts: ordered prompts for one phase of the work, in a session or outside of one."""

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
"""The three phases of a session, in order. The other phases are walked outside of any session."""


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
    """A prompt is asked only if an earlier prompt was answered with this value."""

    prompt: str
    value: Value


class Need(StrEnum):
    """What a prompt needs in order to make sense."""

    EARLIER_SESSION = "earlier-session"
    OPEN_RUPTURE = "open-rupture"
    """Asked once for each possible rupture that was open when the session began."""
    STRAIGHT_TENS = "straight-tens"
    """Asked if the client has rated nothing but tens for several sessions."""


class FirstWording(Struct, frozen=True):
    """How a prompt is worded in a client's first session, when there is no earlier one to look back on."""

    ask: str
    say: str = ""


class OtherWording(Struct, frozen=True):
    """Alternative wording for the client; ``where`` says in a few words when it fits.

    With a ``marker`` it is for a rupture of that kind, or of a kind that is unknown or mixed.
    """

    where: str
    say: str
    marker: str = ""

    def fits(self, marker: str) -> bool:
        """Whether it fits a rupture that was noted with this marker (empty for none)."""
        return not self.marker or marker not in ("withdrawal", "confrontation") or marker == self.marker


class Prompt(Struct, frozen=True):
    """One thing to ask (or, for the kind note, to show)."""

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
    """Asked only if this need is met."""
    signs: tuple[str, ...] = ()
    """What to look for, shown below the purpose."""
    or_say: tuple[OtherWording, ...] = ()
    first: FirstWording | None = None
    """How it is worded in a client's first session."""
    about: str = ""
    """What it is about, shown if the question appears without its context; never in a file or a script version."""


class Script(Struct, frozen=True):
    """The prompts of one file, in order."""

    id: str
    phase: Phase
    title: str
    language: str
    prompts: tuple[Prompt, ...]


def worded_for(script: Script, *, is_first: bool) -> Script:
    """The script as it is worded in a client's first session, or in any later one."""
    return replace(script, prompts=tuple(_worded(prompt, is_first=is_first) for prompt in script.prompts))


def _worded(prompt: Prompt, *, is_first: bool) -> Prompt:
    if prompt.first is None:
        return prompt
    if not is_first:
        return replace(prompt, first=None)
    return replace(prompt, ask=prompt.first.ask, say=prompt.first.say or prompt.say, first=None)


def worded_for_marker(script: Script, marker: str) -> Script:
    """The script without the wordings for a rupture of the other kind."""
    prompts = (
        replace(prompt, or_say=tuple(each for each in prompt.or_say if each.fits(marker))) if prompt.or_say else prompt
        for prompt in script.prompts
    )
    return replace(script, prompts=tuple(prompts))


FIRST_SESSION, ENDING = "first-session", "ending"
"""The scripts that are offered before a client's first session and at the end of the work."""
TENSION_PROMPT = "tension"
"""The prompt that asks about tension: yes is a report of tension, no an answer that there was none."""
TENSION_FLAG = "tension-reported"
"""The kind of flag that repeats a report of tension."""
TENSION_ASKED_IN: Mapping[Rater, Phase] = {Rater.CLIENT: Phase.IN_SESSION, Rater.CLINICIAN: Phase.POST_SESSION}
"""The phase in which each rater is asked about tension: the session asks the client, the reflection the clinician."""


def tension_rater(phase: Phase) -> Rater | None:
    """Who is asked about tension in a walk of this phase; None for nobody."""
    return next((rater for rater, asked in TENSION_ASKED_IN.items() if asked is phase), None)
