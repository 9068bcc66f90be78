"""A preparation made the evening before is moved to its session if the clinician agrees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alliance_cli.core.course.client import Client
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.early_preparation import DAYS_BEFORE, take_preparation_along
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest
from tests.usecases.test_without_a_screen import TODAY, DictFront, walk

QUESTION = "You prepared on"


def kept(app: App, client: Client, phase: Phase, on: date) -> None:
    given = {"intention": "Slow down"} if phase is Phase.PRE_SESSION else {"opening": "The move"}
    walk(SessionWalk(app, client, WalkRequest(phase, on)), given)  # type: ignore[arg-type]


def days(app: App, client: Client) -> list[date]:
    return [each.session.on for each in app.repository.courses.of(client).records]


def take(app: App, client: Client, answer: str) -> list[date]:
    take_preparation_along(app, DictFront({QUESTION: answer}), client, TODAY)
    return days(app, client)


@pytest.mark.parametrize("before", [1, DAYS_BEFORE])
def test_yes_moves_the_preparation_to_the_date_of_the_session(app: App, before: int) -> None:
    client = app.repository.clients.add("J7", TODAY)
    kept(app, client, Phase.PRE_SESSION, TODAY - timedelta(days=before))
    assert take(app, client, "y") == [TODAY]
    held = SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY))
    walk(held, {"opening": "The move"})
    (record,) = app.repository.courses.of(client).records
    assert (record.session.number, record.intention) == (1, "Slow down")
    take_preparation_along(app, DictFront({}), client, TODAY)


def test_no_leaves_the_preparation_on_its_date(app: App) -> None:
    client = app.repository.clients.add("J7", TODAY)
    kept(app, client, Phase.PRE_SESSION, TODAY - timedelta(days=1))
    assert take(app, client, "n") == [TODAY - timedelta(days=1)]


def test_a_held_session_or_an_old_preparation_asks_nothing(app: App) -> None:
    client = app.repository.clients.add("J7", TODAY)
    old = TODAY - timedelta(days=DAYS_BEFORE + 1)
    kept(app, client, Phase.PRE_SESSION, old)
    take_preparation_along(app, DictFront({}), client, TODAY)
    kept(app, client, Phase.IN_SESSION, TODAY - timedelta(days=1))
    take_preparation_along(app, DictFront({}), client, TODAY)
    assert days(app, client) == [old, TODAY - timedelta(days=1)]


def test_a_session_of_an_earlier_day_takes_no_later_preparation_along(app: App) -> None:
    client = app.repository.clients.add("J7", TODAY)
    kept(app, client, Phase.PRE_SESSION, TODAY - timedelta(days=1))
    take_preparation_along(app, DictFront({}), client, TODAY - timedelta(days=3))
    assert days(app, client) == [TODAY - timedelta(days=1)]


def test_an_administration_with_its_own_date_keeps_it(app: App) -> None:
    before = TODAY - timedelta(days=1)
    client = app.repository.clients.add("J7", before)
    kept(app, client, Phase.PRE_SESSION, before)
    taken = Administration("a1", "", "wai-sr", "1", Rater.CLIENT, before, {1: 4})
    app.repository.measures.administer(client, None, taken)
    assert take(app, client, "y") == [TODAY]
    assert [each.on for each in app.repository.measures.administrations(client)] == [before]
