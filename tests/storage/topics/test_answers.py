"""Answers are stored once and read back beside the question that was asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_cli.core.course.course import Session
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.errors import AnsweredElsewhere
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, RatingKind, TextKind, Value, YesNoKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.core.walk.steps import Answers, Step
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository
from alliance_cli.storage.topics.walks import Walk

PLAN = MomentField("plan", "What next?", "p", TextKind())
COLOURS = (Option("red", "Red"), Option("blue", "Blue"))
SCRIPT = Script(
    "post-session",
    Phase.POST_SESSION,
    "After",
    "en",
    (
        Prompt("words", "Words?", "p", TextKind()),
        Prompt("tension", "Tension?", "p", YesNoKind()),
        Prompt("one", "One?", "p", ChoiceKind(COLOURS)),
        Prompt("many", "Many?", "p", ChoicesKind(COLOURS)),
        Prompt("bond", "Bond?", "p", RatingKind("bond", Rater.CLINICIAN)),
        Prompt("ruptures", "Rupture?", "p", MomentsKind(MomentKind.RUPTURE, 2, (PLAN,))),
    ),
)
ALL: dict[str, Value] = {
    "words": "said [wife] \0 \x1b[31m",
    "tension": False,
    "one": "blue",
    "many": ("red", "blue"),
    "bond": 7,
    "ruptures.1.note": "went quiet",
    "ruptures.1.plan": "ask",
}


@pytest.fixture
def session(repository: Repository) -> Session:
    return repository.sessions.add(repository.clients.add("J7", date(2026, 1, 5)), date(2026, 11, 20))


@pytest.fixture
def walk(repository: Repository, session: Session) -> Walk:
    return repository.walks.begin(session, SCRIPT, "the wording")


def step(key: str, answers: Answers = ALL) -> Step:
    return next(each for each in Interview(SCRIPT, answers).steps if each.key == key)


def save(repository: Repository, walk: Walk, answers: dict[str, Value | None]) -> None:
    for key, value in answers.items():
        repository.answers.save(walk, [(step(key), value)], How.RECALLED)


def test_every_kind_of_answer_is_read_back_as_it_was_given(repository: Repository, walk: Walk) -> None:
    save(repository, walk, {**ALL})
    assert repository.answers.of(walk, SCRIPT) == ALL


def test_a_skip_is_remembered_as_a_skip(repository: Repository, walk: Walk) -> None:
    save(repository, walk, {"words": None, "bond": None, "ruptures.1.note": None})
    assert repository.answers.of(walk, SCRIPT) == {"words": None, "bond": None, "ruptures.1.note": None}


def test_a_changed_answer_replaces_the_old_one(repository: Repository, walk: Walk, vault: Vault) -> None:
    save(repository, walk, {**ALL})
    save(repository, walk, {"words": "new", "bond": 9, "ruptures.1.note": "other", "tension": None})
    changed = repository.answers.of(walk, SCRIPT)
    assert (changed["words"], changed["bond"], changed["ruptures.1.note"], changed["tension"]) == (
        "new",
        9,
        "other",
        None,
    )
    assert len(vault.rows("SELECT * FROM moment")) == len(vault.rows("SELECT * FROM rating")) == 1


def test_clearing_the_note_deletes_the_moment_and_its_fields(repository: Repository, walk: Walk, vault: Vault) -> None:
    save(repository, walk, {**ALL})
    save(repository, walk, {"ruptures.1.note": None})
    assert vault.rows("SELECT * FROM moment") == []
    answers = repository.answers.of(walk, SCRIPT)
    assert answers["ruptures.1.note"] is None
    assert "ruptures.1.plan" not in answers


def test_a_rating_and_a_moments_words_are_each_stored_in_one_table(
    repository: Repository, walk: Walk, vault: Vault
) -> None:
    save(repository, walk, {**ALL})
    values = {row["step"]: row["value"] for row in vault.rows("SELECT step, value FROM answer")}
    assert values["bond"] is values["ruptures.1.note"] is values["ruptures.1.plan"] is None


@pytest.mark.parametrize(("later", "counts"), [(-1, False), (0, True), (1, True)])
def test_a_rating_older_than_the_answer_does_not_count_as_the_answer(
    repository: Repository, walk: Walk, vault: Vault, later: int, *, counts: bool
) -> None:
    save(repository, walk, {"bond": 7})
    answered = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with vault.change() as db:
        db.execute("UPDATE answer SET answered_at = ?", [answered.isoformat(timespec="milliseconds")])
        rated = answered + timedelta(milliseconds=later)
        db.execute("UPDATE rating SET rated_at = ?", [rated.isoformat(timespec="milliseconds")])
    assert repository.answers.of(walk, SCRIPT) == {"bond": 7 if counts else None}


def test_a_script_version_is_stored_once_and_stays_with_the_walk(
    repository: Repository, session: Session, vault: Vault
) -> None:
    first = repository.walks.begin(session, SCRIPT, "the wording")
    again = repository.sessions.add(repository.clients.add("K1", date(2026, 1, 5)), date(2026, 11, 20))
    repository.walks.begin(again, SCRIPT, "the wording")
    assert len(vault.rows("SELECT * FROM wording")) == 1
    found = repository.walks.find(session, SCRIPT.id)
    assert found is not None
    assert (found.script_version, found.finished) == ("the wording", False)
    repository.walks.finish(first)
    finished = repository.walks.find(session, SCRIPT.id)
    assert finished is not None
    assert finished.finished


def test_several_answers_are_stored_together_or_not_at_all(repository: Repository, walk: Walk) -> None:
    bad = Step("bad", SCRIPT.prompts[0], TextKind(), "", "", step("ruptures.1.plan").slot, "surname")
    with pytest.raises(LookupError):
        repository.answers.save(walk, [(step("words"), "kept?"), (bad, "x")], How.RECALLED)
    assert repository.answers.of(walk, SCRIPT) == {}


@pytest.mark.parametrize("asked", ["words", "bond", "ruptures.1.note", "ruptures.1.plan"])
def test_an_answer_given_in_another_window_is_kept(repository: Repository, walk: Walk, asked: str) -> None:
    others: dict[str, Value] = {"bond": 3, asked: 3 if asked == "bond" else "theirs"}
    save(repository, walk, {**ALL, **others})
    for seen in ({}, ALL):
        with pytest.raises(AnsweredElsewhere):
            repository.answers.save(walk, [(step("tension"), True), (step(asked), 9)], How.RECALLED, seen=seen)
    assert repository.answers.of(walk, SCRIPT) == {**ALL, **others}
    for seen in ({**ALL, **others}, {asked: others[asked]}):
        repository.answers.save(walk, [(step(asked), ALL[asked])], How.RECALLED, seen=seen)
        save(repository, walk, {asked: others[asked]})


def test_the_same_answer_or_one_to_a_skipped_question_is_accepted(repository: Repository, walk: Walk) -> None:
    save(repository, walk, {"words": "alike", "bond": None})
    repository.answers.save(walk, [(step("words"), "alike"), (step("bond"), 4)], How.RECALLED, seen={})
    assert repository.answers.of(walk, SCRIPT) == {"words": "alike", "bond": 4}


def test_a_new_rupture_is_open_and_a_strong_moment_has_no_state(
    repository: Repository, walk: Walk, vault: Vault
) -> None:
    save(repository, walk, {**ALL})
    client = repository.clients.find("j7")
    assert client is not None
    course = repository.courses.of(client)
    assert [moment.state for moment in course.open_ruptures] == [MomentState.OPEN]
    repository.moments.resolve(course.open_ruptures[0].id, MomentState.REPAIRED, course.records[0].session.id)
    assert repository.courses.of(client).open_ruptures == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_any_text_survives_the_vault(repository: Repository, walk: Walk, text: str) -> None:
    save(repository, walk, {"words": text, "ruptures.1.note": text, "ruptures.1.plan": text})
    kept = repository.answers.of(walk, SCRIPT)
    assert (kept["words"], kept["ruptures.1.note"], kept["ruptures.1.plan"]) == (text, text, text)


def test_numbers_follow_the_dates_even_when_an_early_session_is_entered_late(repository: Repository) -> None:
    client = repository.clients.add("J7", date(2026, 1, 5))
    late = repository.sessions.add(client, date(2026, 3, 1))
    early = repository.sessions.add(client, date(2026, 2, 1))
    assert (late.number, early.number) == (1, 1)
    assert [(each.session.id, each.session.number) for each in repository.courses.of(client).records] == [
        (early.id, 1),
        (late.id, 2),
    ]


def test_the_latest_session_of_a_date_is_the_one_continued(repository: Repository) -> None:
    client, day = repository.clients.add("J7", date(2026, 1, 5)), date(2026, 2, 1)
    assert repository.sessions.on(client, day) is None
    repository.sessions.add(client, day)
    second = repository.sessions.add(client, day)
    found = repository.sessions.on(client, day)
    assert found is not None
    assert (found.id, found.number) == (second.id, 2)


def test_codes_ignore_case(repository: Repository) -> None:
    first = repository.clients.add("J7", date(2026, 1, 5))
    assert repository.clients.add("j7", date(2026, 2, 5)) == first
    assert repository.clients.find("j7") == first
