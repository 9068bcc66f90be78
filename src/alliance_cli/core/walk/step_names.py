"""Names the steps of the shipped scripts in a word or two, for lists of answers."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_cli.translation import NC_, _c

_NAMES: Mapping[str, str] = {
    "about-you": NC_("step", "about you"),
    "acknowledge": NC_("step", "acknowledge"),
    "authority": NC_("step", "authority"),
    "between-us": NC_("step", "between us"),
    "challenge": NC_("step", "challenge"),
    "closing": NC_("step", "closing"),
    "codes": NC_("step", "codes"),
    "communication": NC_("step", "communication"),
    "connected": NC_("step", "connected"),
    "direction": NC_("step", "direction"),
    "earlier-help": NC_("step", "earlier help"),
    "emotion": NC_("step", "emotion"),
    "even-better": NC_("step", "even better"),
    "feedback": NC_("step", "feedback"),
    "felt": NC_("step", "felt"),
    "goals": NC_("step", "goals"),
    "goodbye": NC_("step", "goodbye"),
    "grounded": NC_("step", "grounded"),
    "help-seeking": NC_("step", "help seeking"),
    "helped-most": NC_("step", "helped most"),
    "how": NC_("step", "how"),
    "intensity": NC_("step", "intensity"),
    "intention": NC_("step", "intention"),
    "invite": NC_("step", "invite"),
    "learned": NC_("step", "learned"),
    "limits": NC_("step", "limits"),
    "line": NC_("step", "line"),
    "look-back": NC_("step", "looking back"),
    "mid-point": NC_("step", "mid point"),
    "minutes": NC_("step", "minutes"),
    "missed": NC_("step", "missed"),
    "moment": NC_("step", "moment"),
    "new-path": NC_("step", "new path"),
    "next": NC_("step", "next"),
    "next-step": NC_("step", "next step"),
    "objective": NC_("step", "objective"),
    "opening": NC_("step", "opening"),
    "outcome": NC_("step", "outcome"),
    "own_part": NC_("step", "own part"),
    "passed-by": NC_("step", "passed by"),
    "past-or-present": NC_("step", "past or present"),
    "plan": NC_("step", "plan"),
    "plan-before": NC_("step", "plan before"),
    "question": NC_("step", "question"),
    "reaction": NC_("step", "reaction"),
    "repetitions": NC_("step", "repetitions"),
    "restores": NC_("step", "restores"),
    "restores-too": NC_("step", "restores too"),
    "rupture": NC_("step", "rupture"),
    "self-rating": NC_("step", "self rating"),
    "skill": NC_("step", "skill"),
    "still-right": NC_("step", "still right"),
    "tell-me-early": NC_("step", "tell me early"),
    "tension": NC_("step", "tension"),
    "validate": NC_("step", "validate"),
    "was-missing": NC_("step", "was missing"),
    "what-is-kept": NC_("step", "what is kept"),
    "why": NC_("step", "why"),
    "why-ask": NC_("step", "why ask"),
}


def step_in_words(step: str) -> str:
    """The name of a step; for a step of the clinician's own script, its id with spaces instead of dashes."""
    return _c("step", _NAMES[step]) if step in _NAMES else step.replace("-", " ")
