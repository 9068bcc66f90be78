"""Builds the checklist: the method on one page, with the questions around a session and their purpose."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from alliance_cli.core.ratings import Rater, scale_in_words
from alliance_cli.core.walk.kinds import RatingKind
from alliance_cli.core.walk.script import Need, Prompt, Script
from alliance_cli.translation import N_, _


class ChecklistPhase(Struct, frozen=True):
    """The questions that a script always asks, and the scales of its quick ratings by rater."""

    script: Script
    prompts: tuple[Prompt, ...]
    ratings: tuple[tuple[Rater, tuple[str, ...]], ...]

    @property
    def ratings_in_words(self) -> tuple[str, ...]:
        """One line for each rater, with the scales."""
        return tuple(
            _(_RATINGS[rater], scales=", ".join(map(scale_in_words, scales))) for rater, scales in self.ratings
        )


_RATINGS = {
    Rater.CLIENT: N_("The client's ratings from 1 to 10: {scales}"),
    Rater.CLINICIAN: N_("Your own ratings from 1 to 10: {scales}"),
}


def checklist(scripts: Iterable[Script]) -> tuple[ChecklistPhase, ...]:
    """The checklist for these scripts, without optional prompts, follow-ups and prompts about an open rupture."""
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
