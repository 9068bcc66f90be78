"""The one page of the method: what is asked before, during and after a session, and what for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from alliance_cli.core.walk.kinds import Rater, RatingKind
from alliance_cli.core.walk.script import Need, Prompt, Script


class ChecklistPhase(Struct, frozen=True):
    """The questions that one script always asks, and the quick ratings in it as the scales of each rater."""

    script: Script
    prompts: tuple[Prompt, ...]
    ratings: tuple[tuple[Rater, tuple[str, ...]], ...]


def checklist(scripts: Iterable[Script]) -> tuple[ChecklistPhase, ...]:
    """The page for these scripts. Optional prompts, follow-ups and those about an open rupture are left out."""
    return tuple(_phase(script) for script in scripts)


def _phase(script: Script) -> ChecklistPhase:
    prompts = [prompt for prompt in script.prompts if _is_always_asked(prompt)]
    scales: dict[Rater, tuple[str, ...]] = {}
    for kind in (prompt.kind for prompt in prompts):
        if isinstance(kind, RatingKind):
            scales[kind.rater] = (*scales.get(kind.rater, ()), kind.scale)
    questions = tuple(prompt for prompt in prompts if not isinstance(prompt.kind, RatingKind))
    return ChecklistPhase(script, questions, tuple(scales.items()))


def _is_always_asked(prompt: Prompt) -> bool:
    return not prompt.optional and prompt.when is None and prompt.needs in (None, Need.EARLIER_SESSION)
