"""Replacing the vault: at any moment one of the two files is complete, and no program writes to the wrong one."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.storage.copies import replacing
from alliance_cli.storage.copies.copying import is_sound
from alliance_cli.storage.copies.replacing import put_in_place
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.keys import Key, random_key
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault import Vault

HALF_WAY = """
import os, signal, sys
from pathlib import Path
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
vault = Vault.open(Path(sys.argv[1]), Key(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3])))
with vault.change() as db:
    db.execute("PRAGMA cache_size = 2")
    db.execute("UPDATE wording SET text = 'changed' || text")
    if len(sys.argv) > 4:
        print("ready", flush=True)
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""
REPLACES_SLOWLY = """
import sys, time
from pathlib import Path
from alliance_cli.storage.copies.replacing import _exclusive_lock
vault, part = Path(sys.argv[1]), Path(sys.argv[2])
with _exclusive_lock(vault):
    print("ready", flush=True)
    time.sleep(0.3)
    vault.rename(vault.with_name("kept.db"))
    part.rename(vault)
"""
STEPS = ("link", "replace", "fsync")


def filled(path: Path, key: Key, mark: str) -> Path:
    vault = Vault.create(path, key)
    with vault.change() as db:
        for number in range(50):
            db.execute("INSERT INTO wording VALUES (?, ?)", [str(number), mark + "x" * 800])
    vault.close()
    return path


def mark_of(path: Path, key: Key) -> str:
    """The marker in a vault, which must be sound."""
    vault = ReadableVault.open(path, key)
    assert is_sound(vault)
    (found,) = {row["mark"] for row in vault.rows("SELECT rtrim(text, 'x') AS mark FROM wording")}
    vault.close()
    return str(found)


@pytest.fixture
def old(path: Path, key: Key) -> Path:
    return filled(path, key, "old")


@pytest.fixture
def part(tmp_path: Path, key: Key) -> Path:
    return filled(tmp_path / ".part", key, "new")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "vault-replaced.db"


def started(path: Path, key: Key, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HALF_WAY, str(path), key.secret.hex(), key.salt.hex(), *more]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_the_replaced_vault_stays_beside_the_new_one(old: Path, part: Path, kept: Path, key: Key) -> None:
    assert put_in_place(part, old, kept) == kept
    assert (mark_of(old, key), mark_of(kept, key)) == ("new", "old")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not part.exists()


def test_a_vault_replaced_earlier_stays_too(old: Path, part: Path, kept: Path, key: Key) -> None:
    kept.write_text("kept before")
    assert put_in_place(part, old, kept) == kept.with_name("vault-replaced-2.db")
    assert kept.read_text() == "kept before"


def test_a_file_system_without_hard_links_gets_a_copy(
    old: Path, part: Path, kept: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:  # like FAT
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    put_in_place(part, old, kept)
    assert (mark_of(old, key), mark_of(kept, key)) == ("new", "old")
    assert old.stat().st_nlink == 1


@pytest.mark.parametrize("content", [None, b"", b"no vault at all", os.urandom(20_000)])
def test_a_vault_that_cannot_be_opened_can_be_replaced(
    part: Path, path: Path, kept: Path, key: Key, content: bytes
) -> None:
    if content is not None:
        path.write_bytes(content)
    assert put_in_place(part, path, kept) == (None if content is None else kept)
    assert mark_of(path, key) == "new"
    assert content is None or kept.read_bytes() == content


def test_a_folder_in_the_vaults_place_is_kept_too(part: Path, path: Path, kept: Path, key: Key) -> None:
    path.mkdir()
    (path / "x").touch()
    put_in_place(part, path, kept)
    assert mark_of(path, key) == "new"
    assert (kept / "x").exists()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("time", [1, 2, 3])
def test_a_kill_at_any_step_leaves_the_old_or_the_new(
    old: Path, part: Path, kept: Path, key: Key, step: str, time: int
) -> None:
    pid = os.fork()
    if pid == 0:
        done = getattr(os, step)
        calls = iter(range(1, 100))

        def killed(*given: object) -> object:
            if next(calls) == time:
                os.kill(os.getpid(), signal.SIGKILL)
            return done(*given)

        setattr(os, step, killed)
        put_in_place(part, old, kept)
        os._exit(0)
    os.waitpid(pid, 0)
    assert mark_of(old, key) in ("old", "new")
    assert mark_of(old, key) == "old" or mark_of(kept, key) == "old"


def test_an_interrupted_change_is_rolled_back_in_the_old_vault_and_not_in_the_new(
    old: Path, part: Path, kept: Path, key: Key
) -> None:
    with started(old, key) as program:
        assert program.wait(timeout=60) == -signal.SIGKILL
    assert old.with_name("vault.db-journal").exists()
    put_in_place(part, old, kept)
    assert (mark_of(old, key), mark_of(kept, key)) == ("new", "old")
    assert not old.with_name("vault.db-journal").exists()


def test_a_journal_without_its_vault_is_moved_aside(
    old: Path, part: Path, kept: Path, key: Key, tmp_path: Path
) -> None:
    with started(old, key) as program:
        program.wait(timeout=60)
    old.unlink()
    put_in_place(part, old, kept)
    assert mark_of(old, key) == "new"
    assert (tmp_path / "vault-replaced.db-journal").exists()


def test_nothing_is_replaced_during_a_change_by_another_program(
    old: Path, part: Path, kept: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.1)
    with started(old, key, "and waits") as program:
        assert program.stdout
        program.stdout.readline()
        with pytest.raises(VaultTrouble, match="busy"):
            put_in_place(part, old, kept)
        program.kill()
    assert mark_of(part, key) == "new"
    assert not kept.exists()


def test_a_change_that_cannot_be_rolled_back_is_left_alone(
    old: Path, part: Path, kept: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started(old, key) as program:
        program.wait(timeout=60)
    monkeypatch.setattr(
        replacing, "roll_back_unfinished_change", lambda vault: None
    )  # like on a disk that fails meanwhile
    with pytest.raises(VaultTrouble, match="could not be completed"):
        put_in_place(part, old, kept)
    assert not kept.exists()
    assert mark_of(part, key) == "new"


@pytest.mark.parametrize("replace", [lambda vault, part: put_in_place(part, vault, vault.with_name("k")), os.rename])
def test_a_program_with_the_old_vault_open_cannot_write_any_more(
    old: Path, part: Path, key: Key, replace: Callable[[Path, Path], object]
) -> None:
    still_open = Vault.open(old, key)
    replace(old, part)
    with pytest.raises(VaultTrouble, match=r"(replaced|deleted) or moved"), still_open.change() as db:
        db.execute("DELETE FROM wording")
    assert len(still_open.rows("SELECT * FROM wording")) == 50
    still_open.close()
    assert not old.with_name("vault.db-journal").exists()


def test_a_vault_replaced_before_its_rewrite_is_left_alone(old: Path, part: Path, key: Key, tmp_path: Path) -> None:
    still_open = Vault.open(old, key)
    command = [sys.executable, "-c", REPLACES_SLOWLY, str(old), str(part)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout
        program.stdout.readline()
        before = old.read_bytes()
        with pytest.raises(VaultTrouble, match="replaced or moved"):
            still_open.compact()
    still_open.close()
    assert (tmp_path / "kept.db").read_bytes() == before
    assert mark_of(old, key) == "new"


def test_after_rewriting_the_vault_is_unlocked_and_no_file_is_left_beside_it(old: Path, key: Key) -> None:
    vault, other = Vault.open(old, key), Vault.open(old, key)
    vault.compact()
    assert not old.with_name("vault.db-journal").exists()
    with other.change() as db:
        db.execute("DELETE FROM wording")
    assert vault.rows("SELECT * FROM wording") == []


def test_a_replaced_vault_with_another_key_is_kept(part: Path, path: Path, kept: Path, key: Key) -> None:
    other = random_key()
    filled(path, other, "theirs")
    put_in_place(part, path, kept)
    assert (mark_of(path, key), mark_of(kept, other)) == ("new", "theirs")
