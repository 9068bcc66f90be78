"""Summarises deliberate practice, and prepares the answers with which the next rehearsal begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.steps import Answers

SKILL, OBJECTIVE, NEXT_STEP = "skill", "objective", "next-step"
HOW, REPETITIONS, MINUTES, RATING, FEEDBACK = "how", "repetitions", "minutes", "self-rating", "feedback"
"""Prompts of the practice script that the program reads."""
USED = "skill-used"
"""The prompt of a reflection that asks whether the skill was used."""


class SkillPractice(Struct, frozen=True):
    """All rehearsals of one skill; ``skill`` is empty if none was named."""

    skill: str
    label: str
    ratings: tuple[int | None, ...] = ()
    """The self-rating of each rehearsal, oldest first."""
    repetitions: int = 0
    minutes: int = 0
    used: int = 0
    """How many sessions used it while it was being practised, as noted in reflections."""

    @property
    def rehearsals(self) -> int:
        return len(self.ratings)


class Practice(Struct, frozen=True):
    """The whole log, oldest first, and its skills, most recently practised first."""

    log: tuple[WalkRecord, ...] = ()
    skills: tuple[SkillPractice, ...] = ()
    used_before: int = 0
    """How many sessions used a skill before anything was logged."""

    @property
    def now(self) -> WalkRecord | None:
        """The latest record, with the current skill, objective and next step."""
        return self.log[-1] if self.log else None

    @property
    def rehearsals(self) -> int:
        return sum(each.rehearsals for each in self.skills)


def practice(records: Sequence[WalkRecord], used_on: Sequence[date] = ()) -> Practice:
    """The log from these walks; ``used_on`` has the dates of sessions in which the skill was used."""
    log = tuple(record for record in records if any(value is not None for value in record.answers.values()))
    practised = [skill_on(log, day) for day in used_on]
    order = dict.fromkeys(record.said(SKILL) for record in reversed(log))
    skills = tuple(_rehearsed(skill, log, practised.count(skill)) for skill in order)
    return Practice(log, skills, practised.count(None))


def skill_on(log: Sequence[WalkRecord], day: date) -> str | None:
    """The skill being practised on a day; None if nothing was logged by then."""
    return next((record.said(SKILL) for record in reversed(log) if record.on <= day), None)


def _rehearsed(skill: str, log: Sequence[WalkRecord], used: int) -> SkillPractice:
    mine = [record for record in log if record.said(SKILL) == skill]
    done = [record for record in mine if is_rehearsal(record)]
    return SkillPractice(
        skill=skill,
        label=shown_answer(mine[-1], SKILL) or skill,
        ratings=tuple(record.number(RATING) for record in done),
        repetitions=sum(record.number(REPETITIONS) or 0 for record in done),
        minutes=sum(record.number(MINUTES) or 0 for record in done),
        used=used,
    )


def is_rehearsal(record: WalkRecord) -> bool:
    """Whether anything was rehearsed; naming a skill and an objective alone is not practice."""
    return any(record.answers.get(step) is not None for step in (HOW, REPETITIONS, MINUTES, RATING, FEEDBACK))


def shown_answer(record: WalkRecord, step: str) -> str:
    """An answer as it was given; empty for none."""
    return next((said.shown for said in record.words if said.step == step), "")


def carry_over_practice(past: Sequence[WalkRecord], skill: str) -> Answers:
    """The answers with which the next rehearsal of a skill begins: the objective and next step of the last one."""
    last = next((record for record in reversed(past) if record.said(SKILL) == skill), None)
    kept = {step: last.answers.get(step) for step in (SKILL, OBJECTIVE, NEXT_STEP)} if last else {}
    return {step: value for step, value in kept.items() if value is not None}


def follow_skill(past: Sequence[WalkRecord], answers: Answers, skill: str) -> Answers:
    """The answers after another skill is chosen, with its objective and next step unless new ones were typed."""
    before = answers.get(SKILL)
    if before == skill:
        return {}
    old, new = carry_over_practice(past, str(before or "")), carry_over_practice(past, skill)
    steps = (step for step in (OBJECTIVE, NEXT_STEP) if answers.get(step) == old.get(step))
    return {step: new.get(step) for step in steps if old.get(step) != new.get(step)}


class Rehearsal(Interview, frozen=True):
    """A walk in which the objective and next step carried over change with the skill that is chosen."""

    past: tuple[WalkRecord, ...] = ()

    def _with(self, value: Value | None) -> Interview:
        after = Interview._with(self, value)
        if self.at != SKILL or value is None:
            return after
        return replace(after, answers={**after.answers, **follow_skill(self.past, self.answers, str(value))})
