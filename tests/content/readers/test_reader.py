"""A script file becomes a script with everything its author wrote."""

from __future__ import annotations

import pytest

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, NoteKind, NumberKind, RatingKind, TextKind, YesNoKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option
from alliance_cli.core.walk.script import Component, Condition, Need, Part, Phase, Prompt
from tests.content.conftest import prompt_text, read_script, said, script_text

PLAN = MomentField("plan", "How", "Why", TextKind())


def prompts_of(*prompts: str, phase: str = "post-session") -> tuple[Prompt, ...]:
    return read_script(script_text(*prompts, phase=phase), "own.yaml", {MomentKind.RUPTURE: (PLAN,)}).prompts


def test_a_script_carries_its_head_and_its_prompts_in_order() -> None:
    script = read_script(script_text(prompt_text(id="b"), prompt_text(id="a")), "own.yaml", {})
    assert (script.id, script.phase, script.title, script.language) == ("own", Phase.POST_SESSION, "Own", "en")
    assert [prompt.id for prompt in script.prompts] == ["b", "a"]


def test_a_prompt_carries_everything_its_author_wrote() -> None:
    lines = ("say: Aloud", "component: tasks", "part: mid-point", "optional: yes", "when: {prompt: was, is: no}")
    lines += ("needs: earlier-session",)
    _, prompt = prompts_of(prompt_text(id="was", kind="yes-no"), prompt_text(*lines), phase="in-session")
    assert prompt == Prompt(
        id="first",
        ask="What",
        purpose="Why",
        kind=TextKind(),
        say="Aloud",
        component=Component.TASKS,
        part=Part.MID_POINT,
        optional=True,
        when=Condition("was", False),
        needs=Need.EARLIER_SESSION,
    )


@pytest.mark.parametrize(
    ("kind", "lines", "made"),
    [
        ("text", (), TextKind()),
        ("note", (), NoteKind()),
        ("yes-no", (), YesNoKind()),
        ("rating", ("scale: bond", "rater: client"), RatingKind("bond", Rater.CLIENT)),
        (
            "rating",
            ("scale: hope", "rater: clinician", "low: 0", "high: 5", "low_means: none", "high_means: much"),
            RatingKind("hope", Rater.CLINICIAN, 0, 5, "none", "much"),
        ),
        ("number", (), NumberKind(0, 9999)),
        ("number", ("low: 1", "high: 60"), NumberKind(1, 60)),
        ("choice", ("options: [no, maybe]",), ChoiceKind((Option("no", "no"), Option("maybe", "maybe")))),
        (
            "choices",
            ("options: [{value: a, label: Apples}, b]",),
            ChoicesKind((Option("a", "Apples"), Option("b", "b"))),
        ),
        ("moments", ("records: rupture",), MomentsKind(MomentKind.RUPTURE, 3, (PLAN,))),
        ("moments", ("records: strong", "most: 9"), MomentsKind(MomentKind.STRONG, 9, ())),
        ("moments", ("records: strong", "again: More?"), MomentsKind(MomentKind.STRONG, 3, (), "More?")),
        ("moments", ("records: rupture", "fields: []"), MomentsKind(MomentKind.RUPTURE, 3, ())),
    ],
)
def test_each_kind_reads_its_own_keys(kind: str, lines: tuple[str, ...], made: object) -> None:
    assert prompts_of(prompt_text(*lines, kind=kind))[0].kind == made


@pytest.mark.parametrize("style", [">", "|"])
def test_a_block_of_text_has_no_trailing_line_break(style: str) -> None:
    assert prompts_of(prompt_text(f"say: {style}", "  Read", "  this."))[0].say in ("Read this.", "Read\nthis.")


def test_an_empty_optional_key_counts_as_absent() -> None:
    assert prompts_of(prompt_text("say:", "component: ~")) == prompts_of(prompt_text())


@pytest.mark.parametrize(("value", "is_"), [("yes", True), ("no", False), ("on", None), ("true", True), ('"n"', False)])
def test_the_answer_in_a_condition_is_read_like_an_answer_to_its_prompt(value: str, is_: bool | None) -> None:
    text = script_text(prompt_text(id="was", kind="yes-no"), prompt_text(f"when: {{prompt: was, is: {value}}}"))
    if is_ is None:
        assert said(text) == ["14 prompts[2].when.is: does not fit the prompt it looks at. Answer y or n"]
    else:
        assert read_script(text, "own.yaml", {}).prompts[1].when == Condition("was", is_)
