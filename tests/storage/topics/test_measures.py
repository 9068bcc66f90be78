"""Administrations of instruments are stored and read back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater
from alliance_cli.storage.repository import Repository

DAY = date(2026, 11, 20)
TAKEN = Administration("t1", "", "srs", "3", Rater.CLIENT, DAY, {1: 8.5, 2: 9})


@pytest.fixture
def client(repository: Repository) -> Client:
    return repository.clients.add("J7", DAY)


def test_an_administration_is_read_back_as_it_was_given(repository: Repository, client: Client) -> None:
    repository.measures.administer(client, None, TAKEN)
    assert repository.measures.administrations(client) == (TAKEN,)
    assert repository.measures.taken(client, "srs", Rater.CLIENT, DAY) == TAKEN


def test_new_items_join_an_administration_and_existing_ones_are_corrected(
    repository: Repository, client: Client
) -> None:
    repository.measures.administer(client, None, TAKEN)
    repository.measures.administer(client, None, replace(TAKEN, values={2: 4, 3: 7.1}))
    (kept,) = repository.measures.administrations(client)
    assert kept.values == {1: 8.5, 2: 4, 3: 7.1}


def test_an_administration_is_linked_to_the_session_of_its_day_and_stays_linked(
    repository: Repository, client: Client
) -> None:
    repository.measures.administer(client, None, TAKEN)
    session = repository.sessions.add(client, DAY)
    repository.measures.administer(client, session, TAKEN)
    repository.measures.administer(client, None, TAKEN)
    assert [each.session for each in repository.measures.administrations(client)] == [session.id]


def test_an_administration_is_deleted_with_its_last_item(repository: Repository, client: Client) -> None:
    repository.measures.administer(client, None, TAKEN)
    repository.measures.leave_out(TAKEN, 1)
    assert [each.values for each in repository.measures.administrations(client)] == [{2: 9}]
    repository.measures.leave_out(TAKEN, 2)
    assert repository.measures.administrations(client) == ()


@pytest.mark.parametrize(
    ("instrument", "rater", "on"),
    [("wai-sr", Rater.CLIENT, DAY), ("srs", Rater.CLINICIAN, DAY), ("srs", Rater.CLIENT, date(2026, 11, 19))],
)
def test_another_instrument_rater_or_day_is_another_administration(
    repository: Repository, client: Client, instrument: str, rater: Rater, on: date
) -> None:
    repository.measures.administer(client, None, TAKEN)
    assert repository.measures.taken(client, instrument, rater, on) is None


def test_administrations_since_a_day_include_those_linked_to_a_session(repository: Repository, client: Client) -> None:
    other, session = repository.clients.add("K2", DAY), repository.sessions.add(client, DAY)
    earlier = replace(TAKEN, id="t0", session=session.id, on=DAY - timedelta(days=1))
    repository.measures.administer(client, session, earlier)
    repository.measures.administer(client, None, replace(TAKEN, id="t2", on=DAY - timedelta(days=1)))
    for each, id_ in ((client, "t1"), (other, "t3")):
        repository.measures.administer(each, None, replace(TAKEN, id=id_))
    found = repository.measures.administrations_since({client.id: DAY}, [session.id])
    assert dict(found) == {client.id: (earlier, TAKEN)}
    assert found[other.id] == ()


def test_a_total_without_items_is_read_back_and_stays_when_an_item_is_left_out(
    repository: Repository, client: Client
) -> None:
    total = replace(TAKEN, values={}, total=34.5)
    repository.measures.administer(client, None, total)
    assert repository.measures.administrations(client) == (total,)
    repository.measures.administer(client, None, replace(total, values={1: 9}))
    repository.measures.leave_out(TAKEN, 1)
    assert repository.measures.administrations(client) == (total,)
