"""A real vault in a temporary folder, and a clock that advances one second each time it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.clock import Clock
from alliance_cli.storage.file.connection import connect
from alliance_cli.storage.file.keys import Key, new_salt
from alliance_cli.storage.file.tally import differing
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository
from tests.new_vault import derive, new_vault

PASSPHRASE = "correct horse"


@pytest.fixture(scope="session")
def key() -> Key:
    return derive(PASSPHRASE, new_salt())


@pytest.fixture
def clock() -> Clock:
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    ticks = iter(range(1_000_000))
    return Clock(lambda: start + timedelta(seconds=next(ticks)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.db"


@pytest.fixture
def vault(path: Path, key: Key) -> Iterator[Vault]:
    vault = new_vault(path, key)
    yield vault
    vault.close()
    with suppress(sqlcipher.DatabaseError):  # a test damaged it, or gave it another key
        assert not not_as_counted(path, key)


def not_as_counted(path: Path, key: Key) -> list[tuple[str, int, int]]:
    """The tables whose rows differ from the tally."""
    with closing(connect(path, key)) as connection:
        damaged = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        return [] if damaged else list(differing(connection.execute))


@pytest.fixture
def repository(vault: Vault, clock: Clock) -> Repository:
    return Repository(vault, clock)
