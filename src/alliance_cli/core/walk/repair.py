"""Decides what a repair asks of its possible rupture, and what it means for it once it is finished."""

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
"""Prompts of a repair that the program reads, and where a plan is kept after another has replaced it."""
AGREED, WHY = "new-path", "why"
"""The prompts of a repair for what was agreed on and for why a rupture is let go."""
REPAIR_STEPS = ("acknowledge", "invite", "validate", AGREED)
"""The prompts of a repair for its four steps, in order; each is also a card of the topic ``repair``."""
OF_A_REFLECTION = (OUTCOME, AGREED, WHY)
"""The prompts of a repair that a reflection may ask of a possible rupture that is open."""

_STATES = {"repaired": MomentState.REPAIRED, "still-open": MomentState.OPEN, "let-go": MomentState.LET_GO}


def of_noted_rupture(script: Script, marker: str) -> Script:
    """The script of a repair for a rupture that is noted already, with the wording for its marker."""
    worded = worded_for_marker(script, marker)
    return replace(worded, prompts=tuple(each for each in worded.prompts if not isinstance(each.kind, MomentsKind)))


def only_its_outcome(script: Script) -> Script:
    """The script without the steps: what has become of the rupture, then what was agreed where it is repaired."""
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
    """What a finished repair says about its rupture; None if it does not say."""
    state = _STATES.get(str(answers.get(OUTCOME)))
    if state is None:
        return None
    return Settlement(state, str(answers.get(PLAN) or "") if state is MomentState.OPEN else "")


def agreement(repairs: Sequence[WalkRecord]) -> tuple[date, str] | None:
    """The day a rupture was repaired, and what was last agreed on; None without both. Repairs are oldest first."""
    agreed = next((said for repair in reversed(repairs) if (said := repair.said(AGREED).strip())), "")
    ended = (repair.on for repair in reversed(repairs) if repair.finished and repair.said(OUTCOME) == "repaired")
    on = next(ended, None)
    return (on, agreed) if on and agreed else None
