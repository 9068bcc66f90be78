"""While the passphrase changes, either the old or the new one opens the vault, whatever happens to the program."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.errors import Locked, VaultTrouble
from alliance_cli.storage.copies.rekeying import change_key
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.keys import Key, new_salt
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.new_vault import derive
from tests.storage.conftest import PASSPHRASE

NEW = "seven quiet oaks"
ROWS = 200
TO_AND_FRO = """
import sys
from pathlib import Path
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.copies.rekeying import change_key
one, other = map(Key.from_hex, sys.argv[2:])
print("ready", flush=True)
while True:
    change_key(Path(sys.argv[1]), one, other)
    one, other = other, one
"""
WITH_LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from alliance_cli.core.errors import AllianceError
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.copies.rekeying import change_key
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    change_key(Path(sys.argv[1]), *map(Key.from_hex, sys.argv[3:]))
except AllianceError as error:
    print(type(error).__name__, error.sentence, file=sys.stderr)
"""


@pytest.fixture
def new(key: Key) -> Key:
    return derive(NEW, key.salt)


@pytest.fixture
def full(vault: Vault) -> Vault:
    with vault.change() as db:
        db.executemany("INSERT INTO wording VALUES (?, ?)", [(str(n), "x" * 3000) for n in range(ROWS)])
    return vault


def opens(path: Path, with_: str | Key) -> bool:
    """Whether the vault opens with a passphrase or a key, whole."""
    try:
        vault = Vault.open(path, derive(with_, salt_of(path)) if isinstance(with_, str) else with_)
    except Locked:
        return False
    assert vault.rows("PRAGMA cipher_integrity_check") == []
    assert vault.rows("SELECT count(*) AS rows FROM wording") == [{"rows": ROWS}]
    vault.close()
    return True


def test_the_new_passphrase_opens_what_the_old_one_did(full: Vault, path: Path, key: Key, new: Key) -> None:
    change_key(path, key, new)
    assert (opens(path, PASSPHRASE), opens(path, NEW)) == (False, True)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_stock_sqlcipher_opens_it_only_with_the_new_passphrase(full: Vault, path: Path, key: Key, new: Key) -> None:
    change_key(path, key, new)
    stock = sqlcipher.connect(path)
    stock.execute(f"PRAGMA key = '{NEW}'")
    assert stock.execute("SELECT count(*) FROM wording").fetchone() == (ROWS,)
    stock.close()


def test_after_a_kill_at_any_moment_one_of_the_two_passphrases_opens_it(
    full: Vault, path: Path, key: Key, new: Key
) -> None:
    full.close()
    left, wrong = [], Key(bytes(32), key.salt)
    for _ in range(6):
        command = [sys.executable, "-c", TO_AND_FRO, str(path), key.hex, new.hex]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(random.uniform(0, 0.15))
            running.kill()
        left.append(path.with_name(f"{path.name}-journal").exists())
        assert not opens(path, wrong)  # the order of the attempts makes no difference
        found = [each for each in (key, new) if opens(path, each)]
        assert len(found) == 1
        if found == [new]:
            key, new = new, key
    assert any(left), "no kill fell into the middle of a change"


def test_another_salt_is_refused_because_a_crash_would_lose_the_key(full: Vault, path: Path, key: Key) -> None:
    with pytest.raises(ValueError, match="salt"):
        change_key(path, key, derive(NEW, new_salt()))
    assert opens(path, PASSPHRASE)


@pytest.mark.parametrize("room", [1_000, 100_000, 600_000])
def test_on_a_full_disk_the_old_passphrase_stays_valid(full: Vault, path: Path, key: Key, new: Key, room: int) -> None:
    full.close()
    command = [sys.executable, "-c", WITH_LITTLE_ROOM, str(path), str(room), key.hex, new.hex]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stderr == "VaultTrouble The passphrase could not be changed; the old one still opens the vault.\n"
    assert (opens(path, PASSPHRASE), opens(path, NEW)) == (True, False)


def test_the_passphrase_cannot_change_while_another_program_writes(
    full: Vault, path: Path, key: Key, new: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.1)
    with full.change(), pytest.raises(VaultTrouble, match="busy"):
        change_key(path, key, new)
    assert opens(path, PASSPHRASE)


def test_a_commit_that_fails_silently_is_detected(
    full: Vault, path: Path, key: Key, new: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.1)
    reader = sqlcipher.connect(path)
    reader.execute(key.pragma)
    reading = reader.execute("SELECT * FROM wording")
    reading.fetchone()
    with pytest.raises(VaultTrouble, match="old one still opens"):
        change_key(path, key, new)
    reader.close()
    assert (opens(path, PASSPHRASE), opens(path, NEW)) == (True, False)


def test_another_program_with_the_vault_open_is_locked_out_and_loses_nothing(
    full: Vault, path: Path, key: Key, new: Key
) -> None:
    change_key(path, key, new)
    with pytest.raises(Locked, match="changed"):
        full.rows("SELECT * FROM wording")
    with pytest.raises(Locked, match="changed"), full.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', 'b')")
    assert opens(path, NEW)


def test_a_wrong_old_key_changes_nothing(full: Vault, path: Path, new: Key) -> None:
    before = path.read_bytes()
    with pytest.raises(Locked):
        change_key(path, derive("wrong", new.salt), new)
    assert path.read_bytes() == before
