"""Names the steps of the shipped scripts in a word or two, for lists of answers."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_cli.translation import NC_, _c

_NAMES: Mapping[str, str] = {
    "about-you": NC_("step", "about you"),
    "acknowledge": NC_("step", "acknowledge"),
    "authority": NC_("step", "authority"),
    "closing": NC_("step", "closing"),
    "codes": NC_("step", "codes"),
    "communication": NC_("step", "communication"),
    "earlier-help": NC_("step", "earlier help"),
    "emotion": NC_("step", "emotion"),
    "feedback": NC_("step", "feedback"),
    "felt": NC_("step", "felt"),
    "grounded": NC_("step", "grounded"),
    "help-seeking": NC_("step", "help seeking"),
    "how": NC_("step", "how"),
    "intention": NC_("step", "intention"),
    "invite": NC_("step", "invite"),
    "learned": NC_("step", "learned"),
    "line": NC_("step", "line"),
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
    "tension": NC_("step", "tension"),
    "validate": NC_("step", "validate"),
    "why": NC_("step", "why"),
}


def step_in_words(step: str) -> str:
    """The name of a step; for one of a script of the clinician's own, its id with blanks for dashes."""
    return _c("step", _NAMES[step]) if step in _NAMES else step.replace("-", " ")
