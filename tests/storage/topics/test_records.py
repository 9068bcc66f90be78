"""Standalone walks, whether linked to a client, a moment, another walk or nothing, do not affect sessions."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import RatingKind, TextKind
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.records import WalkLinks
from alliance_cli.core.walk.repair import Settlement
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.storage.columns import class_of_walk
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository
from alliance_cli.storage.topics.walks import Walk

DAY = date(2026, 11, 20)
SCRIPT = Script(
    "repair",
    Phase.REPAIR,
    "Repair",
    "en",
    (
        Prompt("rupture", "What?", "p", MomentsKind(MomentKind.RUPTURE, 1)),
        Prompt("said", "Said?", "p", TextKind()),
        Prompt("bond", "Bond?", "p", RatingKind("bond", Rater.CLINICIAN)),
    ),
)


@pytest.fixture
def client(repository: Repository) -> Client:
    return repository.clients.add("J7", date(2026, 1, 5))


@pytest.fixture
def session(repository: Repository, client: Client) -> Session:
    return repository.sessions.add(client, DAY)


def begin(repository: Repository, ties: WalkLinks, on: date = DAY) -> Walk:
    return repository.records.begin(SCRIPT, "the wording", ties, on)


def save(repository: Repository, walk: Walk, key: str, value: str | int | None, noted_in: str = "") -> None:
    answers = {key: value}
    step = next(each for each in Interview(SCRIPT, answers).steps if each.key == key)
    repository.answers.save(walk, [(step, value)], How.RECALLED, noted_in)


def test_an_answer_is_read_back_with_its_links(repository: Repository, client: Client) -> None:
    walk = begin(repository, WalkLinks(client=client.id))
    save(repository, walk, "said", "slower [next] time")
    save(repository, walk, "bond", 7)
    (record,) = repository.records.of(Phase.REPAIR, client.id)
    assert (record.said("said"), record.number("bond")) == ("slower [next] time", 7)
    assert (record.on, record.finished, record.links) == (DAY, False, WalkLinks(client=client.id))
    assert repository.answers.of(walk, SCRIPT) == record.answers


def test_a_rating_in_a_standalone_walk_is_in_no_course(repository: Repository, client: Client, vault: Vault) -> None:
    save(repository, begin(repository, WalkLinks(client=client.id)), "bond", 7)
    assert vault.rows("SELECT * FROM rating") == []


def test_a_client_can_have_many_walks_of_one_script(repository: Repository, client: Client) -> None:
    walks = [begin(repository, WalkLinks(client=client.id), date(2026, 11, day)) for day in (9, 2)]
    records = repository.records.of(Phase.REPAIR, client.id)
    assert [record.id for record in records] == [walks[1].id, walks[0].id]
    assert [record.id for record in repository.records.of(Phase.REPAIR, latest=1)] == [walks[0].id]


def test_standalone_walks_belong_to_one_client_and_to_no_course(
    repository: Repository, client: Client, session: Session
) -> None:
    begin(repository, WalkLinks(client=client.id))
    begin(repository, WalkLinks())
    other = repository.clients.add("K1", DAY)
    assert repository.records.of(Phase.REPAIR, other.id) == ()
    assert len(repository.records.of(Phase.REPAIR)) == 2
    assert repository.walks.of(client) == ()
    assert [record.phases for record in repository.courses.of(client).records] == [{}]
    assert repository.caseload.due(DAY) == []


def test_only_an_unfinished_walk_with_the_same_links_is_resumed(repository: Repository, client: Client) -> None:
    mine, nobodys = WalkLinks(client=client.id), WalkLinks()
    walk = begin(repository, mine)
    found = repository.records.unfinished(Phase.REPAIR, mine)
    assert found is not None
    assert found.id == walk.id
    assert repository.records.unfinished(Phase.REPAIR, nobodys) is None
    repository.walks.finish(walk)
    assert repository.records.unfinished(Phase.REPAIR, mine) is None


def test_a_walk_about_another_walk_is_not_listed_with_its_client(repository: Repository, client: Client) -> None:
    ties = WalkLinks(client=client.id)
    question = begin(repository, ties)
    repository.walks.finish(question)
    about = begin(repository, WalkLinks(client=client.id, about=question.id))
    assert repository.records.unfinished(Phase.REPAIR, ties) is None
    found = repository.records.unfinished(Phase.REPAIR, WalkLinks(client=client.id, about=question.id))
    assert found is not None
    assert (found.id, found.links.about) == (about.id, question.id)
    assert [record.links.about for record in repository.records.of(Phase.REPAIR)] == ["", question.id]


def rupture(repository: Repository, client: Client, session: Session) -> Walk:
    walk = begin(repository, WalkLinks(client=client.id))
    save(repository, walk, "rupture.1.note", "went quiet", session.id)
    repository.records.tie_moment(walk, repository.moments.noted_in(walk.id))
    return repository.records.walk(walk.id)


def test_a_moment_noted_in_a_standalone_walk_belongs_to_the_session(
    repository: Repository, client: Client, session: Session
) -> None:
    walk = rupture(repository, client, session)
    (record,) = repository.courses.of(client).records
    assert [(each.note, each.session) for each in record.moments] == [("went quiet", session.id)]
    assert [each.id for each in record.moments[0].repairs] == [walk.id]
    assert repository.answers.of(walk, SCRIPT) == {"rupture.1.note": "went quiet"}


def test_a_repair_updates_its_rupture_and_the_earlier_plan_stays_readable(
    repository: Repository, client: Client, session: Session
) -> None:
    walk = rupture(repository, client, session)
    for plan in ("first", "second"):
        repository.moments.settle(walk.links.moment, walk.id, Settlement(MomentState.OPEN, plan), session.id)
    moment = repository.courses.of(client).open_ruptures[0]
    assert (moment.plan, moment.resolved_in, moment.repairs[0].said("plan-before")) == ("second", "", "first")
    repository.moments.settle(moment.id, walk.id, Settlement(MomentState.LET_GO), session.id)
    moment = repository.courses.of(client).records[0].moments[0]
    assert (moment.state, moment.plan, moment.resolved_in) == (MomentState.LET_GO, "second", session.id)


def test_words_about_a_moment_outlive_it(repository: Repository, client: Client, session: Session) -> None:
    walk = rupture(repository, client, session)
    save(repository, walk, "said", "sorry")
    save(repository, walk, "rupture.1.note", None)
    (record,) = repository.records.of(Phase.REPAIR, client.id)
    assert (record.links.moment, record.said("said")) == ("", "sorry")


def test_practice_and_self_care_are_the_clinicians_own() -> None:
    own = {phase for phase in Phase if class_of_walk(phase) == "own"}
    assert own == {Phase.PRACTICE, Phase.SELF_CARE}
    assert {class_of_walk(phase) for phase in Phase} == {"own", "process note"}
