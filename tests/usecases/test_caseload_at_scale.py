"""Views of the whole caseload read little of each client, and find the same as a whole course would show."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import pytest

from alliance_cli.core.course.course import Session
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.errors import Damaged
from alliance_cli.core.flags.signals import since_client_was_heard
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import SCALES, How, Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.due import due_for_client, due_now
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.review.course import caseload_review, course_of
from alliance_cli.usecases.review.flags import flags_of_last_sessions, standing_flags
from alliance_cli.usecases.vault.keeping import files_due
from tests.steps import steps as calls

TODAY = date(2026, 11, 20)
SCRIPT = Script("pre-session", Phase.PRE_SESSION, "Any", "en", ())


def keep_practice(app: App, clients: int, sessions: int = 8, first: int = 0) -> None:
    """Store random courses: fully, partly or not rated, with occasional tension, moments and instruments."""
    rng = random.Random(first)
    with app.vault.change():
        for number in range(first, first + clients):
            client = app.repository.clients.add(f"C{number}", TODAY)
            for week in range(sessions):
                on = TODAY - timedelta(weeks=sessions - 1 - week, days=rng.randrange(5))
                _keep_session(app, app.repository.sessions.add(client, on), rng)
            taken = Administration(f"t{number}", "", "srs", "3", Rater.CLIENT, TODAY, dict.fromkeys(range(1, 5), 5))
            if rng.random() < 0.5:
                app.repository.measures.administer(client, None, taken)


def _keep_session(app: App, session: Session, rng: random.Random) -> None:
    for rater in Rater:
        rated = {scale: rng.choice((3, 6, 8, 9, 10)) for scale in SCALES if rng.random() < 0.8}
        if rng.random() < 0.6:
            app.repository.measures.rate(session, rater, rated, How.RECALLED)
        if rng.random() < 0.2:
            app.repository.tension.keep(session, rater, How.RECALLED, tense=rng.random() < 0.6)
    app.repository.walks.begin(session, SCRIPT, "any text")
    if rng.random() < 0.2:
        note = Moment(app.clock.new_id(), session.id, session.on, MomentKind.RUPTURE, "a silence")
        app.repository.moments.add(note)


def test_flags_of_last_sessions_are_those_of_the_whole_course(app: App) -> None:
    keep_practice(app, 60)
    found = {client.code: flags for client, flags in flags_of_last_sessions(app)}
    assert len(found) == 60
    kinds = set()
    for client in app.repository.clients.all():
        course = course_of(app, client)
        latest = since_client_was_heard(course.records)
        whole = tuple(flag for flag in standing_flags(app, course, ()) if flag.session in latest)
        days = {record.session.id: record.session.on for record in course.records}
        assert found[client.code] == tuple((days[flag.session], flag) for flag in whole)
        kinds |= {flag.kind for flag in whole}
    assert len(kinds) == 6, "every rule is put to the test"


def statements(app: App, look: object) -> int:
    """How many statements the database runs for a view of the caseload."""
    run: list[str] = []
    app.vault._connection.set_trace_callback(run.append)
    assert callable(look)
    look(app)
    app.vault._connection.set_trace_callback(None)
    return sum("SELECT" in each and not each.startswith("--") for each in run)


@pytest.mark.parametrize("look", [due_now, caseload_review])
def test_the_number_of_queries_does_not_depend_on_the_number_of_clients(app: App, look: object) -> None:
    keep_practice(app, 3)
    few = statements(app, look)
    keep_practice(app, 40, first=3)
    assert statements(app, look) == few


def steps(app: App, look: Callable[[App], object] = due_now) -> int:
    """How much work the database does for a view of the caseload, in hundreds of its steps."""
    ticks: list[int] = []
    app.vault._connection.set_progress_handler(lambda: ticks.append(1), 100)
    look(app)
    app.vault._connection.set_progress_handler(None, 0)
    return len(ticks)


@pytest.mark.parametrize("look", [due_now, files_due])
def test_ten_times_the_clients_take_at_most_ten_times_the_work(app: App, look: Callable[[App], object]) -> None:
    keep_practice(app, 5)
    few = steps(app, look)
    keep_practice(app, 45, first=5)
    assert steps(app, look) < 13 * few


def test_due_items_of_one_client_match_the_whole_list_and_read_no_other_client(app: App) -> None:
    nobody = cast(Front, None)  # a known code asks nothing
    keep_practice(app, 5)
    few = steps(app, lambda app: due_for_client(app, nobody, "C1"))
    keep_practice(app, 40, first=5)
    for code in ("C1", "C7", "C30"):
        assert due_for_client(app, nobody, code).items == tuple(d for d in due_now(app).items if d.client == code)
    assert steps(app, lambda app: due_for_client(app, nobody, "C1")) < 2 * few


def test_closed_clients_add_almost_no_work_to_the_due_list(app: App) -> None:
    keep_practice(app, 5)
    few = steps(app)
    keep_practice(app, 20, first=5)
    with app.vault.change() as db:
        db.execute("UPDATE client SET closed_on = opened_on WHERE CAST(substr(code, 2) AS INTEGER) >= 5")
    assert steps(app) < 2 * few


def test_earlier_sessions_add_almost_no_work_to_the_due_list(app: App) -> None:
    keep_practice(app, 4)
    due_now(app)  # imports modules in advance
    few, queried = calls(lambda: due_now(app)), steps(app, lambda app: app.repository.caseload.due(TODAY))
    with app.vault.change():
        for number in range(4):
            client = app.repository.clients.find(f"C{number}")
            assert client
            for week in range(100, 200):
                session = app.repository.sessions.add(client, TODAY - timedelta(weeks=week))
                rated = dict.fromkeys(SCALES, 9 + week % 2)
                app.repository.measures.rate(session, Rater.CLIENT, rated, How.RECALLED)
    more = calls(lambda: due_now(app)) - few
    assert more < 8 * 4 * 100, "a session that is read whole takes more than twenty calls"
    assert steps(app, lambda app: app.repository.caseload.due(TODAY)) <= queried + 1, "no query looks at all sessions"


def test_an_invalid_earlier_rating_is_refused(app: App) -> None:
    keep_practice(app, 1)
    client = app.repository.clients.find("C0")
    assert client
    with app.vault.change() as db:
        session = app.repository.sessions.add(client, TODAY - timedelta(weeks=50))
        db.execute("INSERT INTO rating VALUES (?, 'client', 'bond', 11, 'recalled', '')", [session.id])
    with pytest.raises(Damaged, match="rating"):
        due_now(app)


def test_an_instrument_of_an_earlier_session_raises_no_flag_in_a_later_one(app: App) -> None:
    keep_practice(app, 30)
    for client in app.repository.clients.all():
        earlier = app.repository.courses.of(client).records[0].session
        taken = Administration(
            f"late {client.code}", "", "srs", "3", Rater.CLIENT, TODAY, dict.fromkeys(range(1, 5), 1)
        )
        app.repository.measures.administer(client, earlier, taken)
    found = {client.code: tuple(flag for _, flag in flags) for client, flags in flags_of_last_sessions(app)}
    for client in app.repository.clients.all():
        course = course_of(app, client)
        latest = since_client_was_heard(course.records)
        assert found[client.code] == tuple(flag for flag in standing_flags(app, course, ()) if flag.session in latest)
