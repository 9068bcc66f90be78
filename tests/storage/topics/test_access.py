"""The access log: writing, reading, and a log that cannot be written."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository

DAY = date(2026, 11, 20)


def test_log_entries_are_read_back_in_order_with_the_current_code(repository: Repository) -> None:
    client, other = (repository.clients.add(code, DAY) for code in ("J7", "K1"))
    repository.access.note("prep", client)
    repository.access.note("history", None)
    repository.access.note("rate", other)
    assert [(each.action, each.client) for each in repository.access.entries()] == [
        ("prep", "J7"),
        ("history", ""),
        ("rate", "K1"),
    ]
    assert [each.action for each in repository.access.entries(client)] == ["prep"]


def test_a_day_in_the_log_is_a_local_day(vault: Vault) -> None:
    east = timezone(timedelta(hours=13))
    hours = iter([datetime(2026, 11, 19, 23, 59, tzinfo=east), datetime(2026, 11, 20, 0, 1, tzinfo=east)])
    log = Repository(vault, Clock(lambda: next(hours, datetime(2026, 11, 21, tzinfo=east)))).access
    log.note("late", None)
    log.note("early", None)
    entries = log.entries(since=DAY)
    assert [(each.action, each.at.isoformat()) for each in entries] == [("early", "2026-11-20T00:01:00+13:00")]
    assert log.forget_before(DAY) == 1
    assert [each.action for each in log.entries()] == ["early"]
    assert log.forget_before(date.min) == 0
    assert [each.action for each in log.entries(since=date.min)] == ["early"]


def test_a_read_only_vault_is_read_and_the_missing_entry_reported(repository: Repository, vault: Vault) -> None:
    client = repository.clients.add("J7", DAY)
    vault._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(VaultTrouble, match="read but not written"):
        repository.access.note("history", client)
    assert repository.clients.find("J7") == client


def test_a_log_entry_waits_half_a_second_for_another_writer_but_a_change_longer(
    repository: Repository, vault: Vault, path: Path, key: Key
) -> None:
    other = Vault.open(path, key)
    begun = time.monotonic()
    with other.change(), pytest.raises(VaultTrouble, match="busy"):
        repository.access.note("history", None)
    assert 0.4 < time.monotonic() - begun < 3
    assert vault.rows("PRAGMA busy_timeout")[0]["timeout"] == 5000
    other.close()
