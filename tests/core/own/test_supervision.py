"""Supervision questions: numbering, status, and their use in preparations and packs."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.exchange.pack import PackContents, warnings
from alliance_cli.core.own.supervision import Question, find_question, questions, to_take_back, without_outcome
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import ShownAnswer, WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Phase

DAY = date(2026, 11, 20)


def record(id: str, script: str = "supervision", about: str = "", on: date = DAY, **answers: str | None) -> WalkRecord:
    words = tuple(ShownAnswer(step, f"{step}?", text) for step, text in answers.items() if text is not None)
    ties = WalkLinks(client="c1", about=about)
    return WalkRecord(id, Phase.SUPERVISION, script, on, True, ties, answers, words=words)


def preparation(about: str, **answers: str | None) -> WalkRecord:
    return record(f"p-{about}", "supervision-preparation", about, **answers)


def outcome(about: str, on: date = DAY, **answers: str | None) -> WalkRecord:
    return record(f"o-{about}", "supervision-outcome", about, on, **answers)


def found(*records: WalkRecord) -> tuple[Question, ...]:
    return questions(records, {"c1": "J7"})


def test_a_question_is_numbered_and_has_its_preparation_and_outcome() -> None:
    first, second = found(
        record("q1", question="Why?"),
        record("q2", question="How?"),
        preparation("q2", moment="the door", question="How slow?"),
        outcome("q1", outcome="I hurry"),
    )
    assert (first.number, first.client, first.text, first.is_done) == (1, "J7", "Why?", True)
    assert (second.number, second.text, second.is_done) == (2, "How slow?", False)
    assert without_outcome((first, second)) == (second,)


def test_skipped_questions_and_unfinished_outcomes_do_not_count() -> None:
    (question,) = found(
        record("q1", question=None), record("q2", question="Why?"), replace(outcome("q2"), finished=False)
    )
    assert (question.number, question.text, question.is_done) == (1, "Why?", False)


def test_a_clinicians_own_script_may_use_another_id_for_the_question() -> None:
    (question,) = found(record("q1", puzzle="Why?"))
    assert question.text == "Why?"


def test_a_question_is_found_by_its_number_or_the_beginning_of_its_id() -> None:
    every = found(record("abcd1", question="Why?"), record("abcd2", question="How?"))
    assert [find_question(every, typed).number for typed in ("2", " 1 ", "ABCD1")] == [2, 1, 1]
    for typed, error in (("3", NotFound), ("0", NotFound), ("", NotFound), ("abc", NotFound), ("abcd", WrongUse)):
        with pytest.raises(error) as raised:
            find_question(every, typed)
        few = "There is no such question."
        assert raised.value.sentence == (few if error is NotFound else "More than one question begins like that.")


@pytest.mark.parametrize(
    ("sessions", "shown"), [((), 1), ((date(2026, 11, 1), DAY), 1), ((DAY, date(2026, 11, 21)), 0)]
)
def test_an_outcome_waits_until_a_later_session_was_held(sessions: tuple[date, ...], shown: int) -> None:
    every = found(record("q1", question="Why?"), outcome("q1", outcome="I hurry"))
    assert len(to_take_back(every, sessions)) == shown


def test_an_empty_outcome_closes_the_question_and_is_not_shown() -> None:
    every = found(record("q1", question="Why?"), outcome("q1", outcome=None))
    assert every[0].is_done
    assert to_take_back(every, ()) == ()


def moment(client: str, number: int, note: str, plan: str = "") -> ListedMoment:
    state = MomentState.OPEN
    kept = Moment(
        f"m{number}", "s", DAY, MomentKind.RUPTURE, note, "clinician", "withdrawal", "tasks", plan, state=state
    )
    return ListedMoment(client, number, 1, kept)


def test_a_pack_lists_preparation_and_moments_with_the_clients_question() -> None:
    every = found(
        record("q1", question="Why?"),
        preparation("q1", moment="the door", question="Why slow?"),
        outcome("q1", outcome="not for the pack"),
    )
    pack = PackContents(every, (moment("J7", 1, "Quiet", "Ask"), moment("K12", 2, "Sharp"))).packed()
    assert [(entry.title, [part.text for part in entry.parts]) for entry in pack.entries] == [
        ("Question 1, client J7, mid November 2026", ["the door", "Why slow?", "Quiet", "Ask"]),
        ("Client K12", ["Sharp"]),
    ]
    assert pack.entries[1].parts[0].title == (
        "A possible rupture, open: withdrawal, tasks, noticed by the clinician, mid November 2026"
    )


def test_a_question_removed_by_its_preparation_is_packed_as_noted() -> None:
    every = found(record("q1", question="Why?"), preparation("q1", moment="the door", question=None))
    (entry,) = PackContents(every, ()).packed().entries
    assert [part.text for part in entry.parts] == ["Why?", "the door"]


def test_a_moment_appears_in_a_pack_once() -> None:
    every = found(record("q1", question="Why?"), record("q2", question="How?"))
    pack = PackContents(every, (moment("J7", 1, "Quiet"),)).packed()
    assert [len(entry.parts) for entry in pack.entries] == [2, 1]


def test_every_text_and_code_is_passed_to_the_hiding_functions() -> None:
    every = found(record("q1", question="Why J7?"))
    chosen = PackContents(every, (moment("J7", 1, "J7 quiet", "ask J7"),))
    pack = chosen.packed(lambda text: text.replace("J7", "A"), lambda code: "A")
    assert "J7" not in repr(pack)
    assert chosen.texts == ("Why J7?", "J7 quiet", "ask J7")


def test_a_warning_names_the_kind_and_the_question_but_not_the_words() -> None:
    every = found(record("q1", question="Why?"), record("q2", question="Anna Schmidt on 3.11.2026, a@b.org"))
    (said,) = warnings(PackContents(every, ()).packed(name=lambda code: "A"))
    assert said == (
        "Question 2, client A, mid November 2026: something in it looks like a date, an e-mail address and a full name."
    )
