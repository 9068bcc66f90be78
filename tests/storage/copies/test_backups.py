"""A backup is a complete vault, made while other programs may be working."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import VaultTrouble, WrongUse
from alliance_cli.storage.copies import backups as backups_module
from alliance_cli.storage.copies import copying
from alliance_cli.storage.copies.backups import Backups, backups_in
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.keys import Key, random_key
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of, temporary_vault
from alliance_cli.storage.repository import Repository
from tests.new_vault import derive
from tests.storage.conftest import PASSPHRASE

RARE = "wolkenbruchglas"
WRITES = """
import sys, time
from pathlib import Path
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
vault = Vault.open(Path(sys.argv[1]), Key(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3])))
print("ready", flush=True)
for number in range(100_000):
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES (?, ?)", [f"one {number}", "x" * 400])
        db.execute("INSERT INTO wording VALUES (?, ?)", [f"two {number}", "x" * 400])
    time.sleep(0.003)  # a program that never pauses lets no other in
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


@pytest.fixture
def backups(vault: Vault, clock: Clock) -> Backups:
    return Backups(vault, clock)


def minutes_apart() -> Clock:
    ticks = iter(range(10_000))
    return Clock(lambda: datetime(2026, 11, 24, 18, tzinfo=UTC) + timedelta(minutes=next(ticks)))


def words(vault: Vault) -> int:
    return int(vault.rows("SELECT count(*) AS n FROM wording")[0]["n"])


def test_a_backup_opens_with_the_vaults_passphrase_in_alliance_and_stock_tools(
    repository: Repository, backups: Backups, folder: Path
) -> None:
    repository.sessions.add(repository.clients.add("J7", date(2026, 11, 2)), date(2026, 11, 16))
    made = backups.make(folder)
    assert (made.contents.clients, made.contents.sessions, made.contents.last_on) == (1, 1, date(2026, 11, 16))
    Vault.open(made.path, derive(PASSPHRASE, salt_of(made.path))).close()
    stock = sqlcipher.connect(made.path)
    stock.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert stock.execute("SELECT code FROM client").fetchall() == [("J7",)]
    stock.close()


def test_a_backup_is_readable_only_by_its_owner_and_leaves_no_other_file(backups: Backups, folder: Path) -> None:
    made = backups.make(folder)
    assert list(folder.iterdir()) == [made.path]
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert made.path.stat().st_nlink == 1


def test_a_backup_is_named_by_date_and_time_and_never_replaces_another(vault: Vault, folder: Path) -> None:
    at_nine = Backups(vault, Clock(lambda: datetime(2026, 11, 20, 9, tzinfo=UTC)))
    names = [at_nine.make(folder).path.name for _ in range(3)]
    assert names == [f"alliance-2026-11-20T090000{number}.db" for number in ("", "-2", "-3")]


def test_the_vault_records_a_backup_once_it_is_made(vault: Vault, backups: Backups, folder: Path) -> None:
    assert backups.latest() is None
    made = backups.make(folder)
    assert [row["path"] for row in vault.rows("SELECT path FROM backup")] == [str(made.path)]
    assert str(backups.latest())[:16] == "2026-11-20 09:00"


def test_a_backup_contains_nothing_that_was_deleted(vault: Vault, backups: Backups, folder: Path, key: Key) -> None:
    with vault.change() as db:
        for number in range(500):
            db.execute("INSERT INTO wording VALUES (?, ?)", [str(number), RARE * 50])
    with vault.change() as db:
        db.execute("DELETE FROM wording")
    made = backups.make(folder)
    assert made.path.stat().st_size < vault.path.stat().st_size / 2
    copy = ReadableVault.open(made.path, key)
    assert copy.rows("PRAGMA freelist_count") == [{"freelist_count": 0}]
    copy.close()


def test_no_byte_of_a_backup_is_readable_without_the_key(vault: Vault, backups: Backups, folder: Path) -> None:
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', ?)", [RARE * 500])
    content = backups.make(folder).path.read_bytes()
    assert RARE.encode() not in content
    assert b"CREATE TABLE" not in content


def test_a_vault_that_is_being_written_to_is_copied_between_two_changes(
    vault: Vault, path: Path, folder: Path, key: Key
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(path), key.secret.hex(), key.salt.hex()], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        backups, seen = Backups(vault, minutes_apart()), []
        for _ in range(8):
            copy = ReadableVault.open(backups.make(folder).path, key)
            seen.append(words(copy))
            copy.close()
        assert writer.poll() is None
        writer.kill()
    assert all(count % 2 == 0 for count in seen)
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]
    assert len(list(folder.iterdir())) == 8


def test_all_backups_are_kept_unless_a_number_is_set(vault: Vault, folder: Path) -> None:
    backups = Backups(vault, minutes_apart())
    assert [backups.make(folder).removed for _ in range(4)] == [()] * 4


def test_backups_older_than_the_newest_few_are_deleted_and_named(vault: Vault, folder: Path) -> None:
    backups = Backups(vault, minutes_apart())
    made = [backups.make(folder).path for _ in range(4)]
    last = backups.make(folder, keep=2)
    assert set(last.removed) == set(made[:3])
    assert sorted(folder.iterdir()) == [made[3], last.path]
    assert len(vault.rows("SELECT * FROM backup")) == 2


def test_of_many_backups_in_a_second_the_newest_are_kept_and_no_name_is_reused(vault: Vault, folder: Path) -> None:
    times = (datetime(2026, 11, 24, 18, microsecond=micro, tzinfo=UTC) for micro in range(0, 1_000_000, 10_000))
    backups = Backups(vault, Clock(lambda: next(times)))
    made = [backups.make(folder, keep=2).path for _ in range(5)]
    assert len(set(made)) == 5
    assert sorted(folder.iterdir()) == sorted(made[-2:])


def test_a_backup_of_another_vault_is_never_deleted(vault: Vault, folder: Path, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "other.db", random_key())
    theirs = Backups(other, minutes_apart()).make(folder).path
    other.close()
    with vault.change() as db:
        db.execute("INSERT INTO backup VALUES ('b', '2026-01-05T18:00:00.000+00:00', ?)", [str(theirs)])
    made = Backups(vault, minutes_apart()).make(folder, keep=1)
    assert (made.removed, theirs.exists()) == ((), True)


def test_other_files_are_never_deleted(vault: Vault, folder: Path) -> None:
    others = [folder / "alliance-2020-01-01T0900.db", folder / "alliance.db", folder / "notes.txt"]
    for other in others:
        other.write_text("of another vault")
    backups = Backups(vault, minutes_apart())
    for _ in range(3):
        backups.make(folder, keep=1)
    assert all(other.exists() for other in others)
    assert len(list(folder.iterdir())) == len(others) + 1


def test_the_newest_backup_stays_even_if_the_clock_went_back(vault: Vault, folder: Path) -> None:
    backups = Backups(vault, minutes_apart())
    for _ in range(2):
        backups.make(folder)
    earlier = Backups(vault, Clock(lambda: datetime(2020, 1, 1, tzinfo=UTC)))
    made = earlier.make(folder, keep=1)
    assert list(folder.iterdir()) == [made.path]


def test_a_backup_with_a_future_date_is_not_the_latest(vault: Vault, folder: Path) -> None:
    day = datetime(2026, 11, 24, 18, tzinfo=UTC)
    ahead = Backups(vault, Clock(lambda: day + timedelta(days=365)))
    ahead.make(folder)
    now = Backups(vault, Clock(lambda: day))
    assert (now.latest(), now.is_listed()) == (None, True)
    now.make(folder)
    assert now.latest() == day


def test_after_a_clock_that_was_ahead_the_newest_are_kept_by_their_order(vault: Vault, folder: Path) -> None:
    day = datetime(2026, 11, 24, 18, tzinfo=UTC)
    for days in (0, 365, 1, 2):
        Backups(vault, Clock(lambda days=days: day + timedelta(days=days))).make(folder, keep=2)
    assert {path.name[9:19] for path in folder.iterdir()} == {"2026-11-25", "2026-11-26"}


def test_after_a_repeated_hour_the_newest_is_the_last_one_made(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        for moment in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)):
            made = Backups(vault, Clock(lambda moment=moment: moment.astimezone())).make(folder)
            os.utime(made.path, (moment.timestamp(), moment.timestamp()))
        names = [path.name for path in backups_in(folder)]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert names == ["alliance-2026-10-25T023000.db", "alliance-2026-10-25T021000.db"]


def test_a_copy_that_differs_from_the_vault_is_deleted(
    vault: Vault, backups: Backups, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of = copying.copy_of

    def badly(source: Path, key: Key, part: Path) -> None:  # like a disk that loses data
        copy_of(source, key, part)
        with part.open("r+b") as file:
            file.seek(4096 * 3 + 50)
            other = bytes([file.read(1)[0] ^ 1])
            file.seek(-1, 1)
            file.write(other)

    monkeypatch.setattr(copying, "copy_of", badly)
    with pytest.raises(VaultTrouble, match="so it was deleted"):
        backups.make(folder)
    assert list(folder.iterdir()) == []
    assert backups.latest() is None


def test_a_damaged_vault_is_not_backed_up(vault: Vault, path: Path, key: Key, clock: Clock, folder: Path) -> None:
    with vault.change() as db:
        for number in range(200):
            db.execute("INSERT INTO wording VALUES (?, ?)", [str(number), "x" * 400])
    vault.close()
    damaged = bytearray(path.read_bytes())
    damaged[-4096 * 2 + 100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(VaultTrouble, match="damaged"):
        Backups(Vault.open(path, key), clock).make(folder)
    assert list(folder.iterdir()) == []


def test_a_backup_that_the_vault_cannot_record_is_still_kept(
    vault: Vault, path: Path, clock: Clock, folder: Path, monkeypatch: pytest.MonkeyPatch, key: Key
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.1)
    publish_numbered = backups_module.publish_numbered
    with ExitStack() as stack:

        def while_another_writes(part: Path, wanted: Path) -> Path:
            stack.enter_context(vault.change())
            return publish_numbered(part, wanted)

        monkeypatch.setattr(backups_module, "publish_numbered", while_another_writes)
        made = Backups(Vault.open(path, key), clock).make(folder)
    assert made.path.exists()
    assert "busy" in made.trouble


def test_a_missing_or_invalid_backup_folder_is_reported(backups: Backups, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(WrongUse, match="not a folder"):
        backups.make(file)
    with pytest.raises(WrongUse, match="no such folder"):
        backups.make(tmp_path / "no")
    assert not (tmp_path / "no").exists()


def test_files_left_by_a_killed_program_are_deleted_later(backups: Backups, folder: Path) -> None:
    pid = os.fork()
    if pid == 0:
        with temporary_vault(folder):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    left = sorted(folder.iterdir())
    assert [path.suffix for path in left] == [".lock", ".part"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in left} == {0o600}
    with temporary_vault(folder) as held:
        backups.make(folder)
        assert held.exists()  # it is being written
    assert [path.name for path in folder.iterdir() if path in left] == []
