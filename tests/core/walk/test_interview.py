"""The interview: the effects of answers, skips, steps back and resumptions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import ChoiceKind, NoteKind, RatingKind, TextKind, YesNoKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option
from alliance_cli.core.walk.script import (
    Condition,
    FirstWording,
    Need,
    OtherWording,
    Phase,
    Prompt,
    Script,
    worded_for,
    worded_for_marker,
)

MARKER = MomentField(
    "marker", "Which way?", "p", ChoiceKind((Option("withdrawal", "away"), Option("confrontation", "against")))
)
PLAN = MomentField("plan", "What next?", "p", TextKind())


def prompt(id_: str, kind: object = None, **more: object) -> Prompt:
    return Prompt(id=id_, ask=f"{id_}?", purpose="why", kind=kind or TextKind(), **more)  # type: ignore[arg-type]


def script(*prompts: Prompt) -> Script:
    return Script("test", Phase.POST_SESSION, "Test", "en", prompts)


SIMPLE = script(prompt("a"), prompt("b", optional=True), prompt("c"))
RUPTURES = script(prompt("ruptures", MomentsKind(MomentKind.RUPTURE, 2, (MARKER, PLAN))), prompt("end"))


def keys(walk: Interview) -> list[str]:
    return [step.key for step in walk.steps]


def test_a_walk_asks_in_order_and_ends() -> None:
    walk = Interview.begin(SIMPLE)
    assert (walk.at, walk.progress) == ("a", (1, 2))
    walk = walk.answer("one").skip()
    assert walk.at is None
    assert dict(walk.answers) == {"a": "one", "c": None}


def test_the_counter_counts_questions_and_no_answer_changes_their_number() -> None:
    more = prompt("more", when=Condition("tense", True))
    walk = Interview.begin(script(*RUPTURES.prompts, prompt("tense", YesNoKind()), more, prompt("last")))
    numbers = [walk.progress]
    for value in ("went quiet", "withdrawal", "wait", None, "x", True, "y"):
        walk = walk.skip() if value is None else walk.answer(value)
        numbers.append(walk.progress)
    assert numbers == [(1, 4), (1, 4), (1, 4), (1, 4), (2, 4), (3, 4), (3, 4), (4, 4)]
    assert walk.skip().progress == (4, 4)


def test_optional_prompts_are_asked_only_with_full() -> None:
    assert keys(Interview.begin(SIMPLE)) == ["a", "c"]
    assert keys(Interview.begin(SIMPLE, full=True)) == ["a", "b", "c"]


def test_an_optional_prompt_that_was_answered_stays_in_the_walk() -> None:
    assert keys(Interview.begin(SIMPLE, {"b": "said"})) == ["a", "b", "c"]


def test_a_prompt_with_an_unmet_need_is_passed_over_unless_answered() -> None:
    looks_back = script(prompt("a"), prompt("b", needs=Need.EARLIER_SESSION), prompt("c"))
    lacks = frozenset({Need.EARLIER_SESSION})
    assert keys(Interview.begin(looks_back)) == ["a", "b", "c"]
    assert keys(Interview.begin(looks_back, lacks=lacks)) == keys(Interview.begin(looks_back, {"a": "x"}, lacks=lacks))
    assert keys(Interview.begin(looks_back, lacks=lacks)) == ["a", "c"]
    assert keys(Interview.begin(looks_back, {"b": "said"}, lacks=lacks)) == ["a", "b", "c"]


def test_a_walk_resumes_at_the_first_step_not_yet_reached() -> None:
    assert Interview.begin(SIMPLE, {"a": None}).at == "c"
    assert Interview.begin(SIMPLE, {"a": "x", "c": None}).at is None


def test_again_starts_over_and_keeps_the_answers() -> None:
    walk = Interview.begin(SIMPLE, {"a": "x", "c": "y"}, again=True)
    assert (walk.at, walk.known) == ("a", "x")
    assert dict(walk.keep().answer("z").answers) == {"a": "x", "c": "z"}


def test_back_returns_to_a_question_and_an_answer_goes_on_from_there() -> None:
    walk = Interview.begin(SIMPLE).answer("x").back()
    assert (walk.at, walk.known) == ("a", "x")
    assert walk.back().at == "a"
    assert walk.answer("y").at == "c"


def test_back_passes_over_notes() -> None:
    walk = Interview.begin(script(prompt("a"), prompt("n", NoteKind()), prompt("c")))
    assert walk.answer("x").keep().back().at == "a"


def test_a_conditional_prompt_appears_and_disappears_with_its_answer() -> None:
    tension = script(prompt("tension", YesNoKind()), prompt("what", when=Condition("tension", True)), prompt("end"))
    assert Interview.begin(tension).answer(True).at == "what"
    assert Interview.begin(tension).answer(False).at == "end"
    assert Interview.begin(tension).skip().at == "end"


def test_a_moment_asks_its_fields_only_once_it_is_noted() -> None:
    walk = Interview.begin(RUPTURES)
    assert keys(walk) == ["ruptures.1.note", "end"]
    noted = walk.answer("went quiet")
    assert keys(noted) == ["ruptures.1.note", "ruptures.1.marker", "ruptures.1.plan", "ruptures.2.note", "end"]


def test_moments_end_at_a_skip_or_at_the_maximum() -> None:
    walk = Interview.begin(RUPTURES).answer("one").skip().skip().skip()
    assert walk.at == "end"
    three = script(prompt("ruptures", MomentsKind(MomentKind.RUPTURE, 3, ())), prompt("end"))
    assert Interview.begin(three).answer("one").skip().at == "end"
    walk = Interview.begin(RUPTURES).answer("one").skip().skip().answer("two")
    assert keys(walk)[-3:] == ["ruptures.2.marker", "ruptures.2.plan", "end"]


def test_removing_a_note_removes_the_other_fields_of_the_moment() -> None:
    walk = Interview.begin(RUPTURES).answer("one").answer("withdrawal").answer("my plan").back().back().back()
    walk = walk.skip()
    assert dict(walk.answers) == {"ruptures.1.note": None}
    again = walk.back().answer("other")
    assert (again.at, again.known) == ("ruptures.1.marker", None)


def test_a_condition_holds_only_while_its_own_prompt_is_asked() -> None:
    chain = script(
        prompt("a", YesNoKind()),
        prompt("b", YesNoKind(), when=Condition("a", True)),
        prompt("c", when=Condition("b", True)),
    )
    assert keys(Interview.begin(chain, {"a": True, "b": True})) == ["a", "b", "c"]
    assert keys(Interview.begin(chain, {"a": False, "b": True})) == ["a"]


TENSE = RatingKind("tension-strength", Rater.CLIENT)


def test_withdrawing_tension_removes_its_ratings_and_a_new_yes_asks_again() -> None:
    asked = script(
        prompt("tension", YesNoKind()), prompt("strength", TENSE, when=Condition("tension", True)), prompt("end")
    )
    walk = Interview.begin(asked).answer(True).answer(7).back().back().answer(False)
    assert dict(walk.answers) == {"tension": False}
    assert walk.at == "end"
    again = walk.back().answer(True)
    assert (again.at, again.known) == ("strength", None)


def test_a_condition_may_depend_on_whether_a_moment_was_noted() -> None:
    asked = script(*RUPTURES.prompts[:1], prompt("strength", TENSE, when=Condition("ruptures", True)), prompt("end"))
    assert keys(Interview.begin(asked)) == ["ruptures.1.note", "end"]
    noted = Interview.begin(asked, {"ruptures.1.note": None, "ruptures.2.note": "two", "strength": 4})
    assert "strength" in keys(noted)
    taken_away = replace(noted, at="ruptures.2.note").skip()
    assert ("strength" in keys(taken_away), "strength" in taken_away.answers) == (False, False)


def test_an_optional_field_of_a_moment_is_asked_with_full_or_if_answered() -> None:
    fields = (replace(MARKER, optional=True), PLAN)
    asked = script(prompt("ruptures", MomentsKind(MomentKind.RUPTURE, 1, fields)))
    for full, answers, there in ((False, {}, False), (True, {}, True), (False, {"ruptures.1.marker": None}, True)):
        walk = Interview.begin(asked, {"ruptures.1.note": "a", **answers}, full=full)
        assert ("ruptures.1.marker" in keys(walk)) is there


def test_removing_the_first_moment_leaves_the_second_reachable() -> None:
    answers = {"ruptures.1.note": None, "ruptures.2.note": "two", "ruptures.2.marker": None, "ruptures.2.plan": None}
    assert "ruptures.2.note" in keys(Interview.begin(RUPTURES, answers))


PROMPTS = st.lists(
    st.sampled_from(
        [
            prompt("text"),
            prompt("extra", optional=True),
            prompt("scale", RatingKind("goals", Rater.CLIENT)),
            prompt("tension", YesNoKind()),
            prompt("ruptures", MomentsKind(MomentKind.RUPTURE, 2, (MARKER, PLAN))),
        ]
    ),
    unique_by=lambda each: each.id,
    min_size=1,
)


@given(PROMPTS, st.booleans(), st.data())
def test_every_walk_ends_and_reaches_each_of_its_steps_once(
    prompts: list[Prompt], full: bool, data: st.DataObject
) -> None:
    walk = Interview.begin(script(*prompts), full=full)
    reached = []
    while walk.at is not None:
        reached.append(walk.at)
        walk = walk.answer("y") if data.draw(st.booleans()) else walk.skip()
    assert reached == keys(walk)
    assert len(set(reached)) == len(reached)


@given(PROMPTS, st.data())
def test_an_interrupted_walk_resumes_where_it_stopped(prompts: list[Prompt], data: st.DataObject) -> None:
    walk = Interview.begin(script(*prompts))
    while walk.at is not None and data.draw(st.booleans()):
        walk = walk.answer("y") if data.draw(st.booleans()) else walk.skip()
    assert Interview.begin(walk.script, walk.answers).at == walk.at


THREE = script(prompt("one"), prompt("two", MomentsKind(MomentKind.RUPTURE, 2, (MARKER, PLAN))), prompt("three"))


def test_a_question_is_reached_by_its_number() -> None:
    walk = Interview.begin(THREE)
    for number, key in enumerate(("one", "two.1.note", "three"), start=1):
        there = walk.go_to(number)
        assert there is not None
        assert (there.at, there.progress) == (key, (number, 3))
    assert walk.go_to(0) is walk.go_to(4) is None


def test_only_passed_over_questions_are_asked_at_the_end() -> None:
    there = Interview.begin(THREE).answer("a").go_to(3)
    assert there is not None
    walk = there.answer("c")
    assert walk.at == "two.1.note"
    walk = walk.answer("went quiet")
    assert walk.at == "two.1.marker"
    walk = walk.skip().skip().skip()
    assert walk.at is None
    assert set(walk.answers) == set(keys(walk))


def test_going_back_from_a_passed_over_question_continues_from_there() -> None:
    there = Interview.begin(THREE).go_to(3)
    assert there is not None
    back = there.answer("c").back()
    assert back.at == "one"
    assert back.skip().at == "two.1.note"
    assert back.skip().skip().at == "three"


def test_optional_questions_can_be_opened_at_the_question_before() -> None:
    walk = Interview.begin(SIMPLE)
    assert walk.further == 1
    opened = walk.open_further()
    assert (opened.at, keys(opened), opened.further) == ("a", ["a", "b", "c"], 0)
    assert keys(opened.answer("x").answer("y")) == ["a", "b", "c"]
    assert walk.answer("x").further == 0


def test_a_walk_resumes_at_an_opened_question() -> None:
    walk = Interview.begin(SIMPLE, {"a": "x"})
    assert (walk.at_step("b").at, walk.at_step("nothing").at) == ("b", "c")


def test_notes_do_not_change_where_a_walk_resumes() -> None:
    walk = script(prompt("note", NoteKind()), prompt("a"), prompt("later", NoteKind()), prompt("b"))
    assert Interview.begin(walk).at == "note"
    assert Interview.begin(walk, {"a": "x"}).at == "later"
    assert Interview.begin(walk, {"a": "x", "b": "y"}).at is None
    assert Interview.begin(walk, {"a": "x", "b": "y"}, again=True).at == "note"


def test_a_first_session_has_separate_wording() -> None:
    opening = prompt("opening", say="since last time", first=FirstWording("New?", "New to you"))
    first, later = (worded_for(script(opening), is_first=is_first).prompts[0] for is_first in (True, False))
    assert (first.ask, first.say, first.first) == ("New?", "New to you", None)
    assert (later.ask, later.say, later.first) == ("opening?", "since last time", None)


@pytest.mark.parametrize(
    ("marker", "left"),
    [("", "wca"), ("mixed", "wca"), ("withdrawal", "wa"), ("confrontation", "ca")],
)
def test_wording_for_the_other_kind_of_rupture_is_left_out(marker: str, left: str) -> None:
    others = (OtherWording("w", "w", "withdrawal"), OtherWording("c", "c", "confrontation"), OtherWording("a", "a"))
    worded = worded_for_marker(script(prompt("invite", or_say=others)), marker)
    assert "".join(other.say for other in worded.prompts[0].or_say) == left


def test_plus_opens_the_announced_questions_and_their_follow_ups() -> None:
    """In a script with optional questions in two places, only the directly following ones are opened."""
    how = prompt("a-how", optional=True, when=Condition("a-more", True))
    more = prompt("a-more", YesNoKind(), optional=True)
    walk = Interview.begin(script(prompt("a"), more, how, prompt("b"), prompt("b-more", optional=True)))
    assert walk.further == 1
    opened = walk.open_further()
    assert keys(opened) == ["a", "a-more", "b"]
    assert keys(opened.answer("x").answer(True)) == ["a", "a-more", "a-how", "b"]
    assert opened.answer("x").skip().further == 1
