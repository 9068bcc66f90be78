"""Each line of the caseload agrees with the client's whole course and scans no large table."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from alliance_cli.core.caseload.overview import RECENT
from alliance_cli.core.course.completeness import completeness
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.ratings import SCALES, How, Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import TextKind, Value
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository

FIRST = date(2026, 1, 5)
PLAN = MomentField("plan", "What next?", "p", TextKind())
SCRIPT = Script(
    "post-session",
    Phase.POST_SESSION,
    "After",
    "en",
    (Prompt("r", "?", "p", MomentsKind(MomentKind.RUPTURE, 1, (PLAN,))),),
)


def seen(repository: Repository, code: str, sessions: int, seed: int = 0) -> None:
    """A course with some ratings, reflections and open possible ruptures."""
    rng = Random(seed)
    client = repository.clients.add(code, FIRST)
    for week in range(sessions):
        session = repository.sessions.add(client, FIRST + timedelta(weeks=week // 2 * 2))
        for rater in Rater:
            rated = rng.sample(SCALES, rng.randint(0, 4))
            repository.measures.rate(session, rater, {scale: rng.randint(1, 10) for scale in rated}, How.RECALLED)
        answers: dict[str, Value] = {"r.1.note": "went quiet"} if rng.random() < 0.5 else {}
        walk = repository.walks.begin(session, SCRIPT, "wording")
        steps = [step for step in Interview(SCRIPT, answers).steps if step.key in answers]
        repository.answers.save(walk, [(step, answers[step.key]) for step in steps], How.RECALLED)
        if rng.random() < 0.7:
            repository.walks.finish(walk)


def close(vault: Vault, code: str) -> None:
    with vault.change() as db:
        db.execute("UPDATE client SET closed_on = opened_on WHERE code = ?", [code])


@pytest.mark.parametrize("seed", range(3))
def test_every_number_agrees_with_the_whole_course(repository: Repository, seed: int) -> None:
    for place, code in enumerate(("J7", "B2", "K1")):
        seen(repository, code, 5 + 10 * place, seed + place)
    lines = repository.overviews.all()
    assert [line.client for line in lines] == ["B2", "J7", "K1"]
    for line in lines:
        client = repository.clients.find(line.client)
        assert client is not None
        course = repository.courses.of(client)
        counts = completeness(course)
        assert (line.sessions, line.reflected) == (counts.sessions, counts.reflected)
        assert line.last_on == course.records[-1].session.on
        assert line.means == tuple(record.mean(Rater.CLIENT) for record in course.records[-RECENT:])
        assert line.open_ruptures == len(course.open_ruptures)


def test_a_settled_rupture_is_not_counted(repository: Repository) -> None:
    seen(repository, "J7", 6, seed=1)
    client = repository.clients.find("J7")
    assert client is not None
    ruptures = repository.courses.of(client).open_ruptures
    assert repository.overviews.all()[0].open_ruptures == len(ruptures) > 1
    repository.moments.resolve(ruptures[0].id, MomentState.LET_GO, ruptures[-1].session)
    assert repository.overviews.all()[0].open_ruptures == len(ruptures) - 1


def test_closed_clients_are_listed_only_on_request(repository: Repository, vault: Vault) -> None:
    seen(repository, "J7", 2)
    seen(repository, "B2", 2)
    close(vault, "B2")
    assert [(line.client, line.closed) for line in repository.overviews.all()] == [("J7", False)]
    both = repository.overviews.all(closed=True)
    assert [(line.client, line.closed) for line in both] == [("B2", True), ("J7", False)]
    assert [course.client.code for course in repository.courses.every()] == ["J7"]
    assert [course.client.code for course in repository.courses.every(closed=True)] == ["B2", "J7"]


def test_a_client_not_seen_yet_has_a_line_without_numbers(repository: Repository) -> None:
    repository.clients.add("J7", FIRST)
    (line,) = repository.overviews.all()
    assert (line.sessions, line.reflected, line.last_on, line.means, line.open_ruptures) == (0, 0, None, (), 0)


def test_no_query_scans_a_growing_table(vault: Vault) -> None:
    from alliance_cli.storage.caseload import overview

    given = {"closed": False, "reflection": "post-session", "recent": RECENT}
    for query in (overview._CLIENTS, overview._REFLECTED, overview._OPEN, overview._MEANS):
        plan = [row["detail"] for row in vault.rows(f"EXPLAIN QUERY PLAN {query}", given)]
        scanned = {detail.split()[1] for detail in plan if detail.startswith("SCAN")}
        assert scanned <= {"client", "(subquery-1)"} or plan[0] == "SCAN moment USING COVERING INDEX moment_open"
