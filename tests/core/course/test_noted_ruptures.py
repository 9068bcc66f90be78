"""A reflection asks about ruptures that are already noted; numbers and ranges select several."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.course.noted_ruptures import NotedRuptures, ask_about_ruptures, open_at_beginning
from alliance_cli.core.course.several import names_several, open_ruptures_named
from alliance_cli.core.errors import AllianceError
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import TextKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.records import WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Condition, Need, Phase, Prompt, Script

FIRST = date(2026, 1, 5)
ASKED = Prompt("outcome", "What became of it?", "Why", TextKind(), needs=Need.OPEN_RUPTURE)
AGREED = replace(ASKED, id="new-path", ask="What was agreed?", when=Condition("outcome", "repaired"))
FIELDS = tuple(
    MomentField(name, f"{name}?", "Why", TextKind()) for name in ("noticed_by", "marker", "component", "plan")
)
NOTES = Prompt("ruptures", "Was there one?", "Why", MomentsKind(MomentKind.RUPTURE, 3, FIELDS, "Was there another?"))
SCRIPT = Script("post-session", Phase.POST_SESSION, "After", "en", (ASKED, AGREED, NOTES))
OPEN = MomentState.OPEN


def rupture(id: str, state: MomentState = OPEN, **more: object) -> Moment:
    return replace(Moment(id, "", FIRST, MomentKind.RUPTURE, f"Note {id}", state=state), **more)  # type: ignore[arg-type]


def course(*sessions: tuple[Moment, ...]) -> Course:
    records = []
    for number, moments in enumerate(sessions, start=1):
        on = FIRST + timedelta(weeks=number - 1)
        session = Session(f"s{number}", "c", on, number)
        records.append(SessionRecord(session, moments=tuple(replace(m, session=session.id, on=on) for m in moments)))
    return Course(Client("c", "J7", FIRST), tuple(records))


def ids(found: tuple[ListedMoment, ...]) -> list[str]:
    return [each.moment.id for each in found]


def test_only_the_three_newest_open_ruptures_of_earlier_sessions_are_asked_about() -> None:
    strong = Moment("x", "", FIRST, MomentKind.STRONG, "Laughed")
    known = course(
        (rupture("a"), strong, rupture("b", MomentState.REPAIRED)), (rupture("c"), rupture("d"), rupture("e")), ()
    )
    third = known.records[2].session
    assert ids(open_at_beginning(known, third.on, third)) == ["c", "d", "e"]
    assert ids(open_at_beginning(known, third.on, known.records[1].session)) == ["a"]
    assert ids(open_at_beginning(known, FIRST, None)) == ["a"]


def test_a_rupture_settled_by_this_reflection_is_still_asked_about() -> None:
    repair = WalkRecord("w", Phase.REPAIR, "repair", FIRST, finished=True, links=WalkLinks(about="reflection"))
    known = course((rupture("a", MomentState.LET_GO, repairs=(repair,)), rupture("b")), ())
    second = known.records[1].session
    assert ids(open_at_beginning(known, second.on, second, "reflection")) == ["a", "b"]
    assert ids(open_at_beginning(known, second.on, second, "another")) == ["b"]
    assert ids(open_at_beginning(known, second.on, second)) == ["b"]


def test_without_noted_ruptures_the_script_is_unchanged() -> None:
    found = ask_about_ruptures(SCRIPT, NotedRuptures(), ())
    assert not found.answers
    assert [each.id for each in found.script.prompts] == [
        each.id for each in SCRIPT.prompts if each.needs is not Need.OPEN_RUPTURE
    ]


def test_each_open_rupture_has_separate_questions_and_conditions() -> None:
    listed = list_moments(course((rupture("a", plan="Ask first"), rupture("b"))))
    found = ask_about_ruptures(SCRIPT, NotedRuptures(were_open=listed), ())
    assert {key: (each.moment, each.name) for key, each in found.answers.items()} == {
        "outcome-1": ("a", "outcome"),
        "new-path-1": ("a", "new-path"),
        "outcome-2": ("b", "outcome"),
        "new-path-2": ("b", "new-path"),
    }
    walk = Interview(found.script, {"outcome-1": "let-go", "outcome-2": "repaired"})
    asked = [step.key for step in walk.steps if step.key in found.answers]
    assert asked == ["outcome-1", "outcome-2", "new-path-2"]
    first = next(step for step in walk.steps if step.key == "outcome-1")
    assert first.ask.splitlines()[1:] == ["   1 · Mon 05 Jan 2026: Note a", "   Plan: Ask first"]


def test_the_prompt_stored_with_an_answer_has_no_words_of_the_rupture() -> None:
    listed = list_moments(course((rupture("a"),)))
    found = ask_about_ruptures(SCRIPT, NotedRuptures(were_open=listed, on_the_way=listed), ())
    assert not any("Note a" in each.prompt.ask + each.prompt.about for each in found.answers.values())


def test_a_rupture_noted_in_the_session_is_asked_only_for_missing_fields_then_for_another() -> None:
    listed = list_moments(course((rupture("a", marker="withdrawal", component="bond"),)))
    found = ask_about_ruptures(SCRIPT, NotedRuptures(on_the_way=listed), ())
    assert list(found.answers) == ["ruptures-1-noticed_by", "ruptures-1-plan"]
    notes = next(each for each in found.script.prompts if each.id == "ruptures")
    assert notes.ask == getattr(notes.kind, "again", "")
    again = ask_about_ruptures(SCRIPT, NotedRuptures(on_the_way=listed), {"ruptures-1-marker"})
    assert "ruptures-1-marker" in again.answers


def test_a_settled_rupture_is_not_asked_for_a_plan() -> None:
    listed = list_moments(course((rupture("a", MomentState.REPAIRED),)))
    found = ask_about_ruptures(SCRIPT, NotedRuptures(on_the_way=listed), ())
    assert [each.name for each in found.answers.values()] == ["noticed_by", "marker", "component"]


def test_a_rupture_suggested_by_numbers_counts_as_unnoticed_until_recorded() -> None:
    assert rupture("a").noticed == {Rater.CLINICIAN}
    assert rupture("a", from_numbers=True).noticed == frozenset()
    assert rupture("a", from_numbers=True, noticed_by="client").noticed == {Rater.CLIENT}
    assert course((rupture("a", from_numbers=True),)).records[0].tension_seen_by == frozenset()


@pytest.mark.parametrize(
    ("typed", "several"), [("2,5", True), ("3-12", True), ("2", False), ("0192-7", True), ("019a2b-77", False)]
)
def test_a_comma_or_a_range_means_several(typed: str, several: bool) -> None:
    assert names_several(typed) is several


def test_several_numbers_give_each_rupture_once_in_order() -> None:
    known = course((rupture("a"), rupture("b"), rupture("c")))
    assert ids(open_ruptures_named(known, "3, 1-2,2")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1-9", "J7 has no moment 4, 5, 6, 7, 8 and 9. Nothing was changed."),
        ("4-12", "J7 has no moment 4, 5, 6, 7, 8, 9, 10, 11 and more. Nothing was changed."),
        ("1-3", "1 is a strong moment. 3 is let go already. Nothing was changed."),
        ("0,2", "J7 has no moment 0. Nothing was changed."),
    ],
)
def test_every_number_that_does_not_fit_is_reported(typed: str, says: str) -> None:
    strong = Moment("x", "", FIRST, MomentKind.STRONG, "Laughed")
    known = course((strong, rupture("a"), rupture("b", MomentState.LET_GO)))
    with pytest.raises(AllianceError) as raised:
        open_ruptures_named(known, typed)
    assert raised.value.sentence == says
