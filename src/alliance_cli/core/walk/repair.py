"""Decides what a finished repair means for its possible rupture."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_cli.core.course.entities import MomentState
from alliance_cli.core.walk.interview import Answers

OUTCOME, PLAN, PLAN_BEFORE = "outcome", "plan", "plan-before"
"""Prompts of a repair that the program looks at, and where a plan is kept once another takes its place."""
AGREED = "new-path"
"""The prompt of a repair whose answer is what client and clinician agreed on."""

_STATES = {"repaired": MomentState.REPAIRED, "still-open": MomentState.OPEN, "let-go": MomentState.LET_GO}


@dataclass(frozen=True, slots=True)
class Settlement:
    """What has become of the rupture; ``plan`` is empty where the plan stays as it was."""

    state: MomentState
    plan: str = ""


def settlement(answers: Answers) -> Settlement | None:
    """What a finished repair says about its rupture, or None where it leaves that open."""
    state = _STATES.get(str(answers.get(OUTCOME)))
    if state is None:
        return None
    return Settlement(state, str(answers.get(PLAN) or "") if state is MomentState.OPEN else "")
