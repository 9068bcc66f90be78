"""Selects what a repair asks about its possible rupture, and works out the rupture's new state afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Condition, Script, worded_for_marker
from alliance_cli.core.walk.steps import Answers

OUTCOME, PLAN, PLAN_BEFORE = "outcome", "plan", "plan-before"
"""The prompts of a repair that the program reads, and the key under which a replaced plan is kept."""
AGREED, WHY = "new-path", "why"
"""The prompts of a repair for the agreement and for the reason why a rupture is let go."""
REPAIR_STEPS = ("acknowledge", "invite", "validate", AGREED)
"""The prompts for the four steps of a repair, in order; each is also a card of the topic ``repair``."""
OF_A_REFLECTION = (OUTCOME, AGREED, WHY)
"""The prompts of a repair that a reflection may ask about an open possible rupture."""

_STATES = {"repaired": MomentState.REPAIRED, "still-open": MomentState.OPEN, "let-go": MomentState.LET_GO}


def of_noted_rupture(script: Script, marker: str) -> Script:
    """The script of a repair for a rupture that is already noted, worded for its marker."""
    worded = worded_for_marker(script, marker)
    return replace(worded, prompts=tuple(each for each in worded.prompts if not isinstance(each.kind, MomentsKind)))


def only_its_outcome(script: Script) -> Script:
    """The script without the four steps: it asks for the outcome and, if the rupture is repaired, for the agreement."""
    ids = [prompt.id for prompt in script.prompts]
    if OUTCOME not in ids:
        return script
    repaired, place = Condition(OUTCOME, "repaired"), ids.index(OUTCOME)
    agreed = (replace(prompt, when=repaired) for prompt in script.prompts if prompt.id == AGREED)
    return replace(script, prompts=(script.prompts[place], *agreed, *script.prompts[place + 1 :]))


class Settlement(Struct, frozen=True):
    """The new state of the rupture; ``plan`` is empty if the plan does not change."""

    state: MomentState
    plan: str = ""


def settlement(answers: Answers) -> Settlement | None:
    """The new state of the rupture after a finished repair; None if its outcome was not answered."""
    state = _STATES.get(str(answers.get(OUTCOME)))
    if state is None:
        return None
    return Settlement(state, str(answers.get(PLAN) or "") if state is MomentState.OPEN else "")


def agreement(repairs: Sequence[WalkRecord]) -> tuple[date, str] | None:
    """The day a rupture was repaired and the last agreement; None unless both exist. Repairs are oldest first."""
    agreed = next((said for repair in reversed(repairs) if (said := repair.said(AGREED).strip())), "")
    ended = (repair.on for repair in reversed(repairs) if repair.finished and repair.said(OUTCOME) == "repaired")
    on = next(ended, None)
    return (on, agreed) if on and agreed else None
