"""Vaults of every released schema can still be opened and read completely.

A file in ``frozen`` never changes once its schema is released. A change of the schema is a new step in ``migrations``
and a new file, which is written once with ``FROZEN=write pytest tests/storage/test_frozen.py``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.clock import Clock
from alliance_cli.core.course.course import Course
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.flags.flag import FlagKey
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.keys import new_salt
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.storage.repository import Repository
from alliance_cli.storage.schema import LATEST
from tests.new_vault import derive
from tests.storage.conftest import PASSPHRASE

FROZEN = Path(__file__).with_name("frozen")
FILES = [f"schema-{number}.db" for number in range(1, LATEST + 1)]
REPORTS_APART_SINCE = 3
"""The first schema with reports of tension outside a walk."""
MISSED_SINCE = 4
"""The first schema with missed sessions."""
TOTALS_SINCE = 5
"""The first schema with totals without items."""
MORE_OF_MOMENTS_SINCE = 5
"""The first schema with the signs of a moment and the clinician's own part."""
GOALS_SINCE = 5
"""The first schema with goals."""
MARKS_SINCE = 5
"""The first schema with marks."""
FIRST = date(2026, 1, 5)
SECOND = date(2026, 1, 12)
MISSED_ON = date(2026, 1, 19)
CATALOG = Catalog((shipped_folder(),))
AFTER_TENSION = {"tension-strength": 6, "tension-resolved": 4}
ANSWERS: dict[Phase, dict[str, Value]] = {
    Phase.PRE_SESSION: {"grounded": "tired [wife] \0 \u202e", "intention": "Slow down."},
    Phase.IN_SESSION: {"tension": True, "tension-note": "When you sighed", "client-bond": 6, "client-goals": 8},
    Phase.POST_SESSION: {
        "strongest.1.note": "Laughed",
        "strongest.1.component": "bond",
        "ruptures.1.note": "Went quiet",
        "ruptures.1.marker": "withdrawal",
        "ruptures.1.plan": "Ask first",
        "clinician-bond": 7,
    },
}


def write(path: Path) -> None:
    """Write two sessions of one client with every kind of content, and a client without a session."""
    ticks = iter(range(1_000_000))
    clock = Clock(lambda: datetime(2026, 1, 5, 18, tzinfo=UTC) + timedelta(seconds=next(ticks)))
    vault = Vault.create(path, derive(PASSPHRASE, new_salt()))
    repository = Repository(vault, clock)
    repository.clients.add("K12", FIRST)
    client = repository.clients.add("J7", FIRST)
    for week in range(2):
        session = repository.sessions.add(client, FIRST + timedelta(weeks=week))
        if week:
            repository.measures.rate(session, Rater.CLIENT, AFTER_TENSION, How.HANDED_OVER)
        for phase, answers in ANSWERS.items():
            script = CATALOG.script(phase)
            walk = repository.walks.begin(session, script, CATALOG.script_version(script))
            steps = [step for step in Interview(script, answers).steps if not step.is_shown_only]
            repository.answers.save(walk, [(step, answers.get(step.key)) for step in steps], How.RECALLED)
            if week == 0 or phase is not Phase.POST_SESSION:
                repository.walks.finish(walk)
    course = repository.courses.of(client)
    repository.moments.resolve(course.open_ruptures[0].id, MomentState.REPAIRED, course.records[1].session.id)
    repository.decisions.keep(FlagKey(course.records[1].session.id, "tension-reported", "", ""), reason="Talked about")
    taken = Administration("a1", course.records[0].session.id, "srs", "1", Rater.CLIENT, FIRST, {1: 8.5, 2: 9.0})
    repository.measures.administer(client, course.records[0].session, taken)
    total = Administration("a2", course.records[1].session.id, "srs", "3", Rater.CLIENT, SECOND, {}, 34.5)
    repository.measures.administer(client, course.records[1].session, total)
    repository.tension.keep(course.records[1].session, Rater.CLIENT, How.HANDED_OVER, tense=False)
    repository.tension.keep(course.records[1].session, Rater.CLINICIAN, How.RECALLED, tense=True)
    apart = Moment("m", course.records[1].session.id, SECOND, MomentKind.RUPTURE, "Looked away")
    repository.moments.add(apart)
    repository.moments.put(apart.id, "signs", ("posture", "agreement"))
    repository.moments.put(apart.id, "own_part", "I was in a hurry")
    repository.moments.resolve(apart.id, MomentState.LET_GO, None)
    for words in ("Sleep through the night", "Call my sister"):
        repository.goals.add(client, words, FIRST)
    slept, called = repository.goals.of(client)
    repository.goals.rate({slept.id: 2, called.id: 0}, FIRST)
    repository.goals.rate({slept.id: 5}, SECOND)
    repository.goals.retire(called, SECOND)
    repository.marks.add(course.records[0].session, MarkKind.RUPTURE, "withdrawal")
    repository.marks.settle(repository.marks.of(client)[0])
    repository.marks.add(course.records[1].session, MarkKind.STRONG)
    repository.marks.add(course.records[1].session, MarkKind.NOTE, words="Looked at the clock")
    repository.sessions.add_missed(client, MISSED_ON, Missed.LATE)
    with vault.change() as db:
        db.execute("INSERT INTO held_back SELECT id, 'client-bond' FROM session WHERE missed IS NOT NULL")
        db.execute("INSERT INTO part_file VALUES ('p', '/media/backups/one', '2026-01-26T18:00:00.000+00:00')")
        db.execute(
            "INSERT INTO draft (id, client, dated, phase, script, step, text, saved_at) VALUES ('d', ?, '2026-01-26',"
            " 'pre-session', 'pre-session', 'intention', 'Half a word', '2026-01-26T18:00:00.000+00:00')",
            [client.id],
        )
        db.execute("INSERT INTO resumption VALUES ('r', ?, NULL, '[]', '2026-01-26T18:00:00.000+00:00')", [client.id])
    vault.close()


if os.environ.get("FROZEN") == "write":
    (FROZEN / FILES[-1]).unlink(missing_ok=True)
    write(FROZEN / FILES[-1])


@pytest.fixture(params=FILES)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    """A copy of a frozen vault, opened by today's program."""
    path = Path(shutil.copy(FROZEN / request.param, tmp_path))
    vault = Vault.open(path, derive(PASSPHRASE, salt_of(path)))
    yield vault
    vault.close()


@pytest.fixture
def kept(old: Vault, clock: Clock) -> Repository:
    return Repository(old, clock)


def course(kept: Repository) -> Course:
    client = kept.clients.find("j7")
    assert client is not None
    return kept.courses.of(client)


def test_every_schema_has_its_frozen_vault() -> None:
    assert sorted(path.name for path in FROZEN.iterdir()) == FILES


def test_its_sessions_ratings_and_moments_read_as_stored(kept: Repository) -> None:
    first, second = course(kept).records
    assert (first.session.on, second.session.number) == (FIRST, 2)
    assert first.ratings == {Rater.CLIENT: {"bond": 6, "goals": 8}, Rater.CLINICIAN: {"bond": 7}}
    assert first.intention == "Slow down."
    assert set(first.phases.values()) == {"finished"}
    assert second.phases[Phase.POST_SESSION] == "unfinished"
    strong, repaired = first.moments
    assert (strong.kind, strong.note, strong.component) == (MomentKind.STRONG, "Laughed", "bond")
    assert (repaired.state, repaired.marker, repaired.plan) == (MomentState.REPAIRED, "withdrawal", "Ask first")
    assert [moment.note for moment in course(kept).open_ruptures] == ["Went quiet"]


@pytest.mark.parametrize("old", FILES, indirect=True)
def test_reports_of_tension_read_from_walks_and_later_reports(kept: Repository, request: pytest.FixtureRequest) -> None:
    first, second = course(kept).records
    assert first.tension == {Rater.CLIENT: True}
    schema = FILES.index(request.node.callspec.params["old"]) + 1
    apart = schema >= REPORTS_APART_SINCE
    assert second.tension == ({Rater.CLIENT: False, Rater.CLINICIAN: True} if apart else {Rater.CLIENT: True})


@pytest.mark.parametrize("old", FILES, indirect=True)
def test_a_missed_session_reads_separately_from_held_ones(kept: Repository, request: pytest.FixtureRequest) -> None:
    schema = FILES.index(request.node.callspec.params["old"]) + 1
    missed = [(each.on, each.why) for each in course(kept).missed]
    assert missed == ([(MISSED_ON, Missed.LATE)] if schema >= MISSED_SINCE else [])
    assert len(course(kept).records) == 2


@pytest.mark.parametrize("old", FILES, indirect=True)
def test_signs_own_parts_and_ratings_after_tension_read_as_stored(
    kept: Repository, request: pytest.FixtureRequest
) -> None:
    schema = FILES.index(request.node.callspec.params["old"]) + 1
    first, second = course(kept).records
    assert {(moment.signs, moment.own_part) for moment in first.moments} == {((), "")}
    there = schema >= MORE_OF_MOMENTS_SINCE
    assert [(each.signs, each.own_part) for each in second.moments[2:]] == (
        [(("posture", "agreement"), "I was in a hurry")] if there else []
    )
    after = {scale: value for scale, value in second.ratings_by(Rater.CLIENT).items() if scale in AFTER_TENSION}
    assert after == (AFTER_TENSION if there else {})


def test_every_answer_reads_with_its_question(kept: Repository) -> None:
    walks = kept.walks.of(course(kept).client)
    assert walks
    for walk in walks:
        script = CATALOG.read_script_version(walk.script_version)
        answers = kept.answers.of(walk, script)
        given = {key: value for key, value in answers.items() if value is not None}
        assert given == ANSWERS[walk.phase]
        assert {step.key for step in Interview(script, answers).steps} == set(answers)


@pytest.mark.parametrize("old", FILES, indirect=True)
def test_a_total_without_items_reads_as_stored(kept: Repository, request: pytest.FixtureRequest) -> None:
    schema = FILES.index(request.node.callspec.params["old"]) + 1
    totals = [(each.on, each.total, dict(each.values)) for each in kept.measures.administrations(course(kept).client)]
    assert totals[1:] == ([(SECOND, 34.5, {})] if schema >= TOTALS_SINCE else [])


def test_caseload_data_reads_as_stored(kept: Repository) -> None:
    assert [glance.client for glance in kept.caseload.glances()] == ["J7", "K12"]
    assert len(kept.caseload.due(FIRST + timedelta(weeks=2))) == 2
    taken = kept.measures.administrations(course(kept).client)[0]
    assert (taken.instrument, dict(taken.values)) == ("srs", {1: 8.5, 2: 9.0})
    assert [flag.kind for flag in kept.decisions.all()] == ["tension-reported"]


def test_it_can_be_changed(kept: Repository) -> None:
    session = course(kept).records[0].session
    kept.measures.rate(session, Rater.CLIENT, {"bond": 9}, How.HANDED_OVER)
    assert course(kept).records[0].ratings_by(Rater.CLIENT)["bond"] == 9


def test_after_migration_its_schema_equals_a_new_ones(old: Vault, vault: Vault) -> None:
    schema = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '_sqlite%' ORDER BY type, name"
    assert old.rows(schema) == vault.rows(schema)


@pytest.mark.parametrize("old", FILES, indirect=True)
def test_goals_read_as_stored(kept: Repository, request: pytest.FixtureRequest) -> None:
    schema = FILES.index(request.node.callspec.params["old"]) + 1
    read = [(each.words, each.progress, each.retired_on) for each in kept.goals.of(course(kept).client)]
    there = [
        ("Sleep through the night", ((FIRST, 2), (SECOND, 5)), None),
        ("Call my sister", ((FIRST, 0),), SECOND),
    ]
    assert read == (there if schema >= GOALS_SINCE else [])


@pytest.mark.parametrize("old", FILES, indirect=True)
def test_marks_read_as_stored(kept: Repository, request: pytest.FixtureRequest) -> None:
    schema = FILES.index(request.node.callspec.params["old"]) + 1
    read = [(each.kind, each.marker, each.words, each.waits) for each in kept.marks.of(course(kept).client)]
    there = [
        (MarkKind.RUPTURE, "withdrawal", "", False),
        (MarkKind.STRONG, "", "", True),
        (MarkKind.NOTE, "", "Looked at the clock", False),
    ]
    assert read == (there if schema >= MARKS_SINCE else [])
