"""How questions for supervision look: in a list, in full, and in a preparation."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.course.moment import Moment
from alliance_cli.core.own.supervision import Question
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.views.own.supervision import question_view, questions_view

from .drawing import drawn

DAY, LATER = date(2026, 11, 20), date(2026, 11, 24)
LONG = "What happens in me when she goes quiet, and why do I reach for the [worksheet] as if it were a rail?"


def record(on: date, *, finished: bool = True, **answers: str) -> WalkRecord:
    words = tuple(ShownAnswer(step.replace("_", "-"), f"The {step}?", text) for step, text in answers.items())
    return WalkRecord("id", Phase.SUPERVISION, "script", on, finished, answers=answers, words=words)


OUTCOME = record(LATER, outcome="I hurry when\nI am afraid; " + LONG, next="Count to five.")
QUESTIONS = (
    Question(3, record(DAY, question=LONG), "J7"),
    Question(12, record(DAY, question="Least connected?"), "", (record(LATER, moment="The door", reaction="Heat"),)),
    Question(13, record(LATER, question="Whose?"), "K12", (record(LATER, finished=False, question="Whose?"),)),
    Question(14, record(LATER, question="Why?"), "A-code-of-24-characters-", (), (OUTCOME,)),
)
LIST_AT_100 = """\
 3  2026-11-20  J7                        What happens in me when she goes quiet, and why do I reac…
                                          not prepared yet
12  2026-11-20  -                         Least connected?
                                          prepared: moment, reaction
13  2026-11-24  K12                       Whose?
                                          prepared so far: question
14  2026-11-24  A-code-of-24-characters-  Why?
                                          done 2026-11-24: I hurry when I am afraid; What happens i…"""
LIST_AT_60 = """\
 3  2026-11-20  J7   What happens in me when she goes quiet…
                     not prepared yet
12  2026-11-20  -    Least connected?
                     prepared: moment, reaction
13  2026-11-24  K12  Whose?
                     prepared so far: question"""
WHOLE_AT_60 = """\
Question 12 · J7 · 2026-11-20
The question?
    Least connected?

2026-11-20  strong moment · bond
    She laughed

Prepared 2026-11-24, not finished
The moment?
    The door

What came of it 2026-11-24
The outcome?
    Slower"""


def test_a_list_at_100_columns() -> None:
    assert drawn(questions_view(QUESTIONS, notes=True), 100) == LIST_AT_100


def test_a_list_at_60_columns() -> None:
    assert drawn(questions_view(QUESTIONS[:3], notes=True), 60) == LIST_AT_60


def test_an_empty_list_says_how_to_begin() -> None:
    assert drawn(questions_view((), notes=False), 70) == "No question is waiting. Note one with: alliance supervise add"


@pytest.mark.parametrize("width", [60, 100])
def test_one_question_in_full(width: int) -> None:
    prepared, came = record(LATER, finished=False, moment="The door"), record(LATER, outcome="Slower")
    question = Question(12, record(DAY, question="Least connected?"), "J7", (prepared,), (came,))
    moment = Moment("m", "s", DAY, MomentKind.STRONG, "She laughed", component="bond")
    assert drawn(question_view(question, moment), width) == WHOLE_AT_60


def test_a_question_in_full_is_never_cut() -> None:
    assert "…" not in drawn(question_view(QUESTIONS[3]), 60)
