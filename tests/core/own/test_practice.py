"""The summary of a practice log, and the answers with which the next rehearsal begins."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.own.practice import (
    Practice,
    Rehearsal,
    SkillPractice,
    carry_over_practice,
    follow_skill,
    is_rehearsal,
    practice,
)
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import ChoiceKind, TextKind, Value
from alliance_cli.core.walk.options import Option
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.script import Phase, Prompt, Script

ASK, NAME = "agenda-setting", "metacommunication"
SCRIPT = Script(
    "practice",
    Phase.PRACTICE,
    "Practice",
    "en",
    (
        Prompt("skill", "Which?", "p", ChoiceKind((Option(ASK, "asking"), Option(NAME, "naming")))),
        Prompt("objective", "What?", "p", TextKind()),
        Prompt("next-step", "Next?", "p", TextKind()),
    ),
)


def logged(day: int, skill: str | None = ASK, **answers: Value | None) -> WalkRecord:
    """One walk in November 2026; ``next_step`` and ``self_rating`` are answers to the prompts of these names."""
    given = {"skill": skill, **{step.replace("_", "-"): value for step, value in answers.items()}}
    words = (ShownAnswer("skill", "Which?", f"label of {skill}"),) if skill else ()
    return WalkRecord(f"w{day}", Phase.PRACTICE, "practice", date(2026, 11, day), True, answers=given, words=words)


LOG = (
    logged(2, ASK, objective="ask first", how="aloud", repetitions=10, minutes=5, self_rating=4, next_step="slower"),
    logged(9, NAME, objective="name it", how="role-play", minutes=20, next_step="with a colleague"),
    logged(16, ASK, objective="ask first", repetitions=12, self_rating=6, next_step="a harder client"),
)


def test_each_skill_is_summarised_latest_first() -> None:
    assert practice(LOG).skills == (
        SkillPractice(ASK, f"label of {ASK}", (4, 6), repetitions=22, minutes=5),
        SkillPractice(NAME, f"label of {NAME}", (None,), repetitions=0, minutes=20),
    )
    assert practice(LOG).rehearsals == 3
    assert practice(LOG).now == LOG[-1]


def test_a_use_counts_for_the_skill_practised_on_that_day() -> None:
    days = [1, 2, 8, 9, 15, 16, 30]
    found = practice(LOG, [date(2026, 11, day) for day in days])
    assert {each.skill: each.used for each in found.skills} == {ASK: 4, NAME: 2}
    assert found.used_before == 1


def test_an_empty_record_is_not_part_of_the_log() -> None:
    assert practice((logged(1, None), logged(2, None, objective=None))) == Practice()
    assert practice(()).now is None


def test_setting_an_objective_is_not_a_rehearsal() -> None:
    chosen = logged(1, objective="ask first", next_step="find a colleague")
    assert not is_rehearsal(chosen)
    assert is_rehearsal(logged(1, repetitions=0))
    (skill,) = practice((chosen,)).skills
    assert (skill.rehearsals, skill.ratings) == (0, ())


def test_a_rehearsal_without_a_skill_still_counts() -> None:
    assert practice((logged(1, None, minutes=3),)).skills == (SkillPractice("", "", (None,), minutes=3),)


def test_the_next_rehearsal_begins_with_the_last_answers_for_its_skill() -> None:
    assert carry_over_practice(LOG, ASK) == {"skill": ASK, "objective": "ask first", "next-step": "a harder client"}
    assert carry_over_practice(LOG, NAME) == {"skill": NAME, "objective": "name it", "next-step": "with a colleague"}
    assert carry_over_practice(LOG, "affirming-strengths") == {}
    assert carry_over_practice((logged(1, objective=None),), ASK) == {"skill": ASK}


def test_another_skill_brings_its_own_objective_or_none() -> None:
    begun = carry_over_practice(LOG, ASK)
    assert follow_skill(LOG, begun, NAME) == {"objective": "name it", "next-step": "with a colleague"}
    assert follow_skill(LOG, begun, "affirming-strengths") == {"objective": None, "next-step": None}
    assert follow_skill(LOG, begun, ASK) == {}
    assert follow_skill((), {}, ASK) == {}


def test_typed_answers_stay_when_another_skill_is_chosen() -> None:
    assert follow_skill(LOG, {**carry_over_practice(LOG, ASK), "objective": "my own"}, NAME) == {
        "next-step": "with a colleague"
    }


def begin() -> Interview:
    return Rehearsal(SCRIPT, carry_over_practice(LOG, ASK), at="skill", past=LOG)


def test_a_walk_shows_the_answers_of_the_chosen_skill() -> None:
    kept = begin().keep()
    assert (kept.at, kept.known) == ("objective", "ask first")
    named = begin().answer(NAME)
    assert (named.at, named.known) == ("objective", "name it")
    assert named.answer("new words").known == "with a colleague"


def test_choosing_a_skill_and_going_back_changes_nothing() -> None:
    assert begin().answer(NAME).back().answer(ASK).answers == begin().answers
    typed = begin().answer(NAME).answer("new words").back().back().answer(ASK)
    assert (typed.known, typed.answers["next-step"]) == ("new words", "a harder client")
